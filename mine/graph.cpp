#include "mine/graph.h"

#include <algorithm>
#include <limits>

namespace agentops::mine {

namespace {

std::uint32_t added(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t sum = std::uint64_t{a} + b;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, std::numeric_limits<std::uint32_t>::max()));
}

/// Both directions of each edge, sorted, repeats added up.
std::vector<Edge> both_ways(std::vector<Edge> edges) {
  std::erase_if(edges, [](const Edge& edge) { return edge.from == edge.to || edge.weight == 0; });
  const std::size_t count = edges.size();
  edges.reserve(2 * count);
  for (std::size_t i = 0; i < count; ++i) edges.push_back({edges[i].to, edges[i].from, edges[i].weight});
  std::ranges::sort(edges, {}, [](const Edge& edge) { return std::pair(edge.from, edge.to); });
  std::size_t kept = 0;
  for (const Edge& edge : edges) {
    if (kept > 0 && edges[kept - 1].from == edge.from && edges[kept - 1].to == edge.to)
      edges[kept - 1].weight = added(edges[kept - 1].weight, edge.weight);
    else
      edges[kept++] = edge;
  }
  edges.resize(kept);
  return edges;
}

}  // namespace

Graph graph_of(std::uint32_t size, std::vector<Edge> edges) {
  const std::vector<Edge> directed = both_ways(std::move(edges));
  Graph graph;
  graph.self.resize(size);
  graph.offsets.assign(std::size_t{size} + 1, 0);
  graph.links.reserve(directed.size());
  for (const Edge& edge : directed) {
    ++graph.offsets[edge.from + 1];
    graph.links.push_back({edge.to, edge.weight});
  }
  for (std::size_t i = 0; i < size; ++i) graph.offsets[i + 1] += graph.offsets[i];
  return graph;
}

Graph contracted(const Graph& graph, std::span<const std::uint32_t> group, std::uint32_t count) {
  std::vector<Edge> edges;
  std::vector<std::uint64_t> self(count);
  for (std::uint32_t node = 0; node < graph.size(); ++node) {
    self[group[node]] += graph.self[node];
    for (const Link& link : graph.of(node)) {
      if (group[node] == group[link.to])
        self[group[node]] += link.weight;
      else if (node < link.to)
        edges.push_back({group[node], group[link.to], link.weight});
    }
  }
  Graph result = graph_of(count, std::move(edges));
  result.self = std::move(self);
  return result;
}

std::uint64_t degree(const Graph& graph, std::uint32_t node) {
  std::uint64_t sum = graph.self[node];
  for (const Link& link : graph.of(node)) sum += link.weight;
  return sum;
}

}  // namespace agentops::mine
