#pragma once

/// The nodes of a graph in communities, and how good a division is.

#include <cstdint>
#include <span>
#include <vector>

#include "mine/graph.h"

namespace agentops::mine {

/// Community of each node.
using Partition = std::vector<std::uint32_t>;

/// A resolution of 1 (Reichardt and Bornholdt, Statistical mechanics of community detection, 2006).
inline constexpr std::uint32_t resolution_unit = 1024;

/// How much more weight lies inside communities than chance would put there, times the resolution: at most 1
/// (Newman, Girvan, Finding and evaluating community structure in networks, 2004). Any numbers below the
/// number of nodes.
[[nodiscard]] double modularity(const Graph& graph, std::span<const std::uint32_t> partition,
                                std::uint32_t resolution = resolution_unit);

/// One more than the highest number: how many communities there are when they are numbered without gaps.
[[nodiscard]] std::uint32_t count_of(std::span<const std::uint32_t> partition);

/// The same communities, numbered 0, 1, ... in the order of their first nodes.
[[nodiscard]] Partition renumbered(std::span<const std::uint32_t> partition);

/// Each community split into its connected components, numbered in the order of their first nodes.
[[nodiscard]] Partition connected(const Graph& graph, const Partition& partition);

}  // namespace agentops::mine
