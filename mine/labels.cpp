// The words that tell the domains apart (mine/label_words) are read once more where they stand, for how they
// are spelled and in which order. A word that names a field of work counts half as much again: people call a
// group so when they can. The name is the best words, as many as are nearly as good as the first, and one of
// them names a field when any that does is good enough. Names of fields are known from outside, as Carmel,
// Roitman and Zwerdling take them from an encyclopedia.

#include "mine/labels.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "mine/label_words.h"
#include "text/field_words.h"
#include "text/slug.h"

namespace agentops::mine {

namespace {

std::uint64_t joined(std::uint64_t first, std::uint64_t second) {
  return first * 0x9E3779B97F4A7C15ULL + second;
}

/// How the words of a domain stand in its items, for those that its name may be made of.
class Usage {
 public:
  Usage(const Corpus& corpus, std::span<const Candidate> candidates, StemTable& stems) {
    std::set<std::uint32_t> items;
    for (const Candidate& candidate : candidates) {
      spellings_[candidate.term];
      items.insert(candidate.items.begin(), candidate.items.end());
    }
    for (const std::uint32_t item : items)
      for (const Field& field : fields_of(corpus.rows[item])) read(field, stems);
  }

  /// How a word is written most often; ties to the first in the alphabet.
  [[nodiscard]] const std::string& spelling(std::uint64_t term) const {
    return std::ranges::max_element(spellings_.at(term), {}, [](const auto& entry) { return entry.second; })
        ->first;
  }

  /// True when `second` follows `first` more often than the other way round.
  [[nodiscard]] bool in_order(std::uint64_t first, std::uint64_t second) const {
    return times(first, second) > times(second, first);
  }

 private:
  void read(const Field& field, StemTable& stems) {
    std::uint64_t before = 0;
    for (const std::string& word : field.words) {
      const std::uint64_t term = stems.term(word);
      const auto known = spellings_.find(term);
      const bool counts = known != spellings_.end();
      if (counts) known->second[word] += 2 * weight_of(field.place);
      if (counts && before != 0) ++pairs_[joined(before, term)];
      before = counts ? term : 0;
    }
  }
  [[nodiscard]] std::uint32_t times(std::uint64_t first, std::uint64_t second) const {
    const auto found = pairs_.find(joined(first, second));
    return found == pairs_.end() ? 0 : found->second;
  }

  std::map<std::uint64_t, std::map<std::string, double>> spellings_;
  std::unordered_map<std::uint64_t, std::uint32_t> pairs_;
};

/// A word that a name may be made of, as it is written.
struct NameWord {
  std::string word;
  std::uint64_t term = 0;
  double score = 0;
  bool is_field = false;  ///< names a field of work
};

/// Best first; of equals the earlier candidate.
std::vector<NameWord> words_of(std::span<const Candidate> candidates, const Usage& usage) {
  constexpr double preference = 1.5;
  std::vector<NameWord> words;
  for (const Candidate& candidate : candidates) {
    const std::string& word = usage.spelling(candidate.term);
    const bool is_field = text::names_field(word);
    words.push_back({word, candidate.term, candidate.score * (is_field ? preference : 1), is_field});
  }
  std::ranges::stable_sort(words, std::ranges::greater{}, &NameWord::score);
  return words;
}

/// The words of a name, best first: three at most, the last of them a field's where no other is; `skipped`
/// leaves one out.
std::vector<const NameWord*> chosen(std::span<const NameWord> words, std::size_t skipped) {
  constexpr std::size_t most = 3;
  constexpr double good = 0.2;  // parts of the best score
  constexpr double good_field = 0.15;
  std::vector<const NameWord*> chosen;
  bool has_field = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == skipped) continue;
    if (chosen.size() < most && words[i].score >= good * words.front().score) {
      chosen.push_back(&words[i]);
      has_field |= words[i].is_field;
    } else if (words[i].is_field && !has_field && words[i].score >= good_field * words.front().score) {
      chosen.resize(std::min(chosen.size(), most - 1));
      chosen.push_back(&words[i]);
      has_field = true;
    }
  }
  return chosen;
}

/// The chosen words in the order in which texts have them.
std::string name_of(std::span<const NameWord> words, const Usage& usage, std::size_t skipped) {
  std::vector<const NameWord*> ordered;
  for (const NameWord* word : chosen(words, skipped)) {
    const auto after = std::ranges::find_if(
        ordered, [&](const NameWord* other) { return usage.in_order(word->term, other->term); });
    ordered.insert(after, word);
  }
  std::string name;
  for (const NameWord* word : ordered) name.append(name.empty() ? "" : " ").append(word->word);
  return text::slug(name);
}

/// Gives names that differ from all it knows.
class Namer {
 public:
  Namer(std::span<const std::string> given, std::span<const std::string> avoided)
      : used_(given.begin(), given.end()) {
    used_.insert(avoided.begin(), avoided.end());
  }

  [[nodiscard]] std::string name(std::span<const NameWord> words, const Usage& usage) {
    for (std::size_t skipped = words.size() + 1; skipped-- > 0;)
      if (const std::string wish = name_of(words, usage, skipped); !wish.empty() && used_.insert(wish).second)
        return wish;
    for (;;)
      if (const auto [entry, is_new] = used_.insert("group-" + std::to_string(next_++)); is_new)
        return *entry;
  }

 private:
  std::set<std::string> used_;
  unsigned next_ = 1;  ///< of the groups without words
};

}  // namespace

std::vector<Label> labels_of(const Corpus& corpus, const Partition& domains,
                             std::span<const std::string> given, std::span<const std::string> avoided,
                             const text::Stemmer& stem) {
  constexpr std::size_t most_looked_at = 24;
  constexpr std::size_t most_terms = 8;
  StemTable stems(stem, may_be_in_name);
  Namer namer(given, avoided);
  std::vector<std::vector<Candidate>> candidates = candidates_of(corpus, domains, given.size(), stems);
  std::vector<Label> labels(given.size());
  for (std::size_t domain = 0; domain < given.size(); ++domain) {
    std::vector<Candidate>& best = candidates[domain];
    best.resize(std::min(best.size(), most_looked_at));
    const Usage usage(corpus, best, stems);
    const std::vector<NameWord> words = words_of(best, usage);
    for (std::size_t i = 0; i < std::min(most_terms, words.size()); ++i)
      labels[domain].terms.push_back(words[i].word);
    labels[domain].name = given[domain].empty() ? namer.name(words, usage) : given[domain];
  }
  return labels;
}

}  // namespace agentops::mine
