#pragma once

/// The lines of a frontmatter block and the entries that they make: what its reader and its judge both look
/// at.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "models/source.h"

namespace agentops::extract {

/// A line of frontmatter without its indent and its end.
struct EntryLine {
  std::string_view text;     ///< "" for a blank line
  std::size_t indent = 0;    ///< blanks and tabs before it
  std::uint32_t number = 0;  ///< in the file, from 1
  Span whole;                ///< in the block, with its end

  friend bool operator==(const EntryLine&, const EntryLine&) = default;
};

[[nodiscard]] std::vector<EntryLine> entry_lines(std::string_view inside, std::uint32_t first_number);

/// `key: rest`, the key without its quotes; nothing when the line is none.
struct KeyLine {
  std::string_view key;
  std::string_view rest;  ///< trimmed
};
[[nodiscard]] std::optional<KeyLine> key_line(std::string_view text);

/// True for keys that some tool gives a meaning to.
[[nodiscard]] bool is_known_key(std::string_view key);

/// One top-level entry: lines [begin, end), the first of them holding the key.
struct Entry {
  KeyLine head;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// True when a value is named with `&name`, so that `*name` may mean it.
[[nodiscard]] bool has_anchors(const std::vector<EntryLine>& lines);

/// The top-level entries in written order. A line that is neither a key, nor indented, nor a list item
/// belongs to the entry before it, and from there on only known keys that were not given yet begin a new one:
/// dialogs leak into descriptions. A known key right below a value of one line is one, however far it is
/// indented.
[[nodiscard]] std::vector<Entry> split_entries(const std::vector<EntryLine>& lines);

}  // namespace agentops::extract
