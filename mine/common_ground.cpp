#include "mine/common_ground.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>

#include "text/words.h"

namespace agentops::mine {
namespace {

constexpr std::size_t most_shown = 3;      // of each list
constexpr std::size_t longest_phrase = 6;  // words; a copied page is no phrase
constexpr std::size_t most_places = 16;    // of one term that are tried: more cost time and show the same

/// Where each term stands in a text, the first few places.
using Places = std::map<std::uint64_t, std::vector<std::size_t>>;

Places places_of(const Portrait& portrait) {
  Places places;
  for (std::size_t i = 0; i < portrait.words.size(); ++i) {
    const std::uint64_t term = portrait.words[i].term;
    if (term == 0) continue;
    std::vector<std::size_t>& of_term = places[term];
    if (of_term.size() < most_places) of_term.push_back(i);
  }
  return places;
}

/// Words [begin, end) of the asked text, which the other text has as well.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  double tells = 0;
};

/// The runs of one text in another, apart, in reading order. A run stays on its line; words without subject
/// count inside a run only.
class RunFinder {
 public:
  RunFinder(const Portrait& asked, const Portrait& other, const Rarity& rarity)
      : asked_(asked), other_(other), rarity_(rarity), places_(places_of(other)) {}

  [[nodiscard]] std::vector<Run> find() const {
    std::vector<Run> runs;
    for (std::size_t at = 0; at < asked_.words.size();) {
      const std::size_t words = longest_at(at);
      if (words > 0) runs.push_back({at, at + words, telling(at, at + words)});
      at += std::max<std::size_t>(words, 1);
    }
    return runs;
  }

 private:
  [[nodiscard]] std::size_t longest_at(std::size_t at) const {
    const auto places = places_.find(asked_.words[at].term);
    if (places == places_.end()) return 0;
    std::size_t longest = 0;
    for (const std::size_t place : places->second) longest = std::max(longest, common_words(at, place));
    return longest;
  }

  /// How many words agree from there on, the last of them with a subject.
  [[nodiscard]] std::size_t common_words(std::size_t at, std::size_t place) const {
    std::size_t common = 0;
    for (std::size_t i = 0; i < longest_phrase; ++i) {
      if (at + i >= asked_.words.size() || place + i >= other_.words.size() || (i > 0 && starts_line(at + i)))
        break;
      const PortraitWord& ours = asked_.words[at + i];
      const PortraitWord& theirs = other_.words[place + i];
      if (ours.term != theirs.term) break;
      if (ours.term != 0)
        common = i + 1;
      else if (!same_letters(ours, theirs))
        break;
    }
    return common;
  }

  /// Whether a line ends before this word of the asked text.
  [[nodiscard]] bool starts_line(std::size_t word) const {
    const Span between{asked_.words[word - 1].span.end, asked_.words[word].span.begin};
    return slice(asked_.text, between).contains('\n');
  }

  [[nodiscard]] bool same_letters(const PortraitWord& ours, const PortraitWord& theirs) const {
    return text::normalised(slice(asked_.text, ours.span)) ==
           text::normalised(slice(other_.text, theirs.span));
  }

  [[nodiscard]] double telling(std::size_t begin, std::size_t end) const {
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i)
      if (const double* rare = rarity_.find(asked_.words[i].term);
          rare != nullptr && asked_.words[i].term != 0)
        sum += *rare;
    return sum;
  }

  const Portrait& asked_;
  const Portrait& other_;
  const Rarity& rarity_;
  Places places_;
};

std::string written(const Portrait& asked, const Run& run) {
  return std::string(
      slice(asked.text, {asked.words[run.begin].span.begin, asked.words[run.end - 1].span.end}));
}

std::vector<std::string> phrases_of(const Portrait& asked, const Portrait& other, const Rarity& rarity) {
  std::vector<Run> runs = RunFinder(asked, other, rarity).find();
  std::ranges::stable_sort(runs, [](const Run& a, const Run& b) { return a.tells > b.tells; });
  std::set<std::uint64_t> told;
  std::vector<std::string> phrases;
  for (const Run& run : runs) {
    if (phrases.size() == most_shown || run.tells <= 0) break;
    bool is_news = false;
    for (std::size_t i = run.begin; i < run.end; ++i)
      if (const std::uint64_t term = asked.words[i].term; term != 0) is_news |= told.insert(term).second;
    if (is_news) phrases.push_back(written(asked, run));
  }
  return phrases;
}

std::vector<std::string> in_both(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  both.resize(std::min(both.size(), most_shown));
  return both;
}

}  // namespace

CommonGround common_ground(const Portrait& asked, const Portrait& other, const Rarity& rarity) {
  return {.phrases = phrases_of(asked, other, rarity),
          .headings = in_both(asked.headings, other.headings),
          .references = in_both(asked.references, other.references),
          .tools = in_both(asked.tools, other.tools)};
}

}  // namespace agentops::mine
