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
#include <span>
#include <utility>
#include <vector>

#include "mine/graph.h"

namespace agentops::mine {

/// Community of each node; communities are numbered 0, 1, ... in the order of their first nodes.
using Partition = std::vector<std::uint32_t>;

struct LeidenOptions {
  std::uint32_t resolution = 1024;  ///< in 1/1024: more gives more and smaller communities
  unsigned attempts = 2;  ///< from the beginning, each with another order of the nodes: the best is taken
  unsigned rounds = 4;    ///< of the whole method, each beginning with what the last one found
  std::vector<std::pair<std::uint32_t, std::uint32_t>> apart;  ///< nodes that never share a community
};

/// Every community is connected, and holds no pair of `apart`.
[[nodiscard]] Partition leiden(const Graph& graph, const LeidenOptions& options);

/// How much more weight lies inside communities than chance would put there, times the resolution: at most 1.
[[nodiscard]] double modularity(const Graph& graph, std::span<const std::uint32_t> partition,
                                std::uint32_t resolution = 1024);

/// The number of communities of a partition as `leiden` gives it.
[[nodiscard]] std::uint32_t count_of(std::span<const std::uint32_t> partition);

/// The same communities, numbered in the order of their first nodes.
[[nodiscard]] Partition renumbered(std::span<const std::uint32_t> partition);

}  // namespace agentops::mine
