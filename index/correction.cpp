#include "index/correction.h"

#include <vector>

#include <xapian.h>

#include "index/spelling.h"

namespace agentops::index {
namespace {

constexpr std::size_t shortest = 4;
constexpr Xapian::doccount fewest_items = 2;  // that have a stem: rarer ones may be misspelt themselves

}  // namespace

std::optional<Correction> corrected(const std::string& word, const Vocabulary& vocabulary,
                                    const Xapian::Database& database, const text::Stemmer& stem) {
  if (word.size() < shortest) return std::nullopt;
  std::vector<KnownWord> known;
  known.reserve(vocabulary.size());
  for (const auto& [text, items] : vocabulary) known.push_back({text, items});
  if (std::string near = nearest_word(word, known); !near.empty()) return Correction{word, std::move(near)};

  known.clear();
  const std::string first = word.substr(0, 1);
  for (auto term = database.allterms_begin(first); term != database.allterms_end(first); ++term)
    if (term.get_termfreq() >= fewest_items) known.push_back({*term, term.get_termfreq()});
  if (std::string near = nearest_word(stem(word), known); !near.empty())
    return Correction{word, std::move(near)};
  return std::nullopt;
}

}  // namespace agentops::index
