#pragma once

/// How values become terms of the index: one spelling for what writes and what asks.
///
///   filter_term(FieldId::Tool, "Bash")  -> "XTOOL:bash"

#include <cstdint>
#include <string>
#include <string_view>

#include "index/fields.h"

namespace agentops::index {

/// How much a word counts where it stands, as a multiple of one in the text. Small changes of these make
/// little difference in ranking.
struct FieldWeights {
  std::uint32_t name = 5;  ///< name and title
  std::uint32_t description = 3;
  std::uint32_t heading = 2;
  std::uint32_t opening = 3;  ///< the first `opening_bytes` of the text
};
inline constexpr FieldWeights field_weights;
inline constexpr std::size_t opening_bytes = 400;

/// Where the database keeps the key of an entry, for order, and its pairs, for ranking.
inline constexpr std::uint32_t key_slot = 0;
inline constexpr std::uint32_t pairs_slot = 1;

/// The term of a filter's whole value: ASCII letters lower-cased, values over 100 bytes cut and marked with a
/// hash.
[[nodiscard]] std::string filter_term(FieldId id, std::string_view value);

/// The term that only the entry of this full key (record.h) has.
[[nodiscard]] std::string key_term(std::string_view key);

/// Whether path:VALUE holds for the item with this key: VALUE is a file, a folder, or folders and files that
/// follow each other in the path. `is_start`: or begins such a one (path:agents/dep*). Case does not count.
///
///   is_on_path("docs/agents/a.md", "agents", false)       -> true
///   is_on_path("docs/agents/a.md", "agents/a.md", false)  -> true
///   is_on_path("docs/agents/a.md", "age", false)          -> false
[[nodiscard]] bool is_on_path(std::string_view key, std::string_view value, bool is_start);

}  // namespace agentops::index
