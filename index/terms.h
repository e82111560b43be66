#pragma once

/// How values become terms of the index: one spelling for what writes and what asks.
///
///   filter_term(FieldId::Tool, "Bash")  -> "XTOOL:bash"
///   spelling_term("deploying")          -> "Wdeploying"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

/// The term of a word as it is written, in lower case, in a name, description or heading: for phrases and
/// suggestions.
[[nodiscard]] std::string spelling_term(std::string_view word);
inline constexpr std::string_view spelling_prefix = "W";

/// The term that only the entry of this full key (record.h) has.
[[nodiscard]] std::string key_term(std::string_view key);

/// What path:VALUE may say of a path: each leading folder, each stretch of up to three parts that follow each
/// other, and the file; folders end with '/'.
///
///   "docs/agents/a.md"  -> "a.md", "agents/", "agents/a.md", "docs/", "docs/agents/", "docs/agents/a.md"
[[nodiscard]] std::vector<std::string> path_values(std::string_view path);

}  // namespace agentops::index
