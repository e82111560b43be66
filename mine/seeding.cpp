#include "mine/seeding.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "mine/obey.h"

namespace agentops::mine {

namespace {

std::vector<std::uint32_t> sizes_of(const Partition& domains, std::uint32_t count) {
  std::vector<std::uint32_t> sizes(count);
  for (const std::uint32_t domain : domains)
    if (domain != nowhere) ++sizes[domain];
  return sizes;
}

/// A division into which seeds are put, step by step. The domain of seed i is `first_ + i`.
class Seeding {
 public:
  Seeding(const Partition& found, std::span<const Seed> seeds)
      : found_(found),
        seeds_(seeds),
        first_(domains_in(found)),
        found_sizes_(sizes_of(found, first_)),
        domains_(found) {}

  /// The items of each seed.
  void plant() {
    for (std::uint32_t i = 0; i < seeds_.size(); ++i)
      for (const std::uint32_t item : seeds_[i].items) domains_[item] = first_ + i;
  }

  /// What is left of a domain that has heirs.
  void inherit(const Propagation& propagation) {
    const std::vector<std::vector<std::uint32_t>> heirs = heirs_of_domains();
    const Leanings leanings = leanings_of_others(propagation, domains_);
    for (std::uint32_t item = 0; item < domains_.size(); ++item) {
      if (domains_[item] >= first_ || heirs[domains_[item]].empty()) continue;
      const std::span<const std::int32_t> amounts = leanings.of(item);
      domains_[item] = *std::ranges::max_element(heirs[domains_[item]], {}, [&](std::uint32_t heir) {
        return heir < amounts.size() ? amounts[heir] : 0;
      });
    }
  }

  /// Rules `together` and `apart`.
  void obey(const Bonds& rules) {
    std::vector<std::uint32_t> home(rules.home.size(), nowhere);  // of each node: that of its first item
    for (std::uint32_t item = 0; item < domains_.size(); ++item) {
      std::uint32_t& domain = home[rules.node[item]];
      if (domain == nowhere) domain = domains_[item];
      domains_[item] = domain;
    }
    const std::vector<std::uint32_t> sizes = sizes_of(domains_, first_ + seed_count());
    std::vector<bool> is_out(home.size());
    for (const auto& [a, b] : rules.apart)
      if (home[a] != nowhere && home[a] == home[b] && !is_out[a]) is_out[b] = true;
    for (std::uint32_t item = 0; item < domains_.size(); ++item) {
      if (!is_out[rules.node[item]]) continue;
      const bool is_there = found_[item] != nowhere && sizes[found_[item]] > 0;
      domains_[item] = is_there ? found_[item] : nowhere;
    }
  }

  /// Domains that lost items to seeds, and have fewer than `least` now.
  void give_up_small(const Propagation& propagation, unsigned least) {
    const std::vector<std::uint32_t> sizes = sizes_of(domains_, first_ + seed_count());
    const auto is_given_up = [&](std::uint32_t domain) {
      return domain < first_ && sizes[domain] < least && sizes[domain] < found_sizes_[domain];
    };
    const Leanings leanings = leanings_of_others(propagation, domains_);
    for (std::uint32_t item = 0; item < domains_.size(); ++item) {
      if (!is_given_up(domains_[item])) continue;
      std::uint32_t best = nowhere;
      std::int32_t most = 0;
      const std::span<const std::int32_t> amounts = leanings.of(item);
      for (std::uint32_t domain = 0; domain < amounts.size(); ++domain)
        if (amounts[domain] > most && !is_given_up(domain)) most = amounts[domain], best = domain;
      domains_[item] = best;
    }
  }

  [[nodiscard]] Partition take() { return std::move(domains_); }

 private:
  /// The seeds with which the rest of each domain goes: the one that took most of its items, or those that
  /// took most of their own from it when that is a quarter of it at least.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> heirs_of_domains() const {
    std::vector<std::vector<std::uint32_t>> heirs(first_);
    std::vector<std::uint32_t> inherited(first_);
    std::vector<bool> has_main_heir(first_);
    for (std::uint32_t i = 0; i < seeds_.size(); ++i) {
      std::map<std::uint32_t, std::uint32_t> taken;
      for (const std::uint32_t item : seeds_[i].items)
        if (found_[item] != nowhere) ++taken[found_[item]];
      for (const auto& [domain, count] : taken) {
        const bool is_main = 2 * count > found_sizes_[domain];
        if (!is_main && std::size_t{count} * 2 <= seeds_[i].items.size()) continue;
        heirs[domain].push_back(first_ + i);
        inherited[domain] += count;
        if (is_main) has_main_heir[domain] = true;
      }
    }
    for (std::uint32_t domain = 0; domain < first_; ++domain)
      if (!has_main_heir[domain] && 4 * inherited[domain] < found_sizes_[domain]) heirs[domain].clear();
    return heirs;
  }

  [[nodiscard]] std::uint32_t seed_count() const { return static_cast<std::uint32_t>(seeds_.size()); }

  const Partition& found_;
  std::span<const Seed> seeds_;
  std::uint32_t first_;  ///< how many domains were found
  std::vector<std::uint32_t> found_sizes_;
  Partition domains_;
};

}  // namespace

Partition seeded(const Partition& found, std::span<const Seed> seeds, const Bonds& rules,
                 const Propagation& propagation, unsigned least) {
  if (seeds.empty()) return found;
  Seeding seeding(found, seeds);
  seeding.plant();
  seeding.inherit(propagation);
  seeding.obey(rules);
  seeding.give_up_small(propagation, least);
  return seeding.take();
}

Partition loosened(const Partition& domains, std::span<const Seed> seeds, const Bonds& rules,
                   const Propagation& propagation) {
  constexpr double clearly = 0.15;  // what makes a call close on the other side
  const std::vector<Lean> leans =
      leans_of({.domains = domains, .teachers = {}, .leanings = leanings_of_others(propagation, domains)});
  std::vector<std::uint32_t> items_of_node(rules.home.size());
  for (const std::uint32_t node : rules.node) ++items_of_node[node];
  std::vector<bool> has_rule(rules.home.size());
  for (const auto& [a, b] : rules.apart) has_rule[a] = has_rule[b] = true;
  Partition loose = domains;
  for (const Seed& seed : seeds)
    for (const std::uint32_t item : seed.items) {
      const std::uint32_t node = rules.node[item];
      const bool is_free = items_of_node[node] == 1 && !has_rule[node] && domains[item] != nowhere;
      if (is_free && leans[item].margin < -clearly) loose[item] = leans[item].rival;
    }
  return loose;
}

}  // namespace agentops::mine
