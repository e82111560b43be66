#include "mine/obey.h"

#include <algorithm>
#include <map>
#include <set>

#include "mine/decisions.h"

namespace agentops::mine {

namespace {

/// The same partition, numbered by first items.
Partition renumbered(const Partition& domains) {
  std::map<std::uint32_t, std::uint32_t> numbers;
  Partition result(domains.size(), nowhere);
  for (std::size_t item = 0; item < domains.size(); ++item) {
    if (domains[item] == nowhere) continue;
    const auto next = static_cast<std::uint32_t>(numbers.size());
    result[item] = numbers.emplace(domains[item], next).first->second;
  }
  return result;
}

/// The items that are not where they were found, because of a decision.
std::vector<std::uint32_t> settle(Partition& domains, const Bonds& bonds,
                                  const std::vector<std::uint32_t>& domain_of) {
  std::vector<std::uint32_t> moved;
  for (std::uint32_t item = 0; item < domains.size(); ++item) {
    const std::uint32_t home = bonds.home[bonds.node[item]];
    if (home == nowhere || domains[item] == domain_of[home]) continue;
    domains[item] = domain_of[home];
    moved.push_back(item);
  }
  return moved;
}

/// The domain that `item` is linked to most, its own when none is stronger.
std::uint32_t strongest(const Graph& likeness, const Partition& domains, std::uint32_t item) {
  std::map<std::uint32_t, std::uint64_t> weights;
  for (const Link& link : likeness.of(item))
    if (domains[link.to] != nowhere) weights[domains[link.to]] += link.weight;
  std::uint32_t best = domains[item];
  for (const auto& [domain, weight] : weights)
    if (weight > (best == nowhere ? 0 : weights[best])) best = domain;
  return best;
}

/// True when a rule keeps `item` out of `domain`.
bool is_barred(const Partition& domains, const Bonds& bonds, std::uint32_t item, std::uint32_t domain) {
  const std::uint32_t node = bonds.node[item];
  return std::ranges::any_of(bonds.apart, [&](const auto& pair) {
    if (pair.first != node && pair.second != node) return false;
    const std::uint32_t other = pair.first == node ? pair.second : pair.first;
    for (std::uint32_t i = 0; i < domains.size(); ++i)
      if (bonds.node[i] == other && domains[i] == domain) return true;
    return false;
  });
}

/// Lets undecided neighbours of moved items follow to where those went, each judged by the places before any
/// of them followed.
void follow(const Graph& likeness, const Partition& found, Partition& domains, const Bonds& bonds,
            const std::vector<std::uint32_t>& moved) {
  std::map<std::uint32_t, std::set<std::uint32_t>>
      invited;  // undecided item -> domains that a neighbour went to
  for (const std::uint32_t item : moved)
    for (const Link& link : likeness.of(item))
      if (bonds.home[bonds.node[link.to]] == nowhere) invited[link.to].insert(domains[item]);
  const Partition before = domains;
  for (const auto& [item, targets] : invited) {
    const std::uint32_t best = strongest(likeness, before, item);
    if (best == strongest(likeness, found, item))
      continue;  // it leant that way before, and yet was put elsewhere
    const bool alone = std::ranges::count(bonds.node, bonds.node[item]) == 1;
    if (alone && targets.contains(best) && !is_barred(domains, bonds, item, best)) domains[item] = best;
  }
}

}  // namespace

Constraints rules_of(const Constraints& constraints) {
  return {.precedents = {}, .together = constraints.together, .apart = constraints.apart};
}

Partition obeyed(const Corpus& corpus, const Graph& likeness, const Partition& found, const Bonds& bonds,
                 const Constraints& constraints) {
  Partition domains = found;
  std::vector<std::uint32_t> domain_of = continued_by(corpus, found, constraints);
  std::uint32_t next = 0;
  for (const std::uint32_t domain : found)
    if (domain != nowhere) next = std::max(next, domain + 1);
  for (std::uint32_t& domain : domain_of)
    if (domain == nowhere) domain = next++;
  const std::vector<std::uint32_t> moved = settle(domains, bonds, domain_of);
  follow(likeness, found, domains, bonds, moved);
  return renumbered(domains);
}

}  // namespace agentops::mine
