// A word is worth, for each of the fields name, description and headings,
//
//   share^1.5 * log(share / usual)     share: of the domain's items that have it there; usual: of all items
//
// which is what the word adds to the divergence of the domain from the whole (c-TF-IDF and Kullback-Leibler
// weigh alike: Carmel, Yom-Tov, Darlow, Pelleg, What makes a query difficult?, 2006), with coverage put
// before distinctness: a name that people choose stands in many items of its domain, though it may stand in
// others too.

#include "mine/label_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>

#include "mine/bonds.h"
#include "text/subject_words.h"

namespace agentops::mine {

namespace {

constexpr std::array<double, 3> weights = {2, 2, 1};  ///< by Field::Place
constexpr std::size_t most_headings = 24;

/// An item that has a word, and where.
struct Mention {
  std::uint64_t term = 0;
  std::uint32_t item = 0;
  std::uint8_t where = 0;  ///< the bit of each place

  friend auto operator<=>(const Mention&, const Mention&) = default;
};

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

/// Words by term and item, ascending, each once for an item.
std::vector<Mention> mentions_of(const Corpus& corpus, StemTable& stems) {
  std::vector<Mention> mentions;
  for (std::uint32_t item = 0; item < corpus.rows.size(); ++item)
    for (const Field& field : fields_of(corpus.rows[item]))
      for (const std::string& word : field.words)
        if (const std::uint64_t term = stems.term(word); term != 0)
          mentions.push_back(
              {term, item, static_cast<std::uint8_t>(1U << static_cast<unsigned>(field.place))});
  std::ranges::sort(mentions);
  std::size_t kept = 0;
  for (const Mention& mention : mentions) {
    if (kept > 0 && mentions[kept - 1].term == mention.term && mentions[kept - 1].item == mention.item)
      mentions[kept - 1].where |= mention.where;
    else
      mentions[kept++] = mention;
  }
  mentions.resize(kept);
  return mentions;
}

/// In how many items a word stands, at each place.
using Counts = std::array<double, weights.size()>;

void count(Counts& counts, std::uint8_t where) {
  for (std::size_t place = 0; place < counts.size(); ++place)
    if (((where >> place) & 1U) != 0) ++counts[place];
}

double score_of(const Counts& here, double size, const Counts& all, double items) {
  double score = 0;
  for (std::size_t place = 0; place < here.size(); ++place) {
    const double share = here[place] / size;
    const double usual = (all[place] + 0.5) / (items + 1);
    if (share > usual) score += weights[place] * std::pow(share, 1.5) * std::log(share / usual);
  }
  return std::round(score * 65536);
}

/// The candidates that all mentions of one word give.
void add_candidates(std::span<const Mention> mentions, const Partition& domains,
                    const std::vector<double>& sizes, std::vector<std::vector<Candidate>>& result) {
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
    result[domain].push_back({mentions.front().term, score, std::move(here.items)});
  }
}

}  // namespace

double weight_of(Field::Place place) { return weights[static_cast<std::size_t>(place)]; }

std::vector<Field> fields_of(const CorpusRow& row) {
  std::vector<Field> fields = {{Field::Place::Name, reading_words(row.name)},
                               {Field::Place::Description, reading_words(row.description)}};
  for (std::size_t i = 0; i < std::min(most_headings, row.headings.size()); ++i)
    fields.push_back({Field::Place::Heading, reading_words(row.headings[i])});
  return fields;
}

// Dashes and other signs beyond ASCII are words to the scanner; to search, and to a reader, they are none.
bool may_be_in_name(std::string_view word) {
  return text::names_subject(word) && !text::content_words(word).empty();
}

std::vector<std::vector<Candidate>> candidates_of(const Corpus& corpus, const Partition& domains,
                                                  std::size_t count, StemTable& stems) {
  std::vector<double> sizes(count);
  for (const std::uint32_t domain : domains)
    if (domain != nowhere) ++sizes[domain];
  const std::vector<Mention> mentions = mentions_of(corpus, stems);
  std::vector<std::vector<Candidate>> result(count);
  for (std::size_t begin = 0, end = 0; begin < mentions.size(); begin = end) {
    while (end < mentions.size() && mentions[end].term == mentions[begin].term) ++end;
    add_candidates(std::span(mentions).subspan(begin, end - begin), domains, sizes, result);
  }
  for (std::vector<Candidate>& candidates : result)
    std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) {
      return a.score != b.score ? a.score > b.score : a.term < b.term;
    });
  return result;
}

}  // namespace agentops::mine
