#pragma once

/// Communities of a graph by modularity: the Leiden method (Traag, Waltman, van Eck, From Louvain to Leiden:
/// guaranteeing well-connected communities, 2019), with the resolution of Reichardt and Bornholdt.
///
/// Ours differs from the published one where chance comes in: nodes are visited in their own order, through a
/// first-in first-out queue, the best move is taken and ties go to the smallest community, so equal graphs
/// give equal partitions. All gains are exact integers.
///
///   two triangles joined by one edge  ->  {0, 0, 0, 1, 1, 1}

#include <cstdint>
#include <utility>
#include <vector>

#include "mine/graph.h"
#include "mine/partition.h"

namespace agentops::mine {

struct LeidenOptions {
  std::uint32_t resolution = resolution_unit;  ///< in 1/1024: more gives more and smaller communities
  unsigned attempts = 2;  ///< from the beginning, each with another order of the nodes: the best is taken
  unsigned rounds = 4;    ///< of the whole method, each beginning with what the last one found
  std::vector<std::pair<std::uint32_t, std::uint32_t>> apart;  ///< nodes that never share a community
};

/// Every community is connected, and holds no pair of `apart`; communities are numbered 0, 1, ... in the
/// order of their first nodes.
[[nodiscard]] Partition leiden(const Graph& graph, const LeidenOptions& options);

}  // namespace agentops::mine
