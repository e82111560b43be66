// The order of things: likeness, a first grouping, likeness sharpened by that grouping (twice), the domains,
// who they are, and what is in doubt. Each stage is a file of its own.

#include "mine/mine.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "mine/bonds.h"
#include "mine/copies.h"
#include "mine/decisions.h"
#include "mine/domains.h"
#include "mine/doubts.h"
#include "mine/focus.h"
#include "mine/labels.h"
#include "mine/neighbours.h"
#include "mine/obey.h"
#include "mine/patterns.h"
#include "mine/postings.h"
#include "mine/stability.h"
#include "mine/vectors.h"
#include "mine/witnesses.h"

namespace agentops::mine {

namespace {

constexpr unsigned focusings = 2;  ///< more change little

/// Everything that is known about likeness before domains are cut.
struct Likeness {
  Graph words;                           ///< by words alone: as they were written, and sharpened
  Graph all;                             ///< words, sharpened, and references
  std::vector<std::uint32_t> originals;  ///< of copies, by words as they were written
};

/// Only likeness looks at the terms of rows.
Vectors vectors_from(Corpus& corpus, unsigned threads) {
  Vectors vectors = vectors_of(corpus.rows, {.threads = threads});
  for (CorpusRow& row : corpus.rows) row.words = row.pairs = row.lead = {};
  return vectors;
}

Likeness likeness_of(Corpus& corpus, const MineOptions& options) {
  const auto items = static_cast<std::uint32_t>(corpus.rows.size());
  const NeighbourOptions nearest{.threads = options.threads};
  const std::vector<Edge> witnesses = witness_edges(corpus.references, items, {});
  const Vectors plain = vectors_from(corpus, options.threads);
  Postings postings(plain);
  Likeness likeness;
  auto neighbours = neighbours_of(plain, postings, nearest);
  likeness.originals = originals_of(neighbours);
  const Graph written = union_graph(neighbours);
  for (unsigned i = 0;; ++i) {
    const Graph words = union_graph(neighbours);
    likeness.all = joined(words, witnesses);
    if (i == focusings) {
      likeness.words = joined(written, edges_of(words));
      return likeness;
    }
    const Partition groups = leiden(likeness.all, {.resolution = 2048, .rounds = 2, .apart = {}});
    const Vectors sharp = focused(plain, postings, groups, {});
    postings.reweigh(sharp);
    neighbours = neighbours_of(sharp, postings, nearest);
  }
}

std::uint32_t number_of(const Partition& domains) {
  std::uint32_t number = 0;
  for (const std::uint32_t domain : domains)
    if (domain != nowhere) number = std::max(number, domain + 1);
  return number;
}

/// The same domains, the largest first, ties to that of the first item.
Partition by_size(const Partition& domains) {
  std::vector<std::uint32_t> size(number_of(domains));
  for (const std::uint32_t domain : domains)
    if (domain != nowhere) ++size[domain];
  std::vector<std::uint32_t> order(size.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::uint32_t domain) { return size[domain]; });
  std::vector<std::uint32_t> rank(size.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  Partition result = domains;
  for (std::uint32_t& domain : result)
    if (domain != nowhere) domain = rank[domain];
  return result;
}

/// Share of the weight at the items of each domain that stays inside it.
std::vector<double> cohesions(const Graph& words, const Partition& domains, std::size_t count) {
  std::vector<std::uint64_t> inside(count);
  std::vector<std::uint64_t> all(count);
  for (std::uint32_t item = 0; item < words.size(); ++item) {
    if (domains[item] == nowhere) continue;
    for (const Link& link : words.of(item)) {
      all[domains[item]] += link.weight;
      if (domains[link.to] == domains[item]) inside[domains[item]] += link.weight;
    }
  }
  std::vector<double> result(count);
  for (std::size_t i = 0; i < count; ++i)
    if (all[i] > 0)
      result[i] = std::round(1000 * static_cast<double>(inside[i]) / static_cast<double>(all[i])) / 1000;
  return result;
}

/// The items with most likeness to others of their domain, copies left out.
std::vector<std::string> representatives_of(const Corpus& corpus, const Likeness& likeness,
                                            const Partition& domains, std::uint32_t domain) {
  constexpr std::size_t most = 3;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> items;
  for (std::uint32_t item = 0; item < domains.size(); ++item) {
    if (domains[item] != domain) continue;
    std::uint64_t inside = 0;
    for (const Link& link : likeness.words.of(item))
      if (domains[link.to] == domain) inside += link.weight;
    if (likeness.originals[item] == item) items.emplace_back(inside, item);
  }
  std::ranges::sort(items, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < std::min(most, items.size()); ++i)
    keys.push_back(corpus.rows[items[i].second].key);
  return keys;
}

/// Id and name of each domain, and the words that make it.
struct Titles {
  std::vector<std::string> ids;
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> terms;
};

Titles titles_of(const Corpus& corpus, const Partition& domains, const Bonds& bonds,
                 const Constraints& constraints, const text::Stemmer& stem) {
  Titles titles;
  std::vector<std::string> given;
  for (Identity& identity : identities_of(corpus, domains, bonds, constraints)) {
    titles.ids.push_back(std::move(identity.id));
    given.push_back(std::move(identity.name));
  }
  std::vector<std::string> avoided;
  for (const Precedent& precedent : constraints.precedents) avoided.push_back(precedent.name);
  for (Label& label : labels_of(corpus, domains, given, avoided, stem)) {
    titles.names.push_back(std::move(label.name));
    titles.terms.push_back(std::move(label.terms));
  }
  return titles;
}

std::vector<Domain> domains_from(const Corpus& corpus, const Likeness& likeness, const Partition& domains,
                                 const Bonds& bonds, const Titles& titles) {
  const std::vector<double> cohesion = cohesions(likeness.words, domains, titles.ids.size());
  std::vector<Domain> result(titles.ids.size());
  for (std::uint32_t i = 0; i < result.size(); ++i) {
    result[i].id = titles.ids[i];
    result[i].name = titles.names[i];
    result[i].terms = titles.terms[i];
    result[i].cohesion = cohesion[i];
    result[i].representatives = representatives_of(corpus, likeness, domains, i);
  }
  Standing standing =
      standing_of({corpus, likeness.words, domains, bonds, likeness.originals}, titles.names, {});
  for (std::size_t i = 0; i < standing.members.size(); ++i) {
    Member& member = standing.members[i];
    if (standing.rivals[i] != nowhere) member.runner_up = titles.ids[standing.rivals[i]];
    result[domains[row_with(corpus, member.key)]].members.push_back(std::move(member));
  }
  return result;
}

/// False when more than a quarter of the members are close calls.
bool is_clear(const std::vector<Domain>& domains) {
  std::size_t members = 0;
  std::size_t close = 0;
  for (const Domain& domain : domains) {
    members += domain.members.size();
    close += static_cast<std::size_t>(std::ranges::count_if(domain.members, &Member::close_call));
  }
  return 4 * close <= members;
}

}  // namespace

Mining mine(Corpus corpus, const Constraints& constraints, const MineOptions& options) {
  Mining mining;
  if (corpus.rows.empty()) return mining;
  const Bonds bonds = bonds_of(corpus, constraints);
  const Likeness likeness = likeness_of(corpus, options);
  const Bonds rules = bonds_of(corpus, rules_of(constraints));
  const Cut cut =
      find_domains(likeness.all, rules,
                   {.asked = options.domains, .min_size = options.min_size, .threads = options.threads});
  const Partition domains = by_size(obeyed(corpus, likeness.all, cut.domains, bonds, constraints));
  const Titles titles = titles_of(corpus, domains, bonds, constraints, options.stem);

  std::vector<std::string> id_of_row(corpus.rows.size());
  for (std::size_t row = 0; row < corpus.rows.size(); ++row) {
    if (domains[row] == nowhere)
      mining.unassigned.push_back(corpus.rows[row].key);
    else
      id_of_row[row] = titles.ids[domains[row]];
  }
  mining.domains = domains_from(corpus, likeness, domains, bonds, titles);
  const std::vector<double> stability = stabilities_of(
      likeness.all, rules, domains, mining.domains.size(),
      {.resolution = cut.resolution, .min_size = options.min_size, .threads = options.threads});
  for (std::size_t i = 0; i < stability.size(); ++i) mining.domains[i].stability = stability[i];
  mining.clear = is_clear(mining.domains);
  if (!mining.clear) mining.numbers = cut.numbers;
  std::ranges::sort(mining.domains, [](const Domain& a, const Domain& b) {
    return a.members.size() != b.members.size() ? a.members.size() > b.members.size() : a.name < b.name;
  });
  mining.patterns =
      patterns_of(corpus, id_of_row, likeness.originals,
                  {.min_uses = options.min_uses, .generic_from_domains = options.generic_from_domains});
  return mining;
}

}  // namespace agentops::mine
