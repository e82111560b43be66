// The order of things: likeness, the domains, what was decided and what that teaches, who the domains are,
// what is in doubt, and what to ask first. Each stage is a file of its own.

#include "mine/mine.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "mine/bonds.h"
#include "mine/decisions.h"
#include "mine/domains.h"
#include "mine/doubts.h"
#include "mine/hierarchy.h"
#include "mine/labels.h"
#include "mine/likeness.h"
#include "mine/obey.h"
#include "mine/patterns.h"
#include "mine/questions.h"
#include "mine/seeding.h"
#include "mine/shared_items.h"
#include "mine/stability.h"

namespace agentops::mine {

namespace {

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

/// How like its teacher an item is, 0..1.
double likeness_to(const Graph& likeness, std::uint32_t item, std::uint32_t teacher) {
  const std::span<const Link> links = likeness.of(item);
  const auto link = std::ranges::lower_bound(links, teacher, {}, &Link::to);
  if (link == links.end() || link->to != teacher) return 0;
  return std::min(1.0, std::round(1000.0 * link->weight / full_weight) / 1000);
}

/// What is known about the domains of one run; parts of it stand elsewhere.
struct Findings {
  const Ground& ground;
  const Bonds& bonds;
  const Obeyed& obeyed;
  const Titles& titles;
  Evidence evidence;
};

Member taught(Member member, const Findings& findings, std::uint32_t row) {
  const std::uint32_t teacher = findings.obeyed.teachers[row];
  if (teacher == nowhere) return member;
  member.teacher = findings.ground.corpus.rows[teacher].key;
  member.likeness = likeness_to(findings.ground.likeness.all, row, teacher);
  return member;
}

std::vector<Domain> domains_from(const Findings& findings) {
  const Corpus& corpus = findings.ground.corpus;
  const Likeness& likeness = findings.ground.likeness;
  const Partition& domains = findings.obeyed.domains;
  const Titles& titles = findings.titles;
  const std::vector<double> cohesion = cohesions(likeness.words, domains, titles.ids.size());
  std::vector<Domain> result(titles.ids.size());
  for (std::uint32_t i = 0; i < result.size(); ++i) {
    result[i].id = titles.ids[i];
    result[i].name = titles.names[i];
    result[i].terms = titles.terms[i];
    result[i].cohesion = cohesion[i];
    result[i].representatives = representatives_of(corpus, likeness, domains, i);
  }
  Standing standing = standing_of(findings.evidence, titles.names, {});
  for (std::size_t i = 0; i < standing.members.size(); ++i) {
    Member& member = standing.members[i];
    const std::uint32_t row = row_with(corpus, member.key);
    if (standing.rivals[i] != nowhere) member.runner_up = titles.ids[standing.rivals[i]];
    result[domains[row]].members.push_back(taught(std::move(member), findings, row));
  }
  for (Domain& domain : result) std::ranges::sort(domain.members, {}, &Member::key);
  return result;
}

std::vector<Question> questions_from(const Findings& findings, const std::vector<Domain>& domains,
                                     const MineOptions& options) {
  constexpr std::size_t most_choices = 9;
  const Corpus& corpus = findings.ground.corpus;
  std::vector<std::uint32_t> close_calls;
  for (const Domain& domain : domains)
    for (const Member& member : domain.members)
      if (member.close_call) close_calls.push_back(row_with(corpus, member.key));
  const QuestionOptions ranking{.weighed = options.rank_questions ? QuestionOptions{}.weighed : 0,
                                .threads = options.threads};
  close_calls = in_order_of_worth(std::move(close_calls), findings.ground.propagation, findings.obeyed,
                                  findings.bonds.decided, ranking);
  const auto testimonies = testimonies_of(findings.evidence, close_calls, {});
  std::vector<Question> questions;
  for (std::size_t i = 0; i < close_calls.size(); ++i) {
    Question& question = questions.emplace_back();
    question.key = corpus.rows[close_calls[i]].key;
    for (std::size_t j = 0; j < std::min(most_choices, testimonies[i].size()); ++j)
      question.choices.push_back({.domain = findings.titles.ids[testimonies[i][j].domain],
                                  .words = testimonies[i][j].words,
                                  .references = testimonies[i][j].references});
  }
  return questions;
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

/// The three numbers of domains that come closest to being suggested, without `now`. Where the items suggest
/// fewer, those next to `now` are worth a look, too; none is above `most`.
std::vector<unsigned> other_numbers(const Cut& cut, std::size_t now, std::size_t most) {
  constexpr std::size_t wanted = 3;
  std::vector<unsigned> numbers;
  const auto add = [&](std::size_t number) {
    const auto is_new = std::ranges::find(numbers, number) == numbers.end();
    if (numbers.size() < wanted && is_new && number != now && number > 1)
      numbers.push_back(static_cast<unsigned>(number));
  };
  for (const unsigned number : cut.numbers) add(number);
  for (std::size_t step = 1; step < now; ++step) {
    if (now + step <= most) add(now + step);
    add(now - step);
  }
  return numbers;
}

/// The items that stay in their folder's domain unless they are decided themselves.
std::vector<std::uint32_t> held_items(const Ground& ground, const MineOptions& options) {
  std::vector<std::uint32_t> held;
  if (!options.grouping.keep_folders) return held;
  for (const Seed& seed : ground.seeds) held.insert(held.end(), seed.items.begin(), seed.items.end());
  return held;
}

}  // namespace

Ground ground_of(Corpus corpus, const Constraints& constraints, const MineOptions& options) {
  assert(!corpus.rows.empty());
  const Grouping& grouping = options.grouping;
  Likeness likeness = likeness_of(corpus, {.by = grouping.by, .threads = options.threads});
  const Bonds rules = bonds_of(corpus, rules_of(constraints));
  Cut cut =
      find_domains(likeness.all, rules,
                   {.asked = grouping.domains, .min_size = options.min_size, .threads = options.threads});
  Propagation propagation(likeness.all, {.threads = options.threads});
  std::vector<Seed> seeds = seeds_of(corpus.rows, grouping, options.min_size);
  cut.domains = seeded(cut.domains, seeds, rules, propagation, options.min_size);
  if (!grouping.keep_folders) cut.domains = loosened(cut.domains, seeds, rules, propagation);
  return {.corpus = std::move(corpus),
          .likeness = std::move(likeness),
          .seeds = std::move(seeds),
          .cut = std::move(cut),
          .propagation = std::move(propagation)};
}

Mining mine(const Ground& ground, const Constraints& constraints, const MineOptions& options) {
  Mining mining;
  const Corpus& corpus = ground.corpus;
  const Constraints named = with_names(constraints, corpus.rows, ground.seeds, options.known_folders);
  const Bonds bonds = bonds_of(corpus, named);
  const std::vector<std::uint32_t> held = held_items(ground, options);
  const Obeyed settled = obeyed(corpus, ground.propagation, ground.cut.domains, bonds, named,
                                {.min_size = options.min_size, .held = held});
  const Partition& domains = settled.domains;
  const Titles titles = titles_of(corpus, domains, bonds, named, options.stem);

  std::vector<std::string> id_of_row(corpus.rows.size());
  for (std::size_t row = 0; row < corpus.rows.size(); ++row) {
    if (ground.likeness.originals[row] != row) mining.copies.push_back(corpus.rows[row].key);
    if (domains[row] == nowhere)
      mining.unassigned.push_back(corpus.rows[row].key);
    else
      id_of_row[row] = titles.ids[domains[row]];
  }
  std::ranges::sort(mining.copies);
  std::ranges::sort(mining.unassigned);
  const std::vector<Lean> leans = leans_of(settled);
  const Findings findings{.ground = ground,
                          .bonds = bonds,
                          .obeyed = settled,
                          .titles = titles,
                          .evidence = {.corpus = corpus,
                                       .words = ground.likeness.words,
                                       .domains = domains,
                                       .bonds = bonds,
                                       .originals = ground.likeness.originals,
                                       .leans = leans}};
  mining.domains = domains_from(findings);
  add_hierarchy(corpus, ground.likeness.all, domains, {.resolution = ground.cut.resolution}, options.stem,
                mining.domains);
  mining.questions = questions_from(findings, mining.domains, options);
  if (options.stability) {
    const std::vector<double> stability = stabilities_of(
        ground.likeness.all, bonds_of(corpus, rules_of(named)), domains, mining.domains.size(),
        {.resolution = ground.cut.resolution, .min_size = options.min_size, .threads = options.threads});
    for (std::size_t i = 0; i < stability.size(); ++i) mining.domains[i].stability = stability[i];
  }
  set_apart(shared_items(corpus, mining,
                         {.from_domains = options.generic_from_domains, .min_size = options.min_size}),
            mining);
  mining.clear = is_clear(mining.domains);
  if (!mining.clear && ground.seeds.empty())
    mining.numbers = other_numbers(ground.cut, mining.domains.size(), corpus.rows.size() / options.min_size);
  std::ranges::sort(mining.domains, [](const Domain& a, const Domain& b) {
    return a.members.size() != b.members.size() ? a.members.size() > b.members.size() : a.name < b.name;
  });
  mining.patterns =
      patterns_of(corpus, id_of_row, ground.likeness.originals,
                  {.min_uses = options.min_uses, .generic_from_domains = options.generic_from_domains});
  return mining;
}

Mining mine(Corpus corpus, const Constraints& constraints, const MineOptions& options) {
  if (corpus.rows.empty()) return {};
  return mine(ground_of(std::move(corpus), constraints, options), constraints, options);
}

}  // namespace agentops::mine
