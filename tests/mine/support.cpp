#include "tests/mine/support.h"

#include <algorithm>
#include <map>

#include "text/hash.h"
#include "text/words.h"

namespace agentops::mine::testing {

namespace {

TermBag bag_of(const std::map<std::uint64_t, std::uint16_t>& counts) {
  TermBag bag;
  for (const auto& [term, count] : counts) {
    bag.terms.push_back(term);
    bag.counts.push_back(count);
  }
  return bag;
}

}  // namespace

std::uint64_t Chance::next() {
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t value = state_;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31U);
}

CorpusRow row(const std::string& key, std::string_view words, const std::string& description) {
  std::map<std::uint64_t, std::uint16_t> terms;
  std::map<std::uint64_t, std::uint16_t> pairs;
  std::map<std::uint64_t, std::uint16_t> lead;
  std::uint64_t before = 0;
  for (const std::string& word : text::content_words(words)) {
    const std::uint64_t term = text::quick_hash(word);
    terms[term] = static_cast<std::uint16_t>(terms[term] + 2);
    if (before != 0) ++pairs[before * 3 + term];
    before = term;
  }
  for (const std::string& word : text::content_words(key + " " + description)) ++lead[text::quick_hash(word)];
  CorpusRow result;
  result.key = key;
  result.kind = Kind::Agent;
  result.name = key;
  result.description = description;
  result.words = bag_of(terms);
  result.pairs = bag_of(pairs);
  result.lead = bag_of(lead);
  return result;
}

Corpus subjects(const std::vector<std::string>& names, unsigned each) {
  Corpus corpus;
  Chance chance(7);
  for (const std::string& name : names)
    for (unsigned i = 0; i < each; ++i) {
      std::string words;
      for (unsigned w = 0; w < 12; ++w) words += name + "word" + std::to_string(chance.below(20)) + " ";
      for (unsigned w = 0; w < 8; ++w) words += "common" + std::to_string(chance.below(40)) + " ";
      corpus.rows.push_back(row(name + "-" + std::to_string(10 + i), words, "Works on " + name));
    }
  std::ranges::sort(corpus.rows, {}, &CorpusRow::key);
  return corpus;
}

Graph planted(std::uint32_t groups, std::uint32_t size, std::uint32_t inside, std::uint32_t outside,
              std::uint64_t seed) {
  Chance chance(seed);
  std::vector<Edge> edges;
  for (std::uint32_t a = 0; a < groups * size; ++a)
    for (std::uint32_t b = a + 1; b < groups * size; ++b)
      if (chance.below(100) < (a / size == b / size ? inside : outside)) edges.push_back({a, b, 1000});
  return graph_of(groups * size, std::move(edges));
}

Bonds free_items(std::uint32_t count) {
  Bonds bonds;
  for (std::uint32_t i = 0; i < count; ++i) bonds.node.push_back(i);
  bonds.home.assign(count, nowhere);
  bonds.decided.assign(count, false);
  return bonds;
}

}  // namespace agentops::mine::testing
