#include "mine/domains.h"

#include <algorithm>
#include <cmath>

#include "mine/merger.h"
#include "mine/share_out.h"

namespace agentops::mine {

namespace {

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
