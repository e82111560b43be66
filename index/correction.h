#pragma once

/// What is meant by words that stand in no item.
///
///   "kuberntes" -> "kubernetes", when some name or description has that

#include <optional>
#include <string>

#include "index/vocabulary.h"
#include "text/words.h"

namespace Xapian {
class Database;
}

namespace agentops::index {

/// A word of the query that no item has, and what was searched for in its place.
struct Correction {
  std::string word;  ///< in lower case
  std::string by;

  friend bool operator==(const Correction&, const Correction&) = default;
};

/// The nearest word of names and descriptions, or else the nearest of all stems with the same first letter.
/// Nothing when none is near, and for words of fewer than four letters, which are near to too much. Throws
/// Xapian's exceptions.
[[nodiscard]] std::optional<Correction> corrected(const std::string& word, const Vocabulary& vocabulary,
                                                  const Xapian::Database& database,
                                                  const text::Stemmer& stem);

}  // namespace agentops::index
