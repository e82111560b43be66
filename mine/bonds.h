#pragma once

/// The user's decisions as grouping obeys them: which items are one node, and which nodes never meet.
///
///   decided {a, b} and {c}, together (c, d), apart (a, e)  ->  nodes {a, b}, {c, d}, {e}; the first apart
///   from both others

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "models/corpus.h"
#include "models/domain.h"

namespace agentops::mine {

/// Stands for "none" where the index of a precedent or domain is expected.
inline constexpr std::uint32_t nowhere = ~0U;

struct Bonds {
  std::vector<std::uint32_t> node;  ///< of each item; nodes are numbered in the order of their first items
  std::vector<std::uint32_t> home;  ///< of each node: the precedent that it was decided for, or nowhere
  std::vector<std::pair<std::uint32_t, std::uint32_t>> apart;  ///< nodes that never share a domain
  std::vector<bool> decided;                                   ///< of each item
};

/// Items decided for one precedent are one node; nodes of different precedents are apart. `together` and
/// `apart` follow in their order; what contradicts an earlier rule, or names an unknown key, is left out.
[[nodiscard]] Bonds bonds_of(const Corpus& corpus, const Constraints& constraints);

/// How many domains there are in a division with gaps: one more than the highest number, `nowhere` left out.
[[nodiscard]] std::uint32_t domains_in(std::span<const std::uint32_t> domains);

/// Index of the row with this key, or nowhere.
[[nodiscard]] std::uint32_t row_with(const Corpus& corpus, const std::string& key);

}  // namespace agentops::mine
