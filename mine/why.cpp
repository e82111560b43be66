#include "mine/why.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include "mine/bonds.h"
#include "mine/witness_signs.h"

namespace agentops::mine {

namespace {

constexpr std::size_t most_signs = 5;
constexpr std::size_t most_voices = 4;
constexpr std::array<Witness, 3> kept_things = {Witness::Tools, Witness::Name, Witness::Folder};

double rounded(double share) { return std::round(share * 1000) / 1000; }

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

/// Votes and signs of one witness, by domain.
class Ballot {
 public:
  explicit Ballot(std::size_t domains) : votes_(domains), signs_(domains) {}

  void vote(std::uint32_t domain, double weight, Sign sign) {
    votes_[domain] += weight;
    all_ += weight;
    signs_[domain].emplace_back(weight, std::move(sign));
  }

  [[nodiscard]] double share(std::uint32_t domain) const {
    return all_ == 0 ? 0 : rounded(votes_[domain] / all_);
  }

  /// The heaviest signs, ties by name.
  [[nodiscard]] std::vector<Sign> signs(std::uint32_t domain) const {
    auto weighed = signs_[domain];
    std::ranges::stable_sort(weighed, [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second.what < b.second.what;
    });
    std::vector<Sign> best;
    for (std::size_t i = 0; i < std::min(most_signs, weighed.size()); ++i)
      best.push_back(std::move(weighed[i].second));
    return best;
  }

 private:
  std::vector<double> votes_;
  std::vector<std::vector<std::pair<double, Sign>>> signs_;
  double all_ = 0;
};

/// Where a sign stands in the text; a folder stands nowhere.
std::vector<std::uint32_t> lines_of(const Witnessed& item, Witness witness, std::string_view sign) {
  return witness == Witness::Folder ? std::vector<std::uint32_t>() : lines_with(item, sign);
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
    const double places = static_cast<double>(sign.lines.size() + sign.other.size());
    ballot.vote(home_in(homes, key), std::max(places, 1.0), std::move(sign));
  }
  return ballot;
}

/// Each thing that the item has is one vote, shared out over the domains of the others that have it.
Ballot things_of(const Mining& mining, const std::vector<Item>& items, const Homes& homes,
                 const Witnessed& item, Witness witness, const text::Stemmer& stem) {
  Ballot ballot(mining.domains.size());
  std::map<std::string, std::map<std::uint32_t, double>> owners;
  for (const std::string& sign : signs_of(item.item, witness, stem)) owners[sign];
  if (owners.empty()) return ballot;
  for (const Item& other : items) {
    const std::uint32_t home = home_in(homes, other.key);
    if (home == nowhere || other.key == item.item.key) continue;
    for (const std::string& sign : signs_of(other, witness, stem))
      if (const auto owned = owners.find(sign); owned != owners.end()) ++owned->second[home];
  }
  for (const auto& [sign, domains] : owners) {
    double all = 0;
    for (const auto& [domain, count] : domains) all += count;
    for (const auto& [domain, count] : domains)
      ballot.vote(domain, count / all / std::log(2 + all),
                  {.what = sign, .lines = lines_of(item, witness, sign), .other = {}});
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

/// What one has and the other has too.
Testimony shared(const Witnessed& a, const Witnessed& b, Witness witness, const text::Stemmer& stem) {
  const std::set<std::string> first = signs_of(a.item, witness, stem);
  const std::set<std::string> second = signs_of(b.item, witness, stem);
  Testimony testimony{.share = 0, .signs = {}};
  std::vector<std::string> both;
  std::ranges::set_intersection(first, second, std::back_inserter(both));
  if (both.empty()) return testimony;
  testimony.share = rounded(static_cast<double>(both.size()) /
                            static_cast<double>(first.size() + second.size() - both.size()));
  for (std::size_t i = 0; i < std::min(most_signs, both.size()); ++i)
    testimony.signs.push_back({both[i], lines_of(a, witness, both[i]), lines_of(b, witness, both[i])});
  return testimony;
}

/// Where one names the other, and what both name.
Testimony mutual(const Item& a, const Item& b) {
  std::map<std::string, Sign> signs;
  std::set<std::string> first;
  std::set<std::string> second;
  const auto note = [&](const Item& from, bool is_first) {
    for (const Reference& reference : from.references) {
      if (reference.to.empty()) continue;
      (is_first ? first : second).insert(reference.to);
      Sign& sign = signs[reference.to];
      sign.what = reference.to;
      auto& lines = is_first ? sign.lines : sign.other;
      lines.insert(lines.end(), reference.lines.begin(), reference.lines.end());
      std::ranges::sort(lines);
    }
  };
  note(a, true);
  note(b, false);
  Testimony testimony{.share = 0, .signs = {}};
  std::size_t common = 0;
  for (auto& [key, sign] : signs) {
    const bool direct = key == a.key || key == b.key;
    const bool both = first.contains(key) && second.contains(key);
    if (direct || both) ++common;
    if ((direct || both) && testimony.signs.size() < most_signs) testimony.signs.push_back(std::move(sign));
  }
  if (!signs.empty())
    testimony.share = rounded(static_cast<double>(common) / static_cast<double>(signs.size()));
  return testimony;
}

/// Weights of the terms of a row: (1 + ln count) * ln(items / items with the term).
std::map<std::uint64_t, double> weights_of(const CorpusRow& row,
                                           const std::map<std::uint64_t, double>& frequency, double items) {
  std::map<std::uint64_t, double> weights;
  for (std::size_t i = 0; i < row.words.terms.size(); ++i)
    weights[row.words.terms[i]] =
        (1 + std::log(row.words.counts[i])) * std::log((items + 1) / frequency.at(row.words.terms[i]));
  return weights;
}

double length_of(const std::map<std::uint64_t, double>& weights) {
  double square = 0;
  for (const auto& [term, weight] : weights) square += weight * weight;
  return std::sqrt(square);
}

Testimony common_words(const Corpus& corpus, const Witnessed& a, const Witnessed& b,
                       const text::Stemmer& stem) {
  const CorpusRow& first = corpus.rows[row_with(corpus, a.item.key)];
  const CorpusRow& second = corpus.rows[row_with(corpus, b.item.key)];
  std::map<std::uint64_t, double> frequency;
  for (const CorpusRow* row : {&first, &second})
    for (const std::uint64_t term : row->words.terms) frequency[term] = 0;
  for (const CorpusRow& row : corpus.rows)
    for (const std::uint64_t term : row.words.terms)
      if (const auto known = frequency.find(term); known != frequency.end()) ++known->second;
  const double items = static_cast<double>(corpus.rows.size());
  const auto mine = weights_of(first, frequency, items);
  const auto theirs = weights_of(second, frequency, items);
  const auto spelled = spelled_terms(a, stem);
  const auto spelled_there = spelled_terms(b, stem);
  const double lengths = std::max(length_of(mine) * length_of(theirs), 1e-9);
  double cosine = 0;
  Ballot ballot(1);
  for (const auto& [term, weight] : mine) {
    const auto other = theirs.find(term);
    if (other == theirs.end()) continue;
    cosine += weight * other->second;
    const auto here = spelled.find(term);
    const auto there = spelled_there.find(term);
    if (here != spelled.end() && there != spelled_there.end())
      ballot.vote(0, weight * other->second, {here->second.word, here->second.lines, there->second.lines});
  }
  return {.share = rounded(cosine / lengths), .signs = ballot.signs(0)};
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
    ballots.push_back(things_of(mining, items, homes, item, witness, stem));
  const auto terms = spelled_terms(item, stem);
  const TermCounts counts = counts_of(corpus, homes, mining.domains.size(), terms);
  PlaceReasons reasons;
  for (const std::uint32_t domain : order_of(mining, own, member, ballots)) {
    Voice voice{.domain = mining.domains[domain].id, .says = {}};
    Testimony& words = voice.says[static_cast<std::size_t>(Witness::Words)];
    if (domain == own)
      words.share = member.score;
    else if (voice.domain == member.runner_up)
      words.share = rounded(member.score - member.margin);
    words.signs = words_for(domain, counts, static_cast<double>(corpus.rows.size()), terms);
    for (std::size_t i = 0; i < ballots.size(); ++i)
      voice.says[i + 1] = {ballots[i].share(domain), ballots[i].signs(domain)};
    reasons.voices.push_back(std::move(voice));
  }
  return reasons;
}

PairReasons reasons_of_pair(const Corpus& corpus, const Witnessed& a, const Witnessed& b,
                            const text::Stemmer& stem) {
  PairReasons reasons;
  reasons.says[static_cast<std::size_t>(Witness::Words)] = common_words(corpus, a, b, stem);
  reasons.says[static_cast<std::size_t>(Witness::References)] = mutual(a.item, b.item);
  for (const Witness witness : kept_things)
    reasons.says[static_cast<std::size_t>(witness)] = shared(a, b, witness, stem);
  return reasons;
}

}  // namespace agentops::mine
