#include "mine/obey.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "mine/decisions.h"

namespace agentops::mine {

namespace {

/// A vote of every item for the domain in which it was found.
std::vector<Vote> votes_of(const Partition& found) {
  std::vector<Vote> votes;
  for (std::uint32_t item = 0; item < found.size(); ++item)
    if (found[item] != nowhere) votes.push_back({.item = item, .domain = found[item]});
  return votes;
}

/// The leanings without what each item says for itself.
Leanings of_others(Leanings leanings, std::span<const Vote> votes, std::int32_t echo) {
  for (const Vote& vote : votes)
    leanings.amounts[(std::size_t{vote.item} * leanings.domains) + vote.domain] -=
        static_cast<std::int32_t>(std::lround(echo * vote.weight));
  return leanings;
}

/// The domain to which the items of one node lean most together, `own` of equals; nowhere when nothing speaks
/// for any.
std::uint32_t strongest(const Leanings& leanings, std::span<const std::uint32_t> items, std::uint32_t own) {
  std::uint32_t best = nowhere;
  std::int64_t most = 0;
  std::vector<std::int64_t> sums(leanings.domains);
  for (const std::uint32_t item : items)
    for (std::uint32_t domain = 0; domain < leanings.domains; ++domain)
      sums[domain] += leanings.of(item)[domain];
  for (std::uint32_t domain = 0; domain < leanings.domains; ++domain)
    if (sums[domain] > most || (sums[domain] == most && domain == own && most > 0))
      most = sums[domain], best = domain;
  return best;
}

/// Decisions put into practice, step by step.
class Obedience {
 public:
  Obedience(const Propagation& propagation, const Partition& found, const Bonds& bonds,
            std::vector<std::uint32_t> domain_of, std::uint32_t domains, std::span<const std::uint32_t> held)
      : propagation_(propagation),
        found_(found),
        bonds_(bonds),
        domain_of_(std::move(domain_of)),
        domains_(found),
        is_held_(domains),
        stays_(found.size()),
        members_(bonds.home.size()),
        before_(propagation.leanings(votes_of(found), domains)),
        found_sizes_(sizes_of(found)) {
    for (std::uint32_t item = 0; item < found.size(); ++item) members_[bonds.node[item]].push_back(item);
    for (const std::uint32_t item : held) {
      stays_[item] = true;
      if (found[item] != nowhere) is_held_[found[item]] = true;
    }
  }

  /// Decided items, and those that a rule keeps with them, go where they were put.
  void settle() {
    std::vector<Vote> changes;  // few: the leanings are sums, so the votes that stay need not be spread again
    for (std::uint32_t item = 0; item < found_.size(); ++item) {
      const std::uint32_t home = bonds_.home[bonds_.node[item]];
      if (home != nowhere) {
        domains_[item] = domain_of_[home];
        is_held_[domain_of_[home]] = true;
      }
      if (domains_[item] == nowhere) continue;
      const double weight = was_moved(item) ? weight_of_move(item) : 1;
      votes_.push_back({.item = item, .domain = domains_[item], .weight = weight});
      if (domains_[item] == found_[item]) continue;
      changes.push_back(votes_.back());
      if (found_[item] != nowhere) changes.push_back({.item = item, .domain = found_[item], .weight = -1});
    }
    after_ = propagation_.leanings(changes, before_.domains);
    for (std::size_t i = 0; i < after_.amounts.size(); ++i) after_.amounts[i] += before_.amounts[i];
  }

  /// Undecided items go where decisions make them lean.
  void learn() {
    for (std::uint32_t node = 0; node < members_.size(); ++node) {
      if (bonds_.home[node] != nowhere || stays(node)) continue;
      const std::uint32_t own = found_[members_[node].front()];
      const std::uint32_t best = strongest(after_, members_[node], own);
      if (best == nowhere || best == own || best == strongest(before_, members_[node], own)) continue;
      if (!is_barred(node, best)) put(node, best);
    }
  }

  /// Domains that lost members to others, and are too small now, are given up.
  void give_up_small(unsigned least) {
    const std::vector<std::uint32_t> sizes = sizes_of(domains_);
    const auto is_given_up = [&](std::uint32_t domain) {
      return domain != nowhere && !is_held_[domain] && sizes[domain] < least &&
             sizes[domain] < found_sizes_[domain];
    };
    for (std::uint32_t node = 0; node < members_.size(); ++node) {
      if (!is_given_up(domains_[members_[node].front()])) continue;
      std::uint32_t best = nowhere;
      std::int32_t most = 0;
      for (std::uint32_t domain = 0; domain < after_.domains; ++domain) {
        const std::int32_t amount = after_.of(members_[node].front())[domain];
        if (amount > most && !is_given_up(domain) && !is_barred(node, domain)) most = amount, best = domain;
      }
      if (best != nowhere) put(node, best);
    }
  }

  /// The decided item that says most for the new place of each item that moved, else for any.
  [[nodiscard]] std::vector<std::uint32_t> teachers() const {
    std::vector<std::uint32_t> teachers(found_.size(), nowhere);
    for (std::uint32_t item = 0; item < found_.size(); ++item)
      if (bonds_.home[bonds_.node[item]] == nowhere && domains_[item] != found_[item])
        teachers[item] = teacher_of(item);
    return teachers;
  }

  [[nodiscard]] const Partition& domains() const { return domains_; }
  [[nodiscard]] Leanings leanings() const { return of_others(after_, votes_, propagation_.echo()); }

 private:
  [[nodiscard]] std::vector<std::uint32_t> sizes_of(const Partition& domains) const {
    std::vector<std::uint32_t> sizes(is_held_.size());
    for (const std::uint32_t domain : domains)
      if (domain != nowhere) ++sizes[domain];
    return sizes;
  }

  [[nodiscard]] bool was_moved(std::uint32_t item) const {
    return bonds_.decided[item] && domain_of_[bonds_.home[bonds_.node[item]]] != found_[item];
  }

  [[nodiscard]] double weight_of_move(std::uint32_t item) const {
    const double among = found_[item] == nowhere ? 0 : found_sizes_[found_[item]];
    return std::clamp(among / 2, 1.0, static_cast<double>(decision_weight));
  }

  [[nodiscard]] bool stays(std::uint32_t node) const {
    return std::ranges::any_of(members_[node], [&](std::uint32_t item) { return stays_[item]; });
  }

  void put(std::uint32_t node, std::uint32_t domain) {
    for (const std::uint32_t item : members_[node]) domains_[item] = domain;
  }

  /// True when a rule keeps the node out of `domain`.
  [[nodiscard]] bool is_barred(std::uint32_t node, std::uint32_t domain) const {
    return std::ranges::any_of(bonds_.apart, [&](const auto& pair) {
      if (pair.first != node && pair.second != node) return false;
      return domains_[members_[pair.first == node ? pair.second : pair.first].front()] == domain;
    });
  }

  [[nodiscard]] std::uint32_t teacher_of(std::uint32_t pupil) const {
    const std::vector<std::int32_t> reach = propagation_.reach(pupil);
    std::uint32_t best = nowhere;
    for (std::uint32_t item = 0; item < reach.size(); ++item) {
      if (!was_moved(item) || reach[item] <= 0) continue;
      const auto rank = [&](std::uint32_t teacher) {
        return std::pair(domains_[teacher] == domains_[pupil], reach[teacher]);
      };
      if (best == nowhere || rank(item) > rank(best)) best = item;
    }
    return best;
  }

  const Propagation& propagation_;
  const Partition& found_;
  const Bonds& bonds_;
  std::vector<std::uint32_t> domain_of_;  ///< of each precedent
  Partition domains_;
  std::vector<bool> is_held_;                        ///< the domain has an item that was decided or is held
  std::vector<bool> stays_;                          ///< the item is held
  std::vector<std::vector<std::uint32_t>> members_;  ///< of each node
  std::vector<Vote> votes_;
  Leanings before_, after_;                 ///< without and with what was decided
  std::vector<std::uint32_t> found_sizes_;  ///< of each domain, before
};

/// The number that each domain gets: the largest first, ties to that of the first item; those without items
/// none.
std::vector<std::uint32_t> ranks_of(const Partition& domains) {
  std::vector<std::uint32_t> size(domains_in(domains));
  std::vector<std::uint32_t> order;
  for (const std::uint32_t domain : domains)
    if (domain != nowhere && size[domain]++ == 0) order.push_back(domain);
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::uint32_t domain) { return size[domain]; });
  std::vector<std::uint32_t> ranks(size.size(), nowhere);
  for (std::uint32_t i = 0; i < order.size(); ++i) ranks[order[i]] = i;
  return ranks;
}

Obeyed renumbered(Obeyed obeyed) {
  const std::vector<std::uint32_t> ranks = ranks_of(obeyed.domains);
  const auto count = static_cast<std::uint32_t>(
      std::ranges::count_if(ranks, [](std::uint32_t rank) { return rank != nowhere; }));
  Leanings leanings{.domains = count,
                    .amounts = std::vector<std::int32_t>(std::size_t{count} * obeyed.domains.size())};
  for (std::uint32_t item = 0; item < obeyed.domains.size(); ++item) {
    for (std::uint32_t old = 0; old < ranks.size(); ++old)
      if (ranks[old] != nowhere)
        leanings.amounts[(std::size_t{item} * count) + ranks[old]] = obeyed.leanings.of(item)[old];
    if (obeyed.domains[item] != nowhere) obeyed.domains[item] = ranks[obeyed.domains[item]];
  }
  obeyed.leanings = std::move(leanings);
  return obeyed;
}

}  // namespace

Constraints rules_of(const Constraints& constraints) {
  return {.precedents = {}, .together = constraints.together, .apart = constraints.apart};
}

Obeyed obeyed(const Corpus& corpus, const Propagation& propagation, const Partition& found,
              const Bonds& bonds, const Constraints& constraints, const ObeyOptions& options) {
  if (std::ranges::none_of(bonds.decided, [](bool decided) { return decided; })) {
    return renumbered({.domains = found,
                       .teachers = std::vector<std::uint32_t>(found.size(), nowhere),
                       .leanings = leanings_of_others(propagation, found)});
  }
  std::vector<std::uint32_t> domain_of = continued_by(corpus, found, constraints);
  std::uint32_t next = domains_in(found);
  for (std::uint32_t& domain : domain_of)
    if (domain == nowhere) domain = next++;
  Obedience obedience(propagation, found, bonds, std::move(domain_of), next, options.held);
  obedience.settle();
  obedience.learn();
  obedience.give_up_small(options.min_size);
  return renumbered(
      {.domains = obedience.domains(), .teachers = obedience.teachers(), .leanings = obedience.leanings()});
}

Leanings leanings_of_others(const Propagation& propagation, const Partition& domains) {
  const std::vector<Vote> votes = votes_of(domains);
  return of_others(propagation.leanings(votes, domains_in(domains)), votes, propagation.echo());
}

std::vector<Lean> leans_of(const Obeyed& obeyed) {
  const auto share = [](std::int64_t part, std::int64_t all) {
    return all <= 0 ? 0 : std::round(1000 * static_cast<double>(part) / static_cast<double>(all)) / 1000;
  };
  std::vector<Lean> leans(obeyed.domains.size());
  for (std::uint32_t item = 0; item < leans.size(); ++item) {
    const std::uint32_t own = obeyed.domains[item];
    const std::span<const std::int32_t> amounts = obeyed.leanings.of(item);
    std::int64_t all = 0;
    std::int64_t most = 0;
    for (std::uint32_t domain = 0; domain < amounts.size(); ++domain) {
      all += amounts[domain];
      if (domain != own && amounts[domain] > most) most = amounts[domain], leans[item].rival = domain;
    }
    if (own != nowhere) leans[item].score = share(amounts[own], all);
    leans[item].margin = std::round((leans[item].score - share(most, all)) * 1000) / 1000;
  }
  return leans;
}

}  // namespace agentops::mine
