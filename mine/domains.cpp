#include "mine/domains.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "mine/share_out.h"

namespace agentops::mine {

namespace {

__extension__ using Wide = __int128;

/// Domains while they are merged: their sizes, links and what may not meet.
class Merger {
 public:
  Merger(const Graph& nodes, const Bonds& bonds, std::span<const std::uint32_t> sizes, Partition domain)
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

  /// Lets every domain of fewer items than `least` join the one that it is linked to most, the smallest
  /// first.
  void absorb_small(unsigned least);

  /// Joins, one after the other, the two domains that belong together most until `count` are left.
  void merge_down_to(std::uint32_t count);

  [[nodiscard]] std::uint32_t alive(unsigned least) const {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(ids(), [&](std::uint32_t id) { return stands(id, least); }));
  }

  /// Domain of each node; groups that are still too small are nowhere.
  [[nodiscard]] Partition result(unsigned least) const;

 private:
  [[nodiscard]] std::vector<std::uint32_t> ids() const {
    std::vector<std::uint32_t> all;
    for (std::uint32_t id = 0; id < members_.size(); ++id)
      if (!members_[id].empty()) all.push_back(id);
    return all;
  }
  [[nodiscard]] bool stands(std::uint32_t id, unsigned least) const {
    return items_[id] >= least || is_settled_[id];
  }
  [[nodiscard]] bool allowed(std::uint32_t a, std::uint32_t b) const {
    return std::ranges::none_of(
        apart_, [&](const auto& pair) { return domain_of(pair.first) == a && domain_of(pair.second) == b; });
  }
  [[nodiscard]] std::uint32_t domain_of(std::uint32_t id) const {
    while (heir_.contains(id)) id = heir_.at(id);
    return id;
  }
  [[nodiscard]] Wide gain(std::uint32_t a, std::uint32_t b, std::uint64_t weight) const {
    return static_cast<Wide>(weight) * total_ - static_cast<Wide>(mass_[a]) * mass_[b];
  }
  [[nodiscard]] std::uint32_t best_neighbour(std::uint32_t id) const;
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> smallest_strangers() const;
  void join(std::uint32_t from, std::uint32_t into);

  Partition domain_;
  std::vector<std::vector<std::uint32_t>> members_;
  std::vector<std::uint32_t> items_;
  std::vector<std::uint64_t> mass_;
  std::vector<std::map<std::uint32_t, std::uint64_t>> links_;  ///< by neighbour: few, and they come and go
  std::vector<bool> is_settled_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> apart_;
  std::map<std::uint32_t, std::uint32_t> heir_;  ///< of a domain that was joined into another
  std::uint64_t total_ = 0;
  std::uint32_t alive_ = 0;
};

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

std::vector<std::uint32_t> sizes_of(const Bonds& bonds) {
  std::vector<std::uint32_t> sizes(bonds.home.size());
  for (const std::uint32_t node : bonds.node) ++sizes[node];
  return sizes;
}

Merger merged_at(const Graph& nodes, const Bonds& bonds, std::span<const std::uint32_t> sizes,
                 std::uint32_t resolution, unsigned least) {
  constexpr std::uint32_t many =
      5000;  // so many nodes even chance out: a second attempt gains next to nothing
  Merger merger(nodes, bonds, sizes,
                leiden(nodes, {.resolution = resolution,
                               .attempts = nodes.size() > many ? 1U : 2U,
                               .rounds = 3,
                               .apart = bonds.apart}));
  merger.absorb_small(least);
  return merger;
}

/// A cut of the nodes and how good it is.
struct Trial {
  Partition domains;
  std::uint32_t number = 0;
  std::uint32_t resolution = 0;
  double score = 0;
};

/// The coarsest grouping on a ladder of resolutions with at least as many domains as asked for, merged down
/// to them.
Trial with_number(const Graph& nodes, const Bonds& bonds, std::span<const std::uint32_t> sizes,
                  std::uint32_t asked, unsigned least) {
  constexpr std::uint32_t lowest = 256;
  constexpr std::uint32_t highest = 64 * 1024;
  for (std::uint32_t resolution = lowest;; resolution += resolution / 4) {
    Merger merger = merged_at(nodes, bonds, sizes, resolution, least);
    if (merger.alive(least) < asked && resolution < highest) continue;
    merger.merge_down_to(asked);
    return {.domains = merger.result(least), .number = merger.alive(least), .resolution = resolution};
  }
}

/// The partition with a community of its own for each node that is nowhere.
Partition without_gaps(Partition domains) {
  std::uint32_t next = domains_in(domains);
  for (std::uint32_t& domain : domains)
    if (domain == nowhere) domain = next++;
  return domains;
}

/// The share of the trials that have the same number of domains, this one among them.
double steadiness(const Trial& trial, const std::vector<Trial>& trials) {
  const auto same = std::ranges::count(trials, trial.number, &Trial::number);
  return static_cast<double>(same) / static_cast<double>(trials.size());
}

/// What a number of domains loses by being unlike the usual one of so many items, in units of `custom`.
double strangeness(std::uint32_t number, std::size_t items) {
  const double usual = std::sqrt(static_cast<double>(items));
  return std::abs(std::log(std::max(1.0, static_cast<double>(number)) / usual));
}

/// Cuts from coarse to fine, the best first; of equals the coarser.
std::vector<Trial> trials_of(const Graph& nodes, const Bonds& bonds, std::span<const std::uint32_t> sizes,
                             const DomainOptions& options) {
  constexpr std::uint32_t coarsest = 1024;
  constexpr std::uint32_t finest = 5 * 1024;
  std::vector<std::uint32_t> ladder;
  for (std::uint32_t resolution = coarsest; resolution <= finest; resolution += resolution / 8)
    ladder.push_back(resolution);
  std::vector<Trial> trials(ladder.size());
  const auto try_one = [&](std::size_t first, std::size_t) {
    Trial& trial = trials[first];
    const Merger merger = merged_at(nodes, bonds, sizes, ladder[first], options.min_size);
    trial = {.domains = merger.result(options.min_size),
             .number = merger.alive(options.min_size),
             .resolution = ladder[first]};
    trial.score = modularity(nodes, without_gaps(trial.domains));
  };
  share_out(ladder.size(), options.threads, try_one, 1);
  for (Trial& trial : trials) {
    const double habit = options.custom * (1 - steadiness(trial, trials));
    const double score = trial.score - habit * strangeness(trial.number, bonds.node.size());
    trial.score = std::round(score * 1e6) / 1e6;  // the last bit of a logarithm decides nothing
  }
  std::ranges::stable_sort(trials, std::ranges::greater{}, &Trial::score);
  return trials;
}

std::vector<unsigned> numbers_of(const std::vector<Trial>& trials) {
  constexpr std::size_t most = 4;
  std::vector<unsigned> numbers;
  for (const Trial& trial : trials)
    if (numbers.size() < most && std::ranges::find(numbers, trial.number) == numbers.end())
      numbers.push_back(trial.number);
  return numbers;
}

/// The domain of each item by that of its node.
Partition of_items(const Partition& of_node, const Bonds& bonds) {
  Partition domains;
  for (const std::uint32_t node : bonds.node) domains.push_back(of_node[node]);
  return domains;
}

}  // namespace

Cut find_domains(const Graph& items, const Bonds& bonds, const DomainOptions& options) {
  const std::vector<std::uint32_t> sizes = sizes_of(bonds);
  const Graph nodes = contracted(items, bonds.node, static_cast<std::uint32_t>(sizes.size()));
  const std::vector<Trial> trials = trials_of(nodes, bonds, sizes, options);
  const Trial best =
      options.asked ? with_number(nodes, bonds, sizes, *options.asked, options.min_size) : trials.front();
  return {
      .domains = of_items(best.domains, bonds), .numbers = numbers_of(trials), .resolution = best.resolution};
}

Partition regrouped(const Graph& items, const Bonds& bonds, std::uint32_t resolution, unsigned least) {
  const std::vector<std::uint32_t> sizes = sizes_of(bonds);
  const Graph nodes = contracted(items, bonds.node, static_cast<std::uint32_t>(sizes.size()));
  return of_items(merged_at(nodes, bonds, sizes, resolution, least).result(least), bonds);
}

}  // namespace agentops::mine
