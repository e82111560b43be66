#include "mine/hierarchy.h"

#include <algorithm>
#include <string>
#include <utility>

#include "mine/bonds.h"
#include "mine/labels.h"
#include "mine/leiden.h"

namespace agentops::mine {

namespace {

/// Groups numbered anew in the order of their first members, those of fewer than `least` nowhere.
Partition without_small(const Partition& groups, std::uint32_t least) {
  std::vector<std::uint32_t> sizes(count_of(groups));
  for (const std::uint32_t group : groups) ++sizes[group];
  std::vector<std::uint32_t> number(sizes.size(), nowhere);
  std::uint32_t next = 0;
  Partition kept;
  for (const std::uint32_t group : groups) {
    if (number[group] == nowhere && sizes[group] >= least) number[group] = next++;
    kept.push_back(number[group]);
  }
  return kept;
}

/// The items of one domain with the links among them; node i is the i-th of `members`.
Graph inside_of(const Graph& items, const std::vector<std::uint32_t>& members) {
  std::vector<Edge> edges;
  for (std::uint32_t from = 0; from < members.size(); ++from)
    for (const Link& link : items.of(members[from])) {
      const auto to = std::ranges::lower_bound(members, link.to);
      if (to == members.end() || *to != link.to || link.to < members[from]) continue;
      edges.push_back({from, static_cast<std::uint32_t>(to - members.begin()), link.weight});
    }
  return graph_of(static_cast<std::uint32_t>(members.size()), std::move(edges));
}

/// The part of each member of a domain, or nowhere; nowhere for all when it does not fall apart.
Partition parts_inside(const Graph& inside, const HierarchyOptions& options) {
  const Partition found = leiden(inside, {.resolution = resolution_unit, .apart = {}});
  const Partition parts = without_small(found, options.min_size);
  const bool falls_apart = domains_in(parts) > 1 && modularity(inside, found) >= options.modularity;
  return falls_apart ? parts : Partition(parts.size(), nowhere);
}

/// Gives names to groups of items that differ from all given before.
class GroupNamer {
 public:
  GroupNamer(const Corpus& corpus, const text::Stemmer& stem, const std::vector<Domain>& domains)
      : corpus_(corpus), stem_(stem) {
    for (const Domain& domain : domains) taken_.push_back(domain.name);
  }

  [[nodiscard]] std::vector<std::string> names_of(const Partition& groups) {
    std::vector<std::string> names;
    const std::vector<std::string> none(domains_in(groups));
    if (none.empty()) return names;
    for (Label& label : labels_of(corpus_, groups, none, taken_, stem_))
      names.push_back(std::move(label.name));
    taken_.insert(taken_.end(), names.begin(), names.end());
    return names;
  }

 private:
  const Corpus& corpus_;
  const text::Stemmer& stem_;
  std::vector<std::string> taken_;
};

void add_areas(const Partition& domains, const Partition& areas, GroupNamer& namer,
               std::vector<Domain>& found) {
  Partition of_item;
  for (const std::uint32_t domain : domains) of_item.push_back(domain == nowhere ? nowhere : areas[domain]);
  const std::vector<std::string> names = namer.names_of(of_item);
  for (std::size_t i = 0; i < found.size(); ++i)
    if (areas[i] != nowhere) found[i].area = names[areas[i]];
}

void add_parts(const Corpus& corpus, const Partition& domains, const Partition& parts, GroupNamer& namer,
               std::vector<Domain>& found) {
  std::vector<DomainPart> named;
  for (std::string& name : namer.names_of(parts)) named.push_back({.name = std::move(name), .members = {}});
  std::vector<std::uint32_t> whole(named.size());
  for (std::size_t item = 0; item < parts.size(); ++item) {
    if (parts[item] == nowhere) continue;
    whole[parts[item]] = domains[item];
    named[parts[item]].members.push_back(corpus.rows[item].key);
  }
  for (std::size_t i = 0; i < named.size(); ++i) {
    std::ranges::sort(named[i].members);
    found[whole[i]].parts.push_back(std::move(named[i]));
  }
  for (Domain& domain : found)
    std::ranges::stable_sort(domain.parts, std::ranges::greater{},
                             [](const DomainPart& part) { return part.members.size(); });
}

}  // namespace

Partition areas_of(const Graph& items, const Partition& domains, std::uint32_t count,
                   const HierarchyOptions& options) {
  Partition nodes = domains;
  std::uint32_t next = count;
  for (std::uint32_t& node : nodes)
    if (node == nowhere) node = next++;
  const Partition found =
      leiden(contracted(items, nodes, next), {.resolution = options.resolution / 2, .apart = {}});
  const Partition areas = without_small({found.begin(), found.begin() + count}, 2);
  return domains_in(areas) > 1 ? areas : Partition(count, nowhere);
}

Partition parts_of(const Graph& items, const Partition& domains, std::uint32_t count,
                   const HierarchyOptions& options) {
  std::vector<std::vector<std::uint32_t>> members(count);
  for (std::uint32_t item = 0; item < domains.size(); ++item)
    if (domains[item] != nowhere) members[domains[item]].push_back(item);
  Partition parts(domains.size(), nowhere);
  std::uint32_t next = 0;
  for (const std::vector<std::uint32_t>& domain : members) {
    const double share = static_cast<double>(domain.size()) / static_cast<double>(domains.size());
    if (domain.size() <= options.large || share <= options.large_part) continue;
    const Partition inside = parts_inside(inside_of(items, domain), options);
    for (std::size_t i = 0; i < domain.size(); ++i)
      if (inside[i] != nowhere) parts[domain[i]] = next + inside[i];
    next += domains_in(inside);
  }
  return parts;
}

void add_hierarchy(const Corpus& corpus, const Graph& items, const Partition& domains,
                   const HierarchyOptions& options, const text::Stemmer& stem, std::vector<Domain>& found) {
  const auto count = static_cast<std::uint32_t>(found.size());
  GroupNamer namer(corpus, stem, found);
  add_areas(domains, areas_of(items, domains, count, options), namer, found);
  add_parts(corpus, domains, parts_of(items, domains, count, options), namer, found);
}

}  // namespace agentops::mine
