#include "mine/why.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "mine/ballot.h"
#include "mine/bonds.h"
#include "mine/witness_signs.h"

namespace agentops::mine {

namespace {

constexpr std::size_t most_voices = 4;

/// The domain of each item, by key.
using Homes = std::map<std::string_view, std::uint32_t>;

Homes homes_of(const Mining& mining) {
  Homes homes;
  for (std::uint32_t domain = 0; domain < mining.domains.size(); ++domain)
    for (const Member& member : mining.domains[domain].members) homes.emplace(member.key, domain);
  return homes;
}

std::uint32_t home_in(const Homes& homes, std::string_view key) {
  const auto found = homes.find(key);
  return found == homes.end() ? nowhere : found->second;
}

/// References out of the item and into it; several places of one count as several.
Ballot references_of(const Mining& mining, const std::vector<Item>& items, const Homes& homes,
                     const Item& item) {
  Ballot ballot(mining.domains.size());
  std::map<std::string, Sign> signs;
  for (const Reference& reference : item.references) {
    if (home_in(homes, reference.to) == nowhere || reference.to == item.key) continue;
    Sign& sign = signs[reference.to];
    sign.what = reference.to;
    sign.lines.insert(sign.lines.end(), reference.lines.begin(), reference.lines.end());
  }
  for (const Item& other : items) {
    if (other.key == item.key || home_in(homes, other.key) == nowhere) continue;
    for (const Reference& reference : other.references) {
      if (reference.to != item.key) continue;
      Sign& sign = signs[other.key];
      sign.what = other.key;
      sign.other.insert(sign.other.end(), reference.lines.begin(), reference.lines.end());
    }
  }
  for (auto& [key, sign] : signs) {
    std::ranges::sort(sign.lines);
    std::ranges::sort(sign.other);
    const double places = static_cast<double>(sign.lines.size() + sign.other.size());
    ballot.vote(home_in(homes, key), std::max(places, 1.0), std::move(sign));
  }
  return ballot;
}

/// Each thing that the item has is one vote, shared out over the domains of the others that have it. Where it
/// stands is looked for when it is told: an item may have many.
Ballot things_of(const Mining& mining, const std::vector<Item>& items, const Homes& homes, const Item& item,
                 Witness witness, const text::Stemmer& stem) {
  Ballot ballot(mining.domains.size());
  std::map<std::string, std::map<std::uint32_t, double>> owners;
  for (const std::string& sign : signs_of(item, witness, stem)) owners[sign];
  if (owners.empty()) return ballot;
  for (const Item& other : items) {
    const std::uint32_t home = home_in(homes, other.key);
    if (home == nowhere || other.key == item.key) continue;
    for (const std::string& sign : signs_of(other, witness, stem))
      if (const auto owned = owners.find(sign); owned != owners.end()) ++owned->second[home];
  }
  for (const auto& [sign, domains] : owners) {
    double all = 0;
    for (const auto& [domain, count] : domains) all += count;
    for (const auto& [domain, count] : domains)
      ballot.vote(domain, count / all / std::log(2 + all), {.what = sign, .lines = {}, .other = {}});
  }
  return ballot;
}

/// Items of each domain, and of all, that have each term of one item.
struct TermCounts {
  std::map<std::uint64_t, std::map<std::uint32_t, double>> inside;
  std::map<std::uint64_t, double> all;
  std::vector<double> sizes;
};

TermCounts counts_of(const Corpus& corpus, const Homes& homes, std::size_t domains,
                     const std::map<std::uint64_t, SpelledTerm>& terms) {
  TermCounts counts{.inside = {}, .all = {}, .sizes = std::vector<double>(domains)};
  for (const CorpusRow& row : corpus.rows) {
    const std::uint32_t home = home_in(homes, row.key);
    if (home != nowhere) ++counts.sizes[home];
    auto term = terms.begin();
    for (const std::uint64_t own : row.words.terms) {
      while (term != terms.end() && term->first < own) ++term;
      if (term == terms.end()) break;
      if (term->first != own) continue;
      ++counts.all[own];
      if (home != nowhere) ++counts.inside[own][home];
    }
  }
  return counts;
}

/// The words of the item that mark a domain: that stand in more of its items than of all.
std::vector<Sign> words_for(std::uint32_t domain, const TermCounts& counts, double items,
                            const std::map<std::uint64_t, SpelledTerm>& terms) {
  Ballot ballot(domain + 1);
  for (const auto& [term, spelled] : terms) {
    const auto inside = counts.inside.find(term);
    if (inside == counts.inside.end() || !inside->second.contains(domain)) continue;
    const double here = inside->second.at(domain);
    const double share = here / counts.sizes[domain];
    const double usual = (counts.all.at(term) + 0.5) / (items + 1);
    if (here > 1 && share > usual)
      ballot.vote(domain, share * std::log(share / usual),
                  {.what = spelled.word, .lines = spelled.lines, .other = {}});
  }
  return ballot.signs(domain);
}

/// Domains in the order in which they are told.
std::vector<std::uint32_t> order_of(const Mining& mining, std::uint32_t own, const Member& member,
                                    const std::vector<Ballot>& ballots) {
  std::vector<std::uint32_t> order = {own};
  for (std::uint32_t domain = 0; domain < mining.domains.size(); ++domain)
    if (domain != own && mining.domains[domain].id == member.runner_up) order.push_back(domain);
  std::vector<std::pair<double, std::uint32_t>> others;
  for (std::uint32_t domain = 0; domain < mining.domains.size(); ++domain) {
    double sum = 0;
    for (const Ballot& ballot : ballots) sum += ballot.share(domain);
    if (sum > 0 && std::ranges::find(order, domain) == order.end()) others.emplace_back(sum, domain);
  }
  std::ranges::stable_sort(others, [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [sum, domain] : others)
    if (order.size() < most_voices) order.push_back(domain);
  return order;
}

const Member& member_of(const Domain& domain, const std::string& key) {
  return *std::ranges::find(domain.members, key, &Member::key);
}

}  // namespace

std::string_view name_of(Witness witness) {
  constexpr std::array<std::string_view, witnesses.size()> names = {"words", "references", "tools", "name",
                                                                    "folder"};
  return names[static_cast<std::size_t>(witness)];
}

PlaceReasons reasons_of_place(const Corpus& corpus, const Mining& mining, const std::vector<Item>& items,
                              const Witnessed& item, const text::Stemmer& stem) {
  const Homes homes = homes_of(mining);
  const std::uint32_t own = home_in(homes, item.item.key);
  const Member& member = member_of(mining.domains[own], item.item.key);
  std::vector<Ballot> ballots = {references_of(mining, items, homes, item.item)};
  for (const Witness witness : kept_things)
    ballots.push_back(things_of(mining, items, homes, item.item, witness, stem));
  const auto terms = spelled_terms(item, stem);
  const TermCounts counts = counts_of(corpus, homes, mining.domains.size(), terms);
  PlaceReasons reasons;
  for (const std::uint32_t domain : order_of(mining, own, member, ballots)) {
    Voice voice{.domain = mining.domains[domain].id, .says = {}};
    Testimony& words = voice.says[static_cast<std::size_t>(Witness::Words)];
    if (domain == own)
      words.share = member.words;
    else if (voice.domain == member.runner_up)
      words.share = rounded(member.runner_up_words);
    words.signs = words_for(domain, counts, static_cast<double>(corpus.rows.size()), terms);
    for (std::size_t i = 0; i < ballots.size(); ++i)
      voice.says[i + 1] = {ballots[i].share(domain), ballots[i].signs(domain)};
    for (const Witness witness : kept_things)
      for (Sign& sign : voice.says[static_cast<std::size_t>(witness)].signs)
        sign.lines = lines_of(item, witness, sign.what);
    reasons.voices.push_back(std::move(voice));
  }
  return reasons;
}

}  // namespace agentops::mine
