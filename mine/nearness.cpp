#include "mine/nearness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>

#include "text/subject_words.h"
#include "text/words.h"

namespace agentops::mine {
namespace {

// How soon a term that is said again says no more: k and b of BM25 (S. Robertson, H. Zaragoza, The
// Probabilistic Relevance Framework, 2009), and a length of text at which nothing is corrected.
constexpr double saturation = 1.2;
constexpr double by_length = 0.6;
constexpr double usual_words = 600;

// People word a need in their own way: a word that no item has may be one that they use for another. And a
// word that names no subject ("write", "check") says less than its rarity among few items.
constexpr double unknown_share = 0.7;
constexpr double no_subject_share = 0.5;

/// 0..1: how much a text of so many words speaks of a term.
double presence(std::uint32_t weight, std::size_t words) {
  const double length = 1 - by_length + by_length * static_cast<double>(words) / usual_words;
  return weight / (weight + saturation * length);
}

std::uint32_t about(const Portrait& asked, const Portrait& other, const Rarity& rarity) {
  double all = 0;
  double met = 0;
  auto theirs = other.terms.begin();
  for (const TermWeight& term : asked.terms) {
    const double* rare = rarity.find(term.term);
    if (rare == nullptr) continue;
    const double says = *rare * (1 + std::log(term.weight));
    all += says;
    while (theirs != other.terms.end() && theirs->term < term.term) ++theirs;
    if (theirs != other.terms.end() && theirs->term == term.term)
      met += says * presence(theirs->weight, other.words.size());
  }
  return all == 0 ? 0 : static_cast<std::uint32_t>(std::lround(1000 * met / all));
}

/// The terms of a text, without those that carry no subject.
std::set<std::uint64_t> terms_of(std::string_view words, StemTable& stems) {
  std::set<std::uint64_t> terms;
  text::for_each_word(words, [&](const text::Word& word) { terms.insert(stems.term(word.text)); });
  terms.erase(0);
  return terms;
}

}  // namespace

std::uint32_t met_by_lead(const Item& item, const Item& other, StemTable& stems) {
  const auto asked = terms_of(item.description, stems);
  const auto lead = terms_of(other.name + " " + other.description, stems);
  const auto met = std::ranges::count_if(asked, [&](std::uint64_t term) { return lead.contains(term); });
  return asked.empty() ? 0 : static_cast<std::uint32_t>(static_cast<std::size_t>(met) * 1000 / asked.size());
}

double rarity_of(std::string_view word, std::uint64_t items_with, std::uint64_t items) {
  const auto with = static_cast<double>(std::min(items_with, items));
  const double rarity = std::log(1 + (static_cast<double>(items) - with + 0.5) / (with + 0.5));
  return rarity * (items_with == 0 ? unknown_share : 1) * (text::names_subject(word) ? 1 : no_subject_share);
}

std::uint32_t score_of(const Nearness& nearness) {
  return std::max({nearness.about, nearness.runs, nearness.whole});
}

Nearness nearness_of(const Portrait& asked, const Portrait& other, const Rarity& rarity) {
  return {.about = about(asked, other, rarity),
          .runs = jaccard(asked.runs, other.runs),
          .whole = jaccard(asked.whole_runs, other.whole_runs),
          .lines = jaccard(asked.lines, other.lines),
          .same_body = !asked.runs.empty() && asked.body == other.body};
}

std::string_view name_of(Verdict verdict) {
  constexpr std::array<std::string_view, 4> names = {"same", "drifted", "extend", "new"};
  return names[static_cast<std::size_t>(verdict)];
}

Verdict verdict_of(const Nearness& nearness, const Portrait& asked, const VerdictOptions& options) {
  const bool has_header = asked.whole_runs != asked.runs;
  if (nearness.same_body && (!has_header || nearness.whole >= options.near)) return Verdict::Same;
  const std::uint32_t runs = std::max(nearness.runs, nearness.whole);
  const bool is_near =
      runs >= options.near || (runs >= options.variant && nearness.lines >= options.near_lines);
  if (is_near && asked.runs.size() >= options.fewest) return Verdict::Drifted;
  return nearness.about >= options.about || runs >= options.variant ? Verdict::Extend : Verdict::New;
}

}  // namespace agentops::mine
