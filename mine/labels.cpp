// Each item gives its words, and pairs of neighbouring words, by stem, from name, description and headings. A
// word is worth, for each of these three fields,
//
//   share^1.5 * log(share / usual)     share: of the domain's items that have it there; usual: of all items
//
// which is what the word adds to the divergence of the domain from the whole (c-TF-IDF and Kullback-Leibler
// weigh alike: Carmel, Yom-Tov, Darlow, Pelleg, What makes a query difficult?, 2006), with coverage put
// before distinctness: a name that people choose stands in many items of its domain, though it may stand in
// others too. A name is the best words, as many as are nearly as good as the first, each covering items anew;
// pairs only say in which order two words stand.

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
#include "text/subject_words.h"

namespace agentops::mine {

namespace {

/// A word or a pair of words by its stems.
using Phrase = std::uint64_t;

/// Where a phrase stands in an item.
enum Place : std::uint8_t { Name = 0, Description = 1, Heading = 2 };
constexpr std::size_t places = 3;
constexpr std::array<double, places> weights = {2, 2, 1};
constexpr std::size_t most_headings = 24;

/// An item that has a phrase, and where.
struct Mention {
  Phrase phrase = 0;
  std::uint32_t item = 0;
  std::uint8_t where = 0;  ///< the bit of each place

  friend auto operator<=>(const Mention&, const Mention&) = default;
};

/// Stems of words, remembered.
class Stems {
 public:
  explicit Stems(const text::Stemmer& stem) : stem_(stem) {}

  /// The phrase of one word, or 0 for one without subject.
  [[nodiscard]] Phrase of(const std::string& word) {
    const auto [entry, is_new] = known_.try_emplace(text::quick_hash(word), 0);
    // Dashes and other signs beyond ASCII are words to the scanner; to search, and to a reader, they are
    // none.
    if (is_new && text::names_subject(word) && !text::content_words(word).empty())
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

/// Calls visit(place, words) for each field of a row.
template <class Visit>
void for_each_field(const CorpusRow& row, const Visit& visit) {
  visit(Name, reading_words(row.name));
  visit(Description, reading_words(row.description));
  for (std::size_t i = 0; i < std::min(most_headings, row.headings.size()); ++i)
    visit(Heading, reading_words(row.headings[i]));
}

/// Words by phrase and item, ascending, each once for an item.
std::vector<Mention> mentions_of(const Corpus& corpus, Stems& stems) {
  std::vector<Mention> mentions;
  for (std::uint32_t item = 0; item < corpus.rows.size(); ++item)
    for_each_field(corpus.rows[item], [&](Place place, const std::vector<std::string>& words) {
      for (const std::string& word : words)
        if (const Phrase phrase = stems.of(word); phrase != 0)
          mentions.push_back({phrase, item, static_cast<std::uint8_t>(1U << place)});
    });
  std::ranges::sort(mentions);
  std::size_t kept = 0;
  for (const Mention& mention : mentions) {
    if (kept > 0 && mentions[kept - 1].phrase == mention.phrase && mentions[kept - 1].item == mention.item)
      mentions[kept - 1].where |= mention.where;
    else
      mentions[kept++] = mention;
  }
  mentions.resize(kept);
  return mentions;
}

/// In how many items a word stands, at each place.
using Counts = std::array<double, places>;

void count(Counts& counts, std::uint8_t where) {
  for (std::size_t place = 0; place < places; ++place)
    if (((where >> place) & 1U) != 0) ++counts[place];
}

/// A word as a candidate for one domain's name.
struct Candidate {
  Phrase phrase = 0;
  double score = 0;
  std::vector<std::uint32_t> items;  ///< of the domain, that have it
};

using Candidates = std::vector<Candidate>;

double score_of(const Counts& here, double size, const Counts& all, double items) {
  double score = 0;
  for (std::size_t place = 0; place < places; ++place) {
    const double share = here[place] / size;
    const double usual = (all[place] + 0.5) / (items + 1);
    if (share > usual) score += weights[place] * std::pow(share, 1.5) * std::log(share / usual);
  }
  return std::round(score * 65536);
}

/// The candidates that all mentions of one word give.
void add_candidates(std::span<const Mention> mentions, const Partition& domains,
                    const std::vector<double>& sizes, std::vector<Candidates>& result) {
  struct Inside {
    Counts counts{};
    std::vector<std::uint32_t> items;
  };
  Counts all{};
  std::map<std::uint32_t, Inside> inside;
  for (const Mention& mention : mentions) {
    count(all, mention.where);
    const std::uint32_t domain = domains[mention.item];
    if (domain == nowhere) continue;
    count(inside[domain].counts, mention.where);
    inside[domain].items.push_back(mention.item);
  }
  for (auto& [domain, here] : inside) {
    if (here.items.size() < 2) continue;
    const double score = score_of(here.counts, sizes[domain], all, static_cast<double>(domains.size()));
    result[domain].push_back({mentions.front().phrase, score, std::move(here.items)});
  }
}

/// Candidates of each domain, best first.
std::vector<Candidates> candidates_of(const std::vector<Mention>& mentions, const Partition& domains,
                                      std::size_t count) {
  std::vector<double> sizes(count);
  for (const std::uint32_t domain : domains)
    if (domain != nowhere) ++sizes[domain];
  std::vector<Candidates> result(count);
  for (std::size_t begin = 0, end = 0; begin < mentions.size(); begin = end) {
    while (end < mentions.size() && mentions[end].phrase == mentions[begin].phrase) ++end;
    add_candidates(std::span(mentions).subspan(begin, end - begin), domains, sizes, result);
  }
  for (Candidates& candidates : result)
    std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) {
      return a.score != b.score ? a.score > b.score : a.phrase < b.phrase;
    });
  return result;
}

/// How the words of a domain stand in its items, for the few that its name is made of.
class Usage {
 public:
  /// `words` are the candidates that count; the first that a text has of each is its spelling.
  Usage(const Corpus& corpus, std::span<const Candidate> candidates, Stems& stems) {
    std::set<std::uint32_t> items;
    for (const Candidate& candidate : candidates) {
      spellings_[candidate.phrase];
      items.insert(candidate.items.begin(), candidate.items.end());
    }
    for (const std::uint32_t item : items)
      for_each_field(corpus.rows[item], [&](Place place, const std::vector<std::string>& words) {
        read(words, static_cast<std::uint32_t>(2 * weights[place]), stems);
      });
  }

  /// How a word is written most often; ties to the first in the alphabet.
  [[nodiscard]] const std::string& spelling(Phrase phrase) const {
    return std::ranges::max_element(spellings_.at(phrase), {}, [](const auto& entry) { return entry.second; })
        ->first;
  }

  /// True when `second` follows `first` more often than the other way round.
  [[nodiscard]] bool in_order(Phrase first, Phrase second) const {
    return times(first, second) > times(second, first);
  }

 private:
  void read(const std::vector<std::string>& words, std::uint32_t weight, Stems& stems) {
    Phrase before = 0;
    for (const std::string& word : words) {
      const Phrase phrase = stems.of(word);
      const auto known = spellings_.find(phrase);
      const bool counts = phrase != 0 && known != spellings_.end();
      if (counts) known->second[word] += weight;
      if (counts && before != 0) ++pairs_[joined(before, phrase)];
      before = counts ? phrase : 0;
    }
  }
  [[nodiscard]] std::uint32_t times(Phrase first, Phrase second) const {
    const auto found = pairs_.find(joined(first, second));
    return found == pairs_.end() ? 0 : found->second;
  }

  std::map<Phrase, std::map<std::string, std::uint32_t>> spellings_;
  std::unordered_map<Phrase, std::uint32_t> pairs_;
};

/// The best words, at most three, in the order in which texts have them; `skipped` leaves one out.
std::string name_of(std::span<const Candidate> candidates, const Usage& usage, std::size_t skipped) {
  constexpr std::size_t most = 3;
  std::vector<Phrase> words;
  for (std::size_t i = 0; i < candidates.size() && words.size() < most; ++i) {
    if (i == skipped || candidates[i].score < 0.2 * candidates.front().score) continue;
    const auto after =
        std::ranges::find_if(words, [&](Phrase word) { return usage.in_order(candidates[i].phrase, word); });
    words.insert(after, candidates[i].phrase);
  }
  std::string name;
  for (const Phrase word : words) name.append(name.empty() ? "" : " ").append(usage.spelling(word));
  return text::slug(name);
}

/// Gives names that differ from all it knows.
class Namer {
 public:
  Namer(std::span<const std::string> given, std::span<const std::string> avoided)
      : used_(given.begin(), given.end()) {
    used_.insert(avoided.begin(), avoided.end());
  }

  [[nodiscard]] std::string name(std::span<const Candidate> candidates, const Usage& usage) {
    for (std::size_t skipped = candidates.size() + 1; skipped-- > 0;)
      if (const std::string wish = name_of(candidates, usage, skipped);
          !wish.empty() && used_.insert(wish).second)
        return wish;
    for (unsigned number = 1;; ++number)
      if (const auto [entry, is_new] = used_.insert("group-" + std::to_string(number)); is_new) return *entry;
  }

 private:
  std::set<std::string> used_;
};

}  // namespace

std::vector<Label> labels_of(const Corpus& corpus, const Partition& domains,
                             std::span<const std::string> given, std::span<const std::string> avoided,
                             const text::Stemmer& stem) {
  constexpr std::size_t most_terms = 8;
  Stems stems(stem);
  Namer namer(given, avoided);
  std::vector<Candidates> candidates = candidates_of(mentions_of(corpus, stems), domains, given.size());
  std::vector<Label> labels(given.size());
  for (std::size_t domain = 0; domain < given.size(); ++domain) {
    Candidates& best = candidates[domain];
    best.resize(std::min(best.size(), most_terms));
    const Usage usage(corpus, best, stems);
    for (const Candidate& candidate : best) labels[domain].terms.push_back(usage.spelling(candidate.phrase));
    labels[domain].name = given[domain].empty() ? namer.name(best, usage) : given[domain];
  }
  return labels;
}

}  // namespace agentops::mine
