#include "mine/decisions.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace agentops::mine {

namespace {

constexpr std::uint32_t count_domains(std::uint32_t highest) { return highest == nowhere ? 0 : highest + 1; }

/// The number of domains; unlike count_of this knows items that are nowhere.
std::uint32_t number_of_domains(const Partition& domains) {
  std::uint32_t highest = nowhere;
  for (const std::uint32_t domain : domains)
    if (domain != nowhere && (highest == nowhere || domain > highest)) highest = domain;
  return count_domains(highest);
}

/// A precedent and a domain that share members.
struct Overlap {
  std::uint64_t shared = 0;
  std::uint64_t joint = 0;  ///< members of either
  std::uint32_t precedent = 0;
  std::uint32_t domain = 0;
};

bool is_closer(const Overlap& a, const Overlap& b) {
  const std::uint64_t left = a.shared * b.joint;
  const std::uint64_t right = b.shared * a.joint;
  if (left != right) return left > right;
  return std::pair(a.precedent, a.domain) < std::pair(b.precedent, b.domain);
}

std::vector<std::uint32_t> rows_of(const Corpus& corpus, const Precedent& precedent) {
  std::vector<std::uint32_t> rows;
  for (const auto* keys : {&precedent.members, &precedent.decided})
    for (const std::string& key : *keys)
      if (const std::uint32_t row = row_with(corpus, key); row != nowhere) rows.push_back(row);
  std::ranges::sort(rows);
  const auto repeats = std::ranges::unique(rows);
  rows.erase(repeats.begin(), repeats.end());
  return rows;
}

/// Overlaps of at least a third, closest first.
std::vector<Overlap> overlaps_of(const Corpus& corpus, const Partition& domains,
                                 const Constraints& constraints) {
  std::map<std::uint32_t, std::uint64_t> sizes;
  for (const std::uint32_t domain : domains) ++sizes[domain];
  for (const Precedent& precedent : constraints.precedents)
    for (const std::string& key : precedent.pupils)
      if (const std::uint32_t row = row_with(corpus, key); row != nowhere) --sizes[domains[row]];
  std::vector<Overlap> overlaps;
  for (std::uint32_t index = 0; index < constraints.precedents.size(); ++index) {
    const std::vector<std::uint32_t> rows = rows_of(corpus, constraints.precedents[index]);
    std::map<std::uint32_t, std::uint64_t> shared;
    for (const std::uint32_t row : rows)
      if (domains[row] != nowhere) ++shared[domains[row]];
    for (const auto& [domain, count] : shared) {
      const std::uint64_t joint = rows.size() + sizes[domain] - count;
      if (3 * count >= joint) overlaps.push_back({count, joint, index, domain});
    }
  }
  std::ranges::sort(overlaps, is_closer);
  return overlaps;
}

/// Ids that people write with numbers beyond this are never met by those that are given out.
constexpr std::uint64_t highest_number = 1'000'000'000;

/// N of "dN", or 0.
std::uint64_t number_in(const std::string& id) {
  std::uint64_t number = 0;
  if (id.size() < 2 || id.front() != 'd') return 0;
  const auto [end, error] = std::from_chars(id.data() + 1, id.data() + id.size(), number);
  return error == std::errc{} && end == id.data() + id.size() && number <= highest_number ? number : 0;
}

/// Gives out "dN" above every number in use.
class FreshIds {
 public:
  explicit FreshIds(const Constraints& constraints) {
    for (const Precedent& precedent : constraints.precedents)
      last_ = std::max(last_, number_in(precedent.id));
  }
  [[nodiscard]] std::string next() { return "d" + std::to_string(++last_); }

 private:
  std::uint64_t last_ = 0;
};

}  // namespace

std::vector<std::uint32_t> continued_by(const Corpus& corpus, const Partition& domains,
                                        const Constraints& constraints) {
  std::vector<std::uint32_t> domain_of(constraints.precedents.size(), nowhere);
  std::vector<bool> is_taken(number_of_domains(domains));
  for (const Overlap& overlap : overlaps_of(corpus, domains, constraints)) {
    if (domain_of[overlap.precedent] != nowhere || is_taken[overlap.domain]) continue;
    domain_of[overlap.precedent] = overlap.domain;
    is_taken[overlap.domain] = true;
  }
  return domain_of;
}

std::vector<Identity> identities_of(const Corpus& corpus, const Partition& domains, const Bonds& bonds,
                                    const Constraints& constraints) {
  std::vector<std::uint32_t> precedent_of(number_of_domains(domains), nowhere);
  std::vector<bool> is_taken(constraints.precedents.size());
  const auto continues = [&](std::uint32_t domain, std::uint32_t precedent) {
    if (domain == nowhere || precedent_of[domain] != nowhere || is_taken[precedent]) return;
    precedent_of[domain] = precedent;
    is_taken[precedent] = true;
  };
  for (std::uint32_t item = 0; item < domains.size(); ++item)
    if (const std::uint32_t home = bonds.home[bonds.node[item]]; home != nowhere)
      continues(domains[item], home);
  for (const Overlap& overlap : overlaps_of(corpus, domains, constraints))
    continues(overlap.domain, overlap.precedent);

  FreshIds fresh(constraints);
  std::vector<Identity> identities;
  for (const std::uint32_t index : precedent_of) {
    Identity identity;
    if (index != nowhere) identity = {constraints.precedents[index].id, constraints.precedents[index].name};
    if (identity.id.empty()) identity.id = fresh.next();
    identities.push_back(std::move(identity));
  }
  return identities;
}

}  // namespace agentops::mine
