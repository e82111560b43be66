#pragma once

/// Queries as people type them, as trees.
///
///   read_query("rollback (plan OR preview) kind:agent")  -> words beside each other
///   settled(...)  -> rollback AND (plan OR preview) AND kind:agent: what exactly is asked
///
/// What stands beside each other binds loosest, then OR, then AND, then NEAR, then NOT. Pure; any bytes are
/// accepted.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/fields.h"
#include "models/result.h"

namespace agentops::index {

enum class NodeForm : std::uint8_t {
  Word,    ///< `text`, in `field` or anywhere
  Phrase,  ///< the words of `text`, one after the other
  Near,    ///< the words of `parts`, in any order, at most `distance` words apart
  Prefix,  ///< words, or values of the filter `field`, that begin with `text`
  Filter,  ///< `field` has the value `text`
  Beside,  ///< `parts` as they were typed beside each other; not in settled trees
  And,     ///< all of `parts`, of which some may be Not
  Or,      ///< any of `parts`
  Not,     ///< not parts[0]
};

struct Node {
  NodeForm form = NodeForm::Word;
  std::optional<FieldId> field{};
  std::string text{};
  std::vector<Node> parts{};
  std::uint32_t distance = 0;

  friend bool operator==(const Node&, const Node&) = default;
};

/// Bounds on queries with operators; plain words are only cut.
inline constexpr std::size_t longest_query = 64UL * 1024;  ///< bytes
inline constexpr std::size_t deepest_query = 32;           ///< groups and NOTs inside each other
inline constexpr std::size_t most_operators = 256;         ///< operators, groups, phrases and fields together
inline constexpr std::size_t most_prefixes = 8;
inline constexpr std::size_t longest_phrase = 64;    ///< words
inline constexpr std::uint32_t usual_distance = 10;  ///< of NEAR without a number
inline constexpr std::uint32_t largest_distance = 100;

/// Up to so many words beside each other must all be there; of more, any.
inline constexpr std::size_t most_required_words = 3;

/// Errors: Usage, E-QUERY, with the column where the trouble begins. An empty query is one.
[[nodiscard]] Result<Node> read_query(std::string_view query);

/// The words of `query` beside each other, without any syntax; cut to the longest query.
[[nodiscard]] Node plain_query(std::string_view query);

/// The exact question: every word lower-cased and without repeats among its neighbours, stop words left out
/// where others stand, nothing Beside. `loosely`: words beside each other need not all be there, nor phrases
/// beside words. In a text of many words phrases and operators only rank in any case.
[[nodiscard]] Node settled(const Node& query, bool loosely);

/// A settled tree as text that reads back as the same question.
[[nodiscard]] std::string write_query(const Node& settled);

/// The words that a settled tree asks for (not those under NOT or in filters), in reading order.
[[nodiscard]] std::vector<std::string> words_of(const Node& settled);

}  // namespace agentops::index
