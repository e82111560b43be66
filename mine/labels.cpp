// Each item gives its words and pairs of words, by stem, from name, description and headings. A word is worth
//
//   coverage^2 * purity      coverage: share of the domain's items with it; purity: share of the items with
//   it that are in
//                            the domain; an item counts by where the word stands in it
//
// and a name is the best word or pair, with a second one when many items of the domain have the first not.

#include "mine/labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "mine/bonds.h"
#include "text/hash.h"
#include "text/slug.h"

namespace agentops::mine {

namespace {

/// Words that say what an item is, or praise it, and not what it is about.
constexpr std::array<std::string_view, 60> empty_words = {
    "advanced",    "agent",       "agents",   "agentic",       "ai",         "approach",  "assistant",
    "assistants",  "based",       "best",     "build",         "building",   "checklist", "claude",
    "command",     "commands",    "complete", "comprehensive", "core",       "create",    "creating",
    "description", "doc",         "docs",     "effective",     "example",    "examples",  "expert",
    "expertise",   "experts",     "file",     "guide",         "guidelines", "help",      "instructions",
    "md",          "overview",    "pack",     "pattern",       "patterns",   "practices", "pro",
    "process",     "prompt",      "prompts",  "rule",          "rules",      "skill",     "skills",
    "specialist",  "specialists", "step",     "steps",         "task",       "tasks",     "use",
    "user",        "using",       "workflow", "workflows"};

bool is_empty_word(std::string_view word) {
  return word.size() < 2 || text::is_stop_word(word) || std::ranges::binary_search(empty_words, word) ||
         std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// A word or a pair of words by its stems.
using Phrase = std::uint64_t;

/// An item that has a phrase, and how much it stresses it.
struct Mention {
  Phrase phrase = 0;
  std::uint32_t item = 0;
  std::uint32_t stress = 0;
};

struct Field {
  std::string_view text;
  std::uint32_t stress = 0;
  bool pairs = false;
};

constexpr std::uint32_t name_stress = 6;
constexpr std::uint32_t description_stress = 2;
constexpr std::uint32_t heading_stress = 1;
constexpr std::size_t most_headings = 24;

std::vector<Field> fields_of(const CorpusRow& row) {
  std::vector<Field> fields = {{row.name, name_stress, true}, {row.description, description_stress, true}};
  for (std::size_t i = 0; i < std::min(most_headings, row.headings.size()); ++i)
    fields.push_back({row.headings[i], heading_stress, false});
  return fields;
}

/// Stems of words, remembered.
class Stems {
 public:
  explicit Stems(const text::Stemmer& stem) : stem_(stem) {}

  /// The phrase of one word, or 0 for one without subject.
  [[nodiscard]] Phrase of(const std::string& word) {
    const auto [entry, is_new] = known_.try_emplace(text::quick_hash(word), 0);
    // Dashes and other signs beyond ASCII are words to the scanner; to search, and to a reader, they are
    // none.
    if (is_new && !is_empty_word(word) && !text::content_words(word).empty())
      entry->second = std::max<Phrase>(text::quick_hash(stem_ ? stem_(word) : word), 1);
    return entry->second;
  }

 private:
  const text::Stemmer& stem_;
  std::unordered_map<std::uint64_t, Phrase> known_;  ///< by the hash of the word
};

Phrase joined(Phrase first, Phrase second) { return first * 0x9E3779B97F4A7C15ULL + second; }

/// The words of a text as a reader sees them: "GraphQL" is one, "deploy_infra" two.
std::vector<std::string> reading_words(std::string_view bytes) {
  std::vector<std::string> words;
  text::for_each_word(bytes, [&](const text::Word& word) {
    for (std::size_t begin = 0; begin < word.text.size();) {
      const std::size_t end = std::min(word.text.find('_', begin), word.text.size());
      if (end > begin) words.emplace_back(word.text.substr(begin, end - begin));
      begin = end + 1;
    }
  });
  return words;
}

/// Calls visit(phrase, surface, stress) for all phrases of a row.
template <class Visit>
void for_each_phrase(const CorpusRow& row, Stems& stems, const Visit& visit) {
  for (const Field& field : fields_of(row)) {
    Phrase before = 0;
    std::string last;
    for (std::string& word : reading_words(field.text)) {
      const Phrase phrase = stems.of(word);
      if (phrase != 0) visit(phrase, word, field.stress);
      if (field.pairs && phrase != 0 && before != 0 && before != phrase)
        visit(joined(before, phrase), last.append(" ").append(word), field.stress);
      before = phrase;
      last = std::move(word);
    }
  }
}

/// All mentions, by phrase and item; of several in one item that of most stress.
std::vector<Mention> mentions_of(const Corpus& corpus, Stems& stems) {
  std::vector<Mention> mentions;
  for (std::uint32_t item = 0; item < corpus.rows.size(); ++item)
    for_each_phrase(corpus.rows[item], stems, [&](Phrase phrase, const std::string&, std::uint32_t stress) {
      mentions.push_back({phrase, item, stress});
    });
  std::ranges::sort(mentions, {}, [](const Mention& m) { return std::tuple(m.phrase, m.item, ~m.stress); });
  const auto repeats =
      std::ranges::unique(mentions, {}, [](const Mention& m) { return std::pair(m.phrase, m.item); });
  mentions.erase(repeats.begin(), repeats.end());
  return mentions;
}

/// A phrase as a candidate for one domain's name.
struct Candidate {
  Phrase phrase = 0;
  double coverage = 0;
  double purity = 0;
  double score = 0;
  std::vector<std::uint32_t> items;  ///< of the domain, that have it
};

using Candidates = std::vector<Candidate>;

/// Candidates of each domain, best first.
std::vector<Candidates> candidates_of(const std::vector<Mention>& mentions, const Partition& domains,
                                      std::size_t count) {
  std::vector<double> size(count);
  for (const std::uint32_t domain : domains)
    if (domain != nowhere) ++size[domain];
  std::vector<Candidates> result(count);
  for (std::size_t begin = 0, end = 0; begin < mentions.size(); begin = end) {
    double all = 0;
    std::map<std::uint32_t, std::pair<double, std::vector<std::uint32_t>>> inside;
    for (end = begin; end < mentions.size() && mentions[end].phrase == mentions[begin].phrase; ++end) {
      all += mentions[end].stress;
      const std::uint32_t domain = domains[mentions[end].item];
      if (domain == nowhere) continue;
      inside[domain].first += mentions[end].stress;
      inside[domain].second.push_back(mentions[end].item);
    }
    for (auto& [domain, here] : inside) {
      if (here.second.size() < 2) continue;
      Candidate candidate{.phrase = mentions[begin].phrase, .items = std::move(here.second)};
      candidate.coverage = here.first / (name_stress * size[domain]);
      candidate.purity = (here.first) / (all + 2);
      candidate.score = std::round(candidate.coverage * candidate.coverage * candidate.purity * 65536);
      result[domain].push_back(std::move(candidate));
    }
  }
  for (Candidates& candidates : result)
    std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) {
      return a.score != b.score ? a.score > b.score : a.phrase < b.phrase;
    });
  return result;
}

/// How a phrase is written most often in these items; ties to the first in the alphabet.
std::string surface_of(const Corpus& corpus, const Candidate& candidate, Stems& stems) {
  std::map<std::string, std::uint32_t> count;
  for (const std::uint32_t item : candidate.items)
    for_each_phrase(corpus.rows[item], stems,
                    [&](Phrase phrase, const std::string& surface, std::uint32_t stress) {
                      if (phrase == candidate.phrase) count[surface] += stress;
                    });
  return std::ranges::max_element(count, {}, [](const auto& entry) { return entry.second; })->first;
}

bool shares_word(const std::string& a, const std::string& b, Stems& stems) {
  const std::vector<std::string> others = reading_words(b);
  return std::ranges::any_of(reading_words(a), [&](const std::string& word) {
    return std::ranges::any_of(others,
                               [&](const std::string& other) { return stems.of(word) == stems.of(other); });
  });
}

/// The namer of one corpus: gives names that differ from all it knows.
class Namer {
 public:
  Namer(const Corpus& corpus, std::span<const std::string> given, std::span<const std::string> avoided,
        const text::Stemmer& stem)
      : corpus_(corpus), stems_(stem), used_(given.begin(), given.end()) {
    used_.insert(avoided.begin(), avoided.end());
  }

  [[nodiscard]] Stems& stems() { return stems_; }

  /// Up to eight words, no two of one stem.
  [[nodiscard]] std::vector<std::string> terms(const Candidates& candidates) {
    std::vector<std::string> terms;
    for (const Candidate& candidate : candidates) {
      if (terms.size() == 8) break;
      std::string surface = surface_of(corpus_, candidate, stems_);
      if (std::ranges::none_of(terms,
                               [&](const std::string& term) { return shares_word(term, surface, stems_); }))
        terms.push_back(std::move(surface));
    }
    return terms;
  }

  [[nodiscard]] std::string name(const Candidates& candidates, std::size_t size) {
    for (const std::string& wish : wishes(candidates, size))
      if (!wish.empty() && used_.insert(wish).second) return wish;
    for (unsigned number = 1;; ++number)
      if (const auto [entry, is_new] = used_.insert("group-" + std::to_string(number)); is_new) return *entry;
  }

 private:
  [[nodiscard]] std::vector<std::string> wishes(const Candidates& candidates, std::size_t size);

  const Corpus& corpus_;
  Stems stems_;
  std::set<std::string> used_;
};

/// Names in the order in which they would be liked: the best phrase with the one that best covers what it
/// leaves out, then with others.
std::vector<std::string> Namer::wishes(const Candidates& candidates, std::size_t size) {
  std::vector<std::string> names;
  constexpr std::size_t tries = 6;
  std::vector<std::string> surfaces;
  for (std::size_t i = 0; i < std::min(tries, candidates.size()); ++i)
    surfaces.push_back(surface_of(corpus_, candidates[i], stems_));
  for (std::size_t first = 0; first < surfaces.size(); ++first) {
    if (candidates[first].items.size() * 5 >= size * 4) names.push_back(text::slug(surfaces[first]));
    for (std::size_t second = 0; second < surfaces.size(); ++second)
      if (second != first && !shares_word(surfaces[first], surfaces[second], stems_) &&
          std::ranges::count(surfaces[first] + surfaces[second], ' ') < 2)
        names.push_back(text::slug(surfaces[first] + " " + surfaces[second]));
    names.push_back(text::slug(surfaces[first]));
  }
  return names;
}

}  // namespace

std::vector<Label> labels_of(const Corpus& corpus, const Partition& domains,
                             std::span<const std::string> given, std::span<const std::string> avoided,
                             const text::Stemmer& stem) {
  Namer namer(corpus, given, avoided, stem);
  const std::vector<Mention> mentions = mentions_of(corpus, namer.stems());
  const std::vector<Candidates> candidates = candidates_of(mentions, domains, given.size());
  std::vector<Label> labels(given.size());
  for (std::size_t domain = 0; domain < given.size(); ++domain) {
    const auto size = static_cast<std::size_t>(std::ranges::count(domains, domain));
    labels[domain].terms = namer.terms(candidates[domain]);
    labels[domain].name = given[domain].empty() ? namer.name(candidates[domain], size) : given[domain];
  }
  return labels;
}

}  // namespace agentops::mine
