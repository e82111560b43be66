#pragma once

/// What the index gives back of a document that was found, as bytes beside its terms.

#include <string>
#include <string_view>

#include "index/entry.h"
#include "models/result.h"

namespace agentops::index {

struct Record {
  std::string key;
  std::string path;
  std::uint32_t line = 1;
  std::string pairs;

  friend bool operator==(const Record&, const Record&) = default;
};

[[nodiscard]] std::string write_record(const Entry& entry);

/// Errors: Invalid, E-INDEX-DAMAGED.
[[nodiscard]] Result<Record> read_record(std::string_view bytes);

}  // namespace agentops::index
