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

/// Who refers to an item.
using Citers = std::vector<std::vector<std::uint32_t>>;

void add_cocitations(const Citers& citers, std::span<const std::uint32_t> outgoing,
                     const WitnessOptions& options, std::vector<Edge>& edges) {
  for (const auto& from : citers) {
    if (from.size() > options.busiest) continue;
    // Adamic and Adar: the rarer the common target, the more it says.
    const auto rarity = static_cast<std::uint32_t>(
        std::lround(options.cocitation / std::log(2.0 + static_cast<double>(from.size()))));
    for (std::size_t i = 0; i < from.size(); ++i)
      for (std::size_t j = i + 1; j < from.size(); ++j)
        edges.push_back({from[i], from[j], spread(rarity, outgoing[from[i]], outgoing[from[j]])});
  }
}

}  // namespace

std::vector<Edge> witness_edges(std::span<const ReferenceEdge> references, std::uint32_t items,
                                const WitnessOptions& options) {
  Citers citers(items);
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
  add_cocitations(citers, outgoing, options, edges);
  return edges;
}

Graph joined(const Graph& graph, std::vector<Edge> edges) {
  const std::vector<Edge> own = edges_of(graph);
  edges.insert(edges.end(), own.begin(), own.end());
  return graph_of(graph.size(), std::move(edges));
}

}  // namespace agentops::mine
