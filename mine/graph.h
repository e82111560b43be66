#pragma once

/// A weighted, undirected graph as mining passes it around: who is like whom, and how much.
///
/// Each edge stands in the rows of both of its ends with the same weight; rows are sorted by target and have
/// no repeats and no loops. Weights are integers, so sums do not depend on their order. A node may carry a
/// loop of its own (`self`): the likeness inside the group of items that it stands for.

#include <cstdint>
#include <span>
#include <vector>

namespace agentops::mine {

/// One end's view of an edge.
struct Link {
  std::uint32_t to = 0;
  std::uint32_t weight = 0;

  friend bool operator==(const Link&, const Link&) = default;
};

/// An edge given once; from and to in either order.
struct Edge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t weight = 0;

  friend bool operator==(const Edge&, const Edge&) = default;
};

/// The weight of a likeness of 1.
inline constexpr std::uint32_t full_weight = 1U << 16U;

struct Graph {
  std::vector<std::size_t> offsets{0};  ///< the links of node i: [offsets[i], offsets[i + 1])
  std::vector<Link> links;
  std::vector<std::uint64_t> self;  ///< twice the weight inside a node; 0 for a single item

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(self.size()); }
  [[nodiscard]] std::span<const Link> of(std::uint32_t node) const {
    return std::span(links).subspan(offsets[node], offsets[node + 1] - offsets[node]);
  }

  friend bool operator==(const Graph&, const Graph&) = default;
};

/// The graph of `size` nodes with these edges: weights of repeated edges add up (to at most 2^32 - 1), loops
/// are dropped.
[[nodiscard]] Graph graph_of(std::uint32_t size, std::vector<Edge> edges);

/// The edges of a graph, each once, from the smaller node to the larger.
[[nodiscard]] std::vector<Edge> edges_of(const Graph& graph);

/// `group[i]` is the new node of node i, 0 .. count - 1. Weights between groups add up; those inside become
/// `self`.
[[nodiscard]] Graph contracted(const Graph& graph, std::span<const std::uint32_t> group, std::uint32_t count);

/// Weight of all links of `node`, its own loop included.
[[nodiscard]] std::uint64_t degree(const Graph& graph, std::uint32_t node);

}  // namespace agentops::mine
