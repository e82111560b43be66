#pragma once

/// How the items of a graph fall into domains: as many as they suggest, or as many as were asked for.

#include <cstdint>
#include <optional>
#include <vector>

#include "mine/bonds.h"
#include "mine/graph.h"
#include "mine/leiden.h"

namespace agentops::mine {

struct DomainOptions {
  std::optional<unsigned> asked;  ///< number of domains; none: as many as the items suggest
  unsigned min_size = 3;          ///< smaller groups join the neighbour that they are linked to most
  double custom = 0.35;           ///< what a number that is e times the usual one loses, in modularity
  unsigned threads = 1;           ///< change the time, never the answer
};

/// Domains, and the numbers of domains that the items suggest, best first, at most four.
struct Cut {
  Partition domains;  ///< of each item: 0, 1, ... in the order of their first items, or `nowhere`
  std::vector<unsigned> numbers;
  std::uint32_t resolution = resolution_unit;  ///< at which these domains were cut
};

/// Items of one node share their domain; nodes that are apart do not; a node decided for a precedent always
/// has one.
///
/// The number suggested is that of the cut, on a ladder of resolutions, with most modularity less what it
/// loses by being unlike the usual number: people make about the square root of n groups of n things (Mardia,
/// Kent, Bibby, Multivariate analysis, 1979, have the root of half). A number that stays the same over much
/// of the ladder is there in the items (Arenas, Fernandez, Gomez, Analysis of the structure of complex
/// networks at different resolution levels, 2008): it loses so much less. A number that was asked for is met
/// unless decisions or too few items do not allow it.
[[nodiscard]] Cut find_domains(const Graph& items, const Bonds& bonds, const DomainOptions& options);

/// The groups of one resolution, small ones joined to their neighbours, as many as there are.
[[nodiscard]] Partition regrouped(const Graph& items, const Bonds& bonds, std::uint32_t resolution,
                                  unsigned least);

}  // namespace agentops::mine
