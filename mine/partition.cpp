#include "mine/partition.h"

#include <algorithm>

namespace agentops::mine {

Partition connected(const Graph& graph, const Partition& partition) {
  constexpr std::uint32_t unseen = ~0U;
  Partition result(graph.size(), unseen);
  std::vector<std::uint32_t> stack;
  std::uint32_t next = 0;
  for (std::uint32_t first = 0; first < graph.size(); ++first) {
    if (result[first] != unseen) continue;
    result[first] = next;
    stack.assign(1, first);
    while (!stack.empty()) {
      const std::uint32_t node = stack.back();
      stack.pop_back();
      for (const Link& link : graph.of(node)) {
        if (result[link.to] != unseen || partition[link.to] != partition[first]) continue;
        result[link.to] = next;
        stack.push_back(link.to);
      }
    }
    ++next;
  }
  return result;
}

double modularity(const Graph& graph, std::span<const std::uint32_t> partition, std::uint32_t resolution) {
  std::vector<std::uint64_t> inside(graph.size());
  std::vector<std::uint64_t> mass(graph.size());
  std::uint64_t total = 0;
  for (std::uint32_t node = 0; node < graph.size(); ++node) {
    inside[partition[node]] += graph.self[node];
    for (const Link& link : graph.of(node))
      if (partition[link.to] == partition[node]) inside[partition[node]] += link.weight;
    mass[partition[node]] += degree(graph, node);
    total += degree(graph, node);
  }
  if (total == 0) return 0;
  double sum = 0;
  const auto all = static_cast<double>(total);
  const auto scale = static_cast<double>(resolution) / resolution_unit;
  for (std::uint32_t id = 0; id < graph.size(); ++id) {
    const double share = static_cast<double>(mass[id]) / all;
    sum += static_cast<double>(inside[id]) / all - scale * share * share;
  }
  return sum;
}

std::uint32_t count_of(std::span<const std::uint32_t> partition) {
  return partition.empty() ? 0 : *std::ranges::max_element(partition) + 1;
}

Partition renumbered(std::span<const std::uint32_t> partition) {
  constexpr std::uint32_t unseen = ~0U;
  Partition result(partition.size());
  std::vector<std::uint32_t> number(count_of(partition), unseen);
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < partition.size(); ++i) {
    std::uint32_t& id = number[partition[i]];
    if (id == unseen) id = next++;
    result[i] = id;
  }
  return result;
}

}  // namespace agentops::mine
