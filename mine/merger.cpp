#include "mine/merger.h"

#include <numeric>
#include <tuple>

namespace agentops::mine {

Merger::Merger(const Graph& nodes, const Bonds& bonds, std::span<const std::uint32_t> sizes, Partition domain)
    : domain_(std::move(domain)),
      members_(count_of(domain_)),
      items_(members_.size()),
      mass_(members_.size()),
      links_(members_.size()),
      is_settled_(members_.size()) {
  for (std::uint32_t node = 0; node < domain_.size(); ++node) {
    members_[domain_[node]].push_back(node);
    items_[domain_[node]] += sizes[node];
    if (bonds.home[node] != nowhere) is_settled_[domain_[node]] = true;
  }
  const Graph domains = contracted(nodes, domain_, static_cast<std::uint32_t>(members_.size()));
  for (std::uint32_t id = 0; id < domains.size(); ++id) {
    mass_[id] = degree(domains, id);
    for (const Link& link : domains.of(id)) links_[id].emplace_hint(links_[id].end(), link.to, link.weight);
  }
  total_ = std::accumulate(mass_.begin(), mass_.end(), std::uint64_t{0});
  for (const auto& [a, b] : bonds.apart) {
    apart_.emplace_back(domain_[a], domain_[b]);
    apart_.emplace_back(domain_[b], domain_[a]);
  }
  std::ranges::sort(apart_);
  alive_ = static_cast<std::uint32_t>(members_.size());
}

/// The domain that `id` gains most by joining, or nowhere.
std::uint32_t Merger::best_neighbour(std::uint32_t id) const {
  std::uint32_t best = nowhere;
  Wide most = 0;
  for (const auto& [other, weight] : links_[id]) {
    if (!allowed(id, other)) continue;
    const Wide here = gain(id, other, weight);
    if (best == nowhere || here > most) most = here, best = other;
  }
  return best;
}

void Merger::join(std::uint32_t from, std::uint32_t into) {
  members_[into].insert(members_[into].end(), members_[from].begin(), members_[from].end());
  members_[from].clear();
  items_[into] += items_[from];
  mass_[into] += mass_[from];
  if (is_settled_[from]) is_settled_[into] = true;
  for (const auto& [other, weight] : links_[from]) {
    links_[other].erase(from);
    if (other == into) continue;
    links_[into][other] += weight;
    links_[other][into] += weight;
  }
  links_[from].clear();
  heir_[from] = into;
  --alive_;
}

void Merger::absorb_small(unsigned least) {
  std::vector<std::uint32_t> small = ids();
  std::erase_if(small, [&](std::uint32_t id) { return stands(id, least); });
  std::ranges::stable_sort(small, {}, [&](std::uint32_t id) { return items_[id]; });
  for (const std::uint32_t id : small) {
    if (members_[id].empty() || stands(id, least)) continue;
    const std::uint32_t best = best_neighbour(id);
    if (best != nowhere) join(id, best);
  }
}

/// The two smallest domains that may share one, though nothing links them, or nowhere.
std::pair<std::uint32_t, std::uint32_t> Merger::smallest_strangers() const {
  std::vector<std::uint32_t> order = ids();
  std::ranges::stable_sort(order, {}, [&](std::uint32_t id) { return items_[id]; });
  for (const std::uint32_t a : order)
    for (const std::uint32_t b : order)
      if (a != b && allowed(a, b)) return {a, b};
  return {nowhere, nowhere};
}

void Merger::merge_down_to(std::uint32_t count) {
  while (alive_ > count) {
    std::uint32_t first = nowhere;
    std::uint32_t second = nowhere;
    Wide most = 0;
    for (const std::uint32_t id : ids()) {
      const std::uint32_t other = best_neighbour(id);
      if (other == nowhere) continue;
      const Wide here = gain(id, other, links_[id].at(other));
      if (first == nowhere || here > most) most = here, first = id, second = other;
    }
    if (first == nowhere) std::tie(first, second) = smallest_strangers();
    if (first == nowhere) return;
    join(std::max(first, second), std::min(first, second));
  }
}

Partition Merger::result(unsigned least) const {
  Partition domain(domain_.size(), nowhere);
  std::vector<std::uint32_t> number(members_.size(), nowhere);
  std::vector<std::uint32_t> home(domain_.size(), nowhere);
  for (const std::uint32_t id : ids())
    if (stands(id, least))
      for (const std::uint32_t node : members_[id]) home[node] = id;
  std::uint32_t next = 0;
  for (std::uint32_t node = 0; node < domain.size(); ++node) {
    if (home[node] == nowhere) continue;
    if (number[home[node]] == nowhere) number[home[node]] = next++;
    domain[node] = number[home[node]];
  }
  return domain;
}

}  // namespace agentops::mine
