#include "mine/witnesses.h"

#include <algorithm>
#include <cmath>

#include "mine/vectors.h"

namespace agentops::mine {

namespace {

/// `weight` / sqrt(a * b) on integers.
std::uint32_t spread(std::uint32_t weight, std::uint64_t a, std::uint64_t b) {
  return static_cast<std::uint32_t>(std::uint64_t{weight} * 1024 /
                                    std::max<std::uint64_t>(whole_root(a * b * 1024 * 1024), 1));
}

/// Joins those that have the same in common: `owners` are the items that have each thing, `counts` how many
/// things each item has.
void add_common(std::span<const std::vector<std::uint32_t>> owners, std::span<const std::uint32_t> counts,
                std::uint32_t weight, std::uint32_t busiest, std::vector<Edge>& edges) {
  for (const std::vector<std::uint32_t>& from : owners) {
    if (from.size() > busiest) continue;
    // Adamic and Adar: the rarer what they have in common, the more it says.
    const auto rarity =
        static_cast<std::uint32_t>(std::lround(weight / std::log(2.0 + static_cast<double>(from.size()))));
    for (std::size_t i = 0; i < from.size(); ++i)
      for (std::size_t j = i + 1; j < from.size(); ++j)
        edges.push_back({from[i], from[j], spread(rarity, counts[from[i]], counts[from[j]])});
  }
}

}  // namespace

std::vector<Edge> reference_edges(std::span<const ReferenceEdge> references, std::uint32_t items,
                                  const WitnessOptions& options) {
  std::vector<std::vector<std::uint32_t>> citers(items);
  std::vector<std::uint32_t> outgoing(items);
  for (const ReferenceEdge& reference : references) {
    ++outgoing[reference.from];
    citers[reference.to].push_back(reference.from);
  }
  std::vector<Edge> edges;
  for (const ReferenceEdge& reference : references) {
    const std::uint32_t weight =
        spread(options.reference, outgoing[reference.from], citers[reference.to].size());
    edges.push_back({reference.from, reference.to, weight});
  }
  add_common(citers, outgoing, options.cocitation, options.busiest, edges);
  return edges;
}

std::vector<Edge> tool_edges(std::span<const std::vector<std::uint32_t>> tools, std::uint32_t items,
                             const WitnessOptions& options) {
  std::vector<std::uint32_t> counts(items);
  for (const std::vector<std::uint32_t>& callers : tools)
    for (const std::uint32_t item : callers) ++counts[item];
  std::vector<Edge> edges;
  add_common(tools, counts, options.tool, options.busiest, edges);
  return edges;
}

Graph joined(const Graph& graph, std::vector<Edge> edges) {
  const std::vector<Edge> own = edges_of(graph);
  edges.insert(edges.end(), own.begin(), own.end());
  return graph_of(graph.size(), std::move(edges));
}

}  // namespace agentops::mine
