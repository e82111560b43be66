#include "mine/vectors.h"

#include <algorithm>
#include <cmath>

#include "mine/graph.h"

namespace agentops::mine {

namespace {

/// ln(value) in 1/64: so coarse that a small change of the corpus moves few terms, and that the last bit of a
/// machine's logarithm does not matter.
std::uint64_t coarse_log(double value) {
  return static_cast<std::uint64_t>(std::lround(std::log(value) * 64));
}

/// A term of a bag and in how many items it stands.
struct Vocabulary {
  std::vector<std::uint64_t> terms;  ///< sorted
  std::vector<std::uint32_t> items;

  [[nodiscard]] std::size_t index(std::uint64_t term) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(terms, term) - terms.begin());
  }
};

using BagOf = TermBag CorpusRow::*;

Vocabulary vocabulary_of(std::span<const CorpusRow> rows, BagOf bag) {
  std::vector<std::uint64_t> all;
  for (const CorpusRow& row : rows) all.insert(all.end(), (row.*bag).terms.begin(), (row.*bag).terms.end());
  std::ranges::sort(all);
  Vocabulary vocabulary;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    while (end < all.size() && all[end] == all[i]) ++end;
    vocabulary.terms.push_back(all[i]);
    vocabulary.items.push_back(static_cast<std::uint32_t>(end - i));
    i = end;
  }
  return vocabulary;
}

struct Weighted {
  std::uint32_t term = 0;
  std::uint64_t weight = 0;
};

/// The unit vector of one bag, scaled to `length` (65535 for 1), its heaviest terms only.
void append_unit(std::vector<Weighted> weighted, std::uint64_t length, std::uint32_t longest,
                 std::vector<Component>& out) {
  std::uint64_t square = 0;
  for (const Weighted& entry : weighted) square += entry.weight * entry.weight;
  if (square == 0) return;
  const std::uint64_t norm = std::max<std::uint64_t>(whole_root(square), 1);
  if (weighted.size() > longest) {
    std::ranges::sort(weighted, [](const Weighted& a, const Weighted& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
    });
    weighted.resize(longest);
    std::ranges::sort(weighted, {}, &Weighted::term);
  }
  for (const Weighted& entry : weighted) {
    const std::uint64_t scaled = (entry.weight * length + norm / 2) / norm;
    if (scaled > 0)
      out.push_back({entry.term, static_cast<std::uint16_t>(std::min<std::uint64_t>(scaled, 65535))});
  }
}

void append_bag(std::span<const CorpusRow> rows, BagOf bag, std::uint32_t share, std::uint32_t longest,
                Vectors& vectors) {
  const Vocabulary vocabulary = vocabulary_of(rows, bag);
  std::vector<std::uint64_t> idf;
  idf.reserve(vocabulary.items.size());
  for (const std::uint32_t items : vocabulary.items)
    idf.push_back(coarse_log(static_cast<double>(rows.size()) / static_cast<double>(items)));
  const std::uint64_t length = whole_root(std::uint64_t{share} * 65535 * 65535 / 100);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const TermBag& terms = rows[i].*bag;
    std::vector<Weighted> weighted;
    weighted.reserve(terms.terms.size());
    for (std::size_t t = 0; t < terms.terms.size(); ++t) {
      const std::size_t index = vocabulary.index(terms.terms[t]);
      const std::uint64_t weight = (64 + coarse_log(terms.counts[t])) * idf[index];
      weighted.push_back({vectors.terms + static_cast<std::uint32_t>(index), weight});
    }
    append_unit(std::move(weighted), length, longest, vectors.rows[i]);
  }
  vectors.terms += static_cast<std::uint32_t>(vocabulary.terms.size());
}

}  // namespace

Vectors vectors_of(std::span<const CorpusRow> rows, const VectorOptions& options) {
  Vectors vectors;
  vectors.rows.resize(rows.size());
  append_bag(rows, &CorpusRow::words, options.words, options.longest, vectors);
  append_bag(rows, &CorpusRow::pairs, options.pairs, options.longest, vectors);
  append_bag(rows, &CorpusRow::lead, options.lead, options.longest, vectors);
  return vectors;
}

std::uint64_t whole_root(std::uint64_t value) {
  auto guess = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(value)));
  while (guess > 0 && guess * guess > value) --guess;
  while ((guess + 1) * (guess + 1) <= value) ++guess;
  return guess;
}

std::uint32_t likeness(std::span<const Component> a, std::span<const Component> b) {
  std::uint64_t sum = 0;
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    if (left->term == right->term)
      sum += std::uint64_t{left++->weight} * right++->weight;
    else if (left->term < right->term)
      ++left;
    else
      ++right;
  }
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(sum >> 16U, full_weight));
}

}  // namespace agentops::mine
