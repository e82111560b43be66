#pragma once

/// Why an item stands where it does among those that were found: what each word of the query adds to its
/// score, and where the word stands in it.

#include <cstdint>
#include <string>
#include <vector>

#include "index/compile.h"
#include "index/fields.h"
#include "index/record.h"

namespace agentops::index {

struct Reason {
  std::string
      what;  ///< a word of the query; empty: words that stand beside each other as they do in the query
  double score = 0;             ///< that it adds
  std::uint64_t items = 0;      ///< in all that have the word
  std::vector<FieldId> fields;  ///< where it stands: Name, Description, Heading; none: in the text only

  friend bool operator==(const Reason&, const Reason&) = default;
};

/// Of the item with this record, whose score is `score`; in the order of the query. Words that it has not are
/// left out. The scores add up to that of the item. Throws Xapian's exceptions.
[[nodiscard]] std::vector<Reason> reasons_for(const Record& record, double score, const Node& settled,
                                              const Surroundings& surroundings);

}  // namespace agentops::index
