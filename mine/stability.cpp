#include "mine/stability.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "mine/domains.h"
#include "mine/share_out.h"

namespace agentops::mine {

namespace {

constexpr std::size_t draws = 5;
constexpr std::uint64_t left_out = 5;  ///< one link in so many

/// SplitMix64 (Steele, Lea, Flood, Fast splittable pseudorandom number generators, 2014).
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15ULL;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31U);
}

/// The graph without the fifth of its edges that `draw` takes.
Graph thinned(const Graph& graph, std::uint64_t draw) {
  std::vector<Edge> edges = edges_of(graph);
  std::erase_if(edges, [&](const Edge& edge) {
    return mixed(mixed(std::uint64_t{edge.from} << 32U | edge.to) + draw) % left_out == 0;
  });
  return graph_of(graph.size(), std::move(edges));
}

/// The Jaccard of each domain with the group most like it.
std::vector<double> matches(const Partition& domains, const Partition& groups, std::size_t count) {
  std::vector<double> sizes(count);
  std::map<std::uint32_t, double> group_sizes;
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> common;
  for (std::size_t item = 0; item < domains.size(); ++item) {
    if (groups[item] != nowhere) ++group_sizes[groups[item]];
    if (domains[item] == nowhere) continue;
    ++sizes[domains[item]];
    if (groups[item] != nowhere) ++common[{domains[item], groups[item]}];
  }
  std::vector<double> best(count);
  for (const auto& [pair, both] : common)
    best[pair.first] =
        std::max(best[pair.first], both / (sizes[pair.first] + group_sizes[pair.second] - both));
  return best;
}

}  // namespace

std::vector<double> stabilities_of(const Graph& items, const Bonds& bonds, const Partition& domains,
                                   std::size_t count, const StabilityOptions& options) {
  std::vector<double> stability(count);
  if (items.size() > options.most_items) return stability;
  std::array<std::vector<double>, draws> matched;
  share_out(
      draws, options.threads,
      [&](std::size_t draw, std::size_t) {
        const Partition groups = regrouped(thinned(items, draw), bonds, options.resolution, options.min_size);
        matched[draw] = matches(domains, groups, count);
      },
      1);
  for (std::size_t domain = 0; domain < count; ++domain) {
    for (const std::vector<double>& match : matched) stability[domain] += match[domain] / draws;
    stability[domain] = std::round(stability[domain] * 1000) / 1000;
  }
  return stability;
}

}  // namespace agentops::mine
