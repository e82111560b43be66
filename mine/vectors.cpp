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

using BagOf = TermBag CorpusRow::*;

/// A term in one row.
struct Occurrence {
  std::uint64_t term = 0;
  std::uint32_t row = 0;
  std::uint16_t count = 0;
};

struct Weighted {
  std::uint32_t term = 0;
  std::uint64_t weight = 0;
};

/// One bag of all rows on its way to unit vectors.
class BagWeigher {
 public:
  BagWeigher(std::span<const CorpusRow> rows, BagOf bag, std::uint32_t first_term)
      : rows_(rows),
        bag_(bag),
        next_term_(first_term),
        cursors_(rows.size()),
        weighted_(rows.size()),
        squares_(rows.size()) {
    for (std::uint64_t slice = 0; slice < slices; ++slice) weigh(slice);
  }

  /// Adds to each vector its bag, scaled to `length` (65535 for 1), the heaviest `longest` terms only.
  void append(std::uint64_t length, std::uint32_t longest, Vectors& vectors);

 private:
  static constexpr std::uint64_t slices =
      16;  ///< of the terms, by their first bits: bounds what is sorted at once

  void weigh(std::uint64_t slice);
  [[nodiscard]] std::vector<Occurrence> occurrences(std::uint64_t slice);

  std::span<const CorpusRow> rows_;
  BagOf bag_;
  std::uint32_t next_term_;
  std::vector<std::size_t> cursors_;  ///< of each row: the first term of the next slice
  std::vector<std::vector<Weighted>> weighted_;
  std::vector<std::uint64_t> squares_;  ///< of the lengths, over all terms
};

std::vector<Occurrence> BagWeigher::occurrences(std::uint64_t slice) {
  std::vector<Occurrence> result;
  for (std::uint32_t row = 0; row < rows_.size(); ++row) {
    const TermBag& bag = rows_[row].*bag_;
    for (std::size_t& i = cursors_[row]; i < bag.terms.size() && bag.terms[i] >> 60U == slice; ++i)
      result.push_back({bag.terms[i], row, bag.counts[i]});
  }
  std::ranges::sort(result, {}, [](const Occurrence& one) { return std::pair(one.term, one.row); });
  return result;
}

void BagWeigher::weigh(std::uint64_t slice) {
  const std::vector<Occurrence> all = occurrences(slice);
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    while (end < all.size() && all[end].term == all[begin].term) ++end;
    const std::size_t items = end - begin;
    const std::uint64_t idf = coarse_log(static_cast<double>(rows_.size()) / static_cast<double>(items));
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint64_t weight = (64 + coarse_log(all[i].count)) * idf;
      squares_[all[i].row] += weight * weight;
      if (items > 1) weighted_[all[i].row].push_back({next_term_, weight});
    }
    if (items > 1) ++next_term_;
  }
}

void BagWeigher::append(std::uint64_t length, std::uint32_t longest, Vectors& vectors) {
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    std::vector<Weighted>& weighted = weighted_[row];
    if (weighted.size() > longest) {
      std::ranges::sort(weighted, [](const Weighted& a, const Weighted& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
      });
      weighted.resize(longest);
      std::ranges::sort(weighted, {}, &Weighted::term);
    }
    const std::uint64_t norm = std::max<std::uint64_t>(whole_root(squares_[row]), 1);
    for (const Weighted& entry : weighted) {
      const std::uint64_t scaled = std::min<std::uint64_t>((entry.weight * length + norm / 2) / norm, 65535);
      if (scaled > 0) vectors.rows[row].push_back({entry.term, static_cast<std::uint16_t>(scaled)});
    }
  }
  vectors.terms = next_term_;
}

void append_bag(std::span<const CorpusRow> rows, BagOf bag, std::uint32_t share, std::uint32_t longest,
                Vectors& vectors) {
  const std::uint64_t length = whole_root(std::uint64_t{share} * 65535 * 65535 / 100);
  BagWeigher(rows, bag, vectors.terms).append(length, longest, vectors);
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
