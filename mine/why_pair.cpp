// What two items have in common, witness by witness.

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include "mine/ballot.h"
#include "mine/bonds.h"
#include "mine/why.h"
#include "mine/witness_signs.h"

namespace agentops::mine {

namespace {

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
