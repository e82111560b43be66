#include "mine/doubts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace agentops::mine {

namespace {

/// What speaks for each domain; domains that nothing speaks for are not in it.
using Votes = std::map<std::uint32_t, std::uint64_t>;

std::uint64_t for_domain(const Votes& votes, std::uint32_t domain) {
  const auto found = votes.find(domain);
  return found == votes.end() ? 0 : found->second;
}

/// The domain other than `own` with most votes, the first of equals, or nowhere.
std::uint32_t best_other(const Votes& votes, std::uint32_t own) {
  std::uint32_t best = nowhere;
  for (const auto& [domain, weight] : votes)
    if (domain != own && domain != nowhere && (best == nowhere || weight > votes.at(best))) best = domain;
  return best;
}

/// The closest links of each item vote with their squares, so that one very like item is worth several that
/// are so by chance.
Votes words_of(const Evidence& evidence, std::uint32_t item, std::size_t closest) {
  std::vector<Link> links(evidence.words.of(item).begin(), evidence.words.of(item).end());
  std::ranges::sort(links, [](const Link& a, const Link& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.to < b.to;
  });
  links.resize(std::min(links.size(), closest));
  Votes votes;
  for (const Link& link : links) votes[evidence.domains[link.to]] += std::uint64_t{link.weight} * link.weight;
  return votes;
}

/// The part of all votes that is for `domain`, in thousandths of 1.
double share(const Votes& votes, std::uint32_t domain) {
  std::uint64_t all = 0;
  for (const auto& [each, weight] : votes) all += weight;
  return all == 0
             ? 0
             : std::round(1000 * static_cast<double>(for_domain(votes, domain)) / static_cast<double>(all)) /
                   1000;
}

/// References of every item, both ways, by domain.
std::vector<Votes> references_of(const Evidence& evidence) {
  std::vector<Votes> votes(evidence.corpus.rows.size());
  for (const ReferenceEdge& edge : evidence.corpus.references) {
    ++votes[edge.from][evidence.domains[edge.to]];
    ++votes[edge.to][evidence.domains[edge.from]];
  }
  return votes;
}

/// For each item a domain other than its own in which a copy of it lies, or nowhere.
std::vector<std::uint32_t> copies_elsewhere(const Evidence& evidence) {
  std::vector<std::uint32_t> elsewhere(evidence.originals.size(), nowhere);
  for (std::uint32_t item = 0; item < evidence.originals.size(); ++item) {
    const std::uint32_t original = evidence.originals[item];
    const std::uint32_t here = evidence.domains[item];
    const std::uint32_t there = evidence.domains[original];
    if (here == there || here == nowhere || there == nowhere) continue;
    elsewhere[item] = there;
    if (elsewhere[original] == nowhere) elsewhere[original] = here;
  }
  return elsewhere;
}

/// Judges one item after the other.
class Judge {
 public:
  Judge(const Evidence& evidence, std::span<const std::string> names, const DoubtOptions& options)
      : evidence_(evidence),
        names_(names),
        options_(options),
        references_(references_of(evidence)),
        copies_(copies_elsewhere(evidence)) {}

  [[nodiscard]] std::pair<Member, std::uint32_t> judge(std::uint32_t item) const {
    const Lean& lean = evidence_.leans[item];
    Member member;
    member.key = evidence_.corpus.rows[item].key;
    member.decided = evidence_.bonds.decided[item];
    const Votes words = words_of(evidence_, item, options_.closest);
    member.words = share(words, evidence_.domains[item]);
    member.runner_up_words = share(words, lean.rival);
    member.score = lean.score;
    member.margin = lean.margin;
    if (!member.decided) member.doubt = doubt(item, lean.margin, lean.rival);
    member.close_call = !member.doubt.empty();
    return {member, lean.rival};
  }

 private:
  [[nodiscard]] std::string doubt(std::uint32_t item, double margin, std::uint32_t rival) const;

  const Evidence& evidence_;
  std::span<const std::string> names_;
  const DoubtOptions& options_;
  std::vector<Votes> references_;
  std::vector<std::uint32_t> copies_;
};

std::string Judge::doubt(std::uint32_t item, double margin, std::uint32_t rival) const {
  const std::uint32_t own = evidence_.domains[item];
  const Votes& references = references_[item];
  const std::uint32_t named = best_other(references, own);
  const std::uint64_t home = for_domain(references, own);
  const bool words_say_other = rival != nowhere && margin < 0;
  if (copies_[item] != nowhere) return "a copy of it is in " + names_[copies_[item]];
  if (words_say_other && home > 0 && (named == nowhere || references.at(named) < home))
    return "words say " + names_[rival] + ", references say here";
  if (named != nowhere && home == 0 && references.at(named) >= options_.references)
    return words_say_other && named == rival ? "words and references say " + names_[named]
                                             : "references say " + names_[named];
  if (words_say_other) return "words say " + names_[rival];
  if (rival != nowhere && margin < options_.margin) return "words also say " + names_[rival];
  return {};
}

}  // namespace

Standing standing_of(const Evidence& evidence, std::span<const std::string> names,
                     const DoubtOptions& options) {
  const Judge judge(evidence, names, options);
  Standing standing;
  for (std::uint32_t item = 0; item < evidence.domains.size(); ++item) {
    if (evidence.domains[item] == nowhere) continue;
    auto [member, rival] = judge.judge(item);
    standing.members.push_back(std::move(member));
    standing.rivals.push_back(rival);
  }
  return standing;
}

std::vector<std::vector<Testimony>> testimonies_of(const Evidence& evidence,
                                                   std::span<const std::uint32_t> items,
                                                   const DoubtOptions& options) {
  const std::vector<Votes> references = references_of(evidence);
  std::vector<std::vector<Testimony>> all;
  for (const std::uint32_t item : items) {
    const std::uint32_t own = evidence.domains[item];
    std::map<std::uint32_t, Testimony> found{{own, {.domain = own}}};
    const Votes words = words_of(evidence, item, options.closest);
    for (const auto& [domain, weight] : words) found[domain].words = share(words, domain);
    for (const auto& [domain, count] : references[item])
      found[domain].references = static_cast<std::uint32_t>(count);
    found.erase(nowhere);
    std::vector<Testimony>& testimonies = all.emplace_back();
    for (auto& [domain, testimony] : found) {
      testimony.domain = domain;
      testimonies.push_back(testimony);
    }
    std::ranges::stable_sort(testimonies, std::ranges::greater{}, [&](const Testimony& testimony) {
      return std::tuple(testimony.domain == own, testimony.words, testimony.references);
    });
  }
  return all;
}

}  // namespace agentops::mine
