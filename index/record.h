#pragma once

/// What the index gives back of a document that was found: where it lies, and the texts of its fields, in
/// which phrases are looked up.

#include <cstdint>
#include <string>
#include <string_view>

#include "models/result.h"

namespace Xapian {
class Document;
}

namespace agentops::index {

struct Record {
  std::string place{};  ///< the package that it is in, NAME@VERSION; empty: the folder itself
  std::string key{};    ///< of the item, there
  std::string path{};   ///< of its file, there
  std::uint32_t line = 1;
  std::string name{};         ///< name and title, a line each
  std::string description{};  ///< its first 4 KiB
  std::string headings{};     ///< a line each; those within the first 16 KiB

  friend bool operator==(const Record&, const Record&) = default;
};

/// What no other record has, wherever the indexes lie that are searched together: "core@1.0.0/agents/a.md",
/// and the key alone in a folder.
[[nodiscard]] std::string full_key(const Record& record);

/// All but the key, which is kept beside it for order.
[[nodiscard]] std::string write_record(const Record& record);

/// `key` is its full key. Errors: Invalid, E-INDEX-DAMAGED.
[[nodiscard]] Result<Record> read_record(std::string_view bytes, std::string_view key);

/// That of a document of the index. Throws Xapian's exceptions, also when it does not read.
[[nodiscard]] Record record_of(const Xapian::Document& document);

}  // namespace agentops::index
