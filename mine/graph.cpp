#include "mine/graph.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace agentops::mine {

namespace {

std::uint32_t bounded(std::uint64_t weight) {
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(weight, std::numeric_limits<std::uint32_t>::max()));
}

/// The nodes of each group.
class Members {
 public:
  Members(std::span<const std::uint32_t> group, std::uint32_t count)
      : offsets_(std::size_t{count} + 1), nodes_(group.size()) {
    for (const std::uint32_t id : group) ++offsets_[id + 1];
    for (std::size_t i = 1; i < offsets_.size(); ++i) offsets_[i] += offsets_[i - 1];
    std::vector<std::size_t> next(offsets_.begin(), offsets_.end() - 1);
    for (std::uint32_t node = 0; node < group.size(); ++node) nodes_[next[group[node]]++] = node;
  }

  /// Ascending.
  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t group) const {
    return std::span(nodes_).subspan(offsets_[group], offsets_[group + 1] - offsets_[group]);
  }

 private:
  std::vector<std::size_t> offsets_;
  std::vector<std::uint32_t> nodes_;
};

/// Turns rows into columns and back into rows: as the graph is the same both ways, that sorts each row by
/// target.
void sort_rows(Graph& graph) {
  std::vector<Link> sorted(graph.links.size());
  std::vector<std::size_t> next(graph.offsets.begin(), graph.offsets.end() - 1);
  for (std::uint32_t node = 0; node < graph.size(); ++node)
    for (const Link& link : graph.of(node)) sorted[next[link.to]++] = {node, link.weight};
  graph.links = std::move(sorted);
}

/// Makes the links of a node to the same target one.
void merge_repeats(Graph& graph) {
  std::size_t kept = 0;
  std::size_t begin = 0;
  for (std::size_t node = 0; node < graph.size(); ++node) {
    const std::size_t end = graph.offsets[node + 1];
    const std::size_t row = kept;
    for (std::size_t i = begin; i < end; ++i) {
      const Link link = graph.links[i];
      if (kept > row && graph.links[kept - 1].to == link.to)
        graph.links[kept - 1].weight = bounded(std::uint64_t{graph.links[kept - 1].weight} + link.weight);
      else
        graph.links[kept++] = link;
    }
    graph.offsets[node + 1] = kept;
    begin = end;
  }
  graph.links.resize(kept);
}

}  // namespace

Graph graph_of(std::uint32_t size, std::vector<Edge> edges) {
  std::erase_if(edges, [](const Edge& edge) { return edge.from == edge.to || edge.weight == 0; });
  Graph graph;
  graph.self.resize(size);
  graph.offsets.assign(std::size_t{size} + 1, 0);
  for (const Edge& edge : edges) {
    ++graph.offsets[edge.from + 1];
    ++graph.offsets[edge.to + 1];
  }
  for (std::size_t i = 0; i < size; ++i) graph.offsets[i + 1] += graph.offsets[i];
  graph.links.resize(2 * edges.size());
  std::vector<std::size_t> next(graph.offsets.begin(), graph.offsets.end() - 1);
  for (const Edge& edge : edges) {
    graph.links[next[edge.from]++] = {edge.to, edge.weight};
    graph.links[next[edge.to]++] = {edge.from, edge.weight};
  }
  sort_rows(graph);
  merge_repeats(graph);
  return graph;
}

std::vector<Edge> edges_of(const Graph& graph) {
  std::vector<Edge> edges;
  for (std::uint32_t node = 0; node < graph.size(); ++node)
    for (const Link& link : graph.of(node))
      if (node < link.to) edges.push_back({node, link.to, link.weight});
  return edges;
}

Graph contracted(const Graph& graph, std::span<const std::uint32_t> group, std::uint32_t count) {
  const Members members(group, count);
  Graph result;
  result.self.resize(count);
  std::vector<std::uint64_t> weight(count);  // from the group at hand to each other
  std::vector<std::uint32_t> touched;
  for (std::uint32_t own = 0; own < count; ++own) {
    for (const std::uint32_t node : members.of(own)) {
      result.self[own] += graph.self[node];
      for (const Link& link : graph.of(node)) {
        const std::uint32_t other = group[link.to];
        if (other == own)
          result.self[own] += link.weight;
        else if (std::exchange(weight[other], weight[other] + link.weight) == 0)
          touched.push_back(other);
      }
    }
    std::ranges::sort(touched);
    for (const std::uint32_t other : touched)
      result.links.push_back({other, bounded(std::exchange(weight[other], 0))});
    touched.clear();
    result.offsets.push_back(result.links.size());
  }
  return result;
}

std::uint64_t degree(const Graph& graph, std::uint32_t node) {
  std::uint64_t sum = graph.self[node];
  for (const Link& link : graph.of(node)) sum += link.weight;
  return sum;
}

}  // namespace agentops::mine
