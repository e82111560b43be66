// Terms are 64-bit hashes, too many to be looked up one by one: a slice of them (by their first bits) is
// gathered from all rows and sorted, equal ones get one number. Then each row weighs its own terms by their
// numbers. Both halves fall into parts that know nothing of each other: slices, and rows.

#include "mine/vectors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

#include "mine/graph.h"
#include "mine/share_out.h"

namespace agentops::mine {

namespace {

constexpr std::uint32_t single = ~0U;  ///< the number of a term that stands in one row only

/// ln(value) in 1/64: so coarse that a small change of the corpus moves few terms, and that the last bit of a
/// machine's logarithm does not matter.
std::uint64_t coarse_log(double value) {
  return static_cast<std::uint64_t>(std::lround(std::log(value) * 64));
}

using BagOf = TermBag CorpusRow::*;

/// The terms of one bag in all rows, numbered.
struct Numbered {
  std::vector<std::size_t> offsets{0};  ///< of each row in `numbers`
  std::vector<std::uint32_t> numbers;   ///< of each term of each row's bag, in its order
  std::vector<std::uint32_t> rarity;    ///< of each number: coarse ln(rows / rows with it)
  std::uint32_t of_singles = 0;         ///< rarity of the terms of one row
};

/// Numbers the terms of one bag, slice by slice.
class Numberer {
 public:
  Numberer(std::span<const CorpusRow> rows, BagOf bag) : rows_(rows), bag_(bag) {
    for (const CorpusRow& row : rows)
      result_.offsets.push_back(result_.offsets.back() + (row.*bag).terms.size());
    result_.numbers.resize(result_.offsets.back());
    result_.of_singles = static_cast<std::uint32_t>(coarse_log(static_cast<double>(rows.size())));
  }

  [[nodiscard]] Numbered number(unsigned threads) {
    share_out(slices, threads, [&](std::size_t first, std::size_t) { sort_slice(first); }, 1);
    std::array<std::uint32_t, slices> begin{};
    for (std::size_t slice = 0; slice < slices; ++slice) {
      begin[slice] = static_cast<std::uint32_t>(result_.rarity.size());
      result_.rarity.insert(result_.rarity.end(), rarity_[slice].begin(), rarity_[slice].end());
    }
    share_out(rows_.size(), threads, [&](std::size_t first, std::size_t last) {
      for (std::size_t row = first; row < last; ++row) shift(row, begin);
    });
    return std::move(result_);
  }

 private:
  static constexpr std::size_t slices = 64;  ///< bounds what is sorted at once
  static constexpr unsigned slice_bits = 6;

  /// A term in one row.
  struct Occurrence {
    std::uint64_t term = 0;
    std::size_t place = 0;  ///< in `numbers`
  };

  static std::size_t slice_of(std::uint64_t term) { return term >> (64U - slice_bits); }

  /// Those of one slice. Terms are hashes: dealt by the next bits they lie in heaps that fit into the cache.
  static void sort_by_term(std::vector<Occurrence>& slice) {
    constexpr std::size_t heaps = 256;
    const auto heap_of = [](const Occurrence& one) { return (one.term >> (64U - slice_bits - 8U)) % heaps; };
    std::array<std::size_t, heaps + 1> begin{};
    for (const Occurrence& one : slice) ++begin[heap_of(one) + 1];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<Occurrence> sorted(slice.size());
    std::array<std::size_t, heaps> next{};
    std::copy_n(begin.begin(), heaps, next.begin());
    for (const Occurrence& one : slice) sorted[next[heap_of(one)]++] = one;
    for (std::size_t heap = 0; heap < heaps; ++heap)
      std::ranges::sort(std::span(sorted).subspan(begin[heap], begin[heap + 1] - begin[heap]), {},
                        &Occurrence::term);
    slice = std::move(sorted);
  }

  [[nodiscard]] std::vector<Occurrence> occurrences(std::size_t slice) const {
    std::vector<Occurrence> result;
    result.reserve(result_.numbers.size() / slices * 9 / 8);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const std::vector<std::uint64_t>& terms = (rows_[row].*bag_).terms;
      auto term = std::ranges::lower_bound(terms, std::uint64_t{slice} << (64U - slice_bits));
      for (; term != terms.end() && slice_of(*term) == slice; ++term)
        result.push_back({*term, result_.offsets[row] + static_cast<std::size_t>(term - terms.begin())});
    }
    sort_by_term(result);
    return result;
  }

  /// Numbers from 0 in every slice; shift() makes them differ.
  void sort_slice(std::size_t slice) {
    const std::vector<Occurrence> all = occurrences(slice);
    for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
      while (end < all.size() && all[end].term == all[begin].term) ++end;
      const auto number = end - begin == 1 ? single : static_cast<std::uint32_t>(rarity_[slice].size());
      for (std::size_t i = begin; i < end; ++i) result_.numbers[all[i].place] = number;
      if (number != single)
        rarity_[slice].push_back(static_cast<std::uint32_t>(
            coarse_log(static_cast<double>(rows_.size()) / static_cast<double>(end - begin))));
    }
  }

  void shift(std::size_t row, const std::array<std::uint32_t, slices>& begin) {
    const std::vector<std::uint64_t>& terms = (rows_[row].*bag_).terms;
    for (std::size_t i = 0; i < terms.size(); ++i)
      if (std::uint32_t& number = result_.numbers[result_.offsets[row] + i]; number != single)
        number += begin[slice_of(terms[i])];
  }

  std::span<const CorpusRow> rows_;
  BagOf bag_;
  Numbered result_;
  std::array<std::vector<std::uint32_t>, slices> rarity_;
};

/// One bag of all rows on its way to unit vectors.
struct Part {
  BagOf bag;
  std::uint64_t length = 0;  ///< that its vectors get; 65535 for 1
  Numbered terms;
  std::uint32_t first = 0;  ///< its number 0 is this term of the vectors
};

struct Weighted {
  std::uint32_t term = 0;
  std::uint64_t weight = 0;
};

/// The heaviest `longest` by term.
void keep_heaviest(std::vector<Weighted>& weighted, std::uint32_t longest) {
  if (weighted.size() <= longest) return;
  std::ranges::nth_element(weighted, weighted.begin() + longest, [](const Weighted& a, const Weighted& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  });
  weighted.resize(longest);
  std::ranges::sort(weighted, {}, &Weighted::term);
}

/// Some rows' vectors, and the scratch that making them takes.
class RowWeigher {
 public:
  RowWeigher(std::span<const CorpusRow> rows, const VectorOptions& options) : rows_(rows), options_(options) {
    logs_.resize(most_remembered);
    for (std::size_t count = 1; count < most_remembered; ++count)
      logs_[count] = 64 + coarse_log(static_cast<double>(count));
  }

  /// Appends what `part` makes of the row.
  void append(const Part& part, std::size_t row, Vectors& to) {
    const std::vector<std::uint16_t>& counts = (rows_[row].*part.bag).counts;
    const std::uint32_t* numbers = part.terms.numbers.data() + part.terms.offsets[row];
    weighted_.clear();
    std::uint64_t square = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const bool alone = numbers[i] == single;
      const std::uint64_t weight =
          log_of(counts[i]) * (alone ? part.terms.of_singles : part.terms.rarity[numbers[i]]);
      square += weight * weight;
      if (!alone) weighted_.push_back({part.first + numbers[i], weight});
    }
    keep_heaviest(weighted_, options_.longest);
    const std::uint64_t norm = std::max<std::uint64_t>(whole_root(square), 1);
    for (const Weighted& entry : weighted_) {
      const std::uint64_t scaled =
          std::min<std::uint64_t>((entry.weight * part.length + norm / 2) / norm, 65535);
      if (scaled == 0) continue;
      to.terms.push_back(entry.term);
      to.weights.push_back(static_cast<std::uint16_t>(scaled));
    }
  }

 private:
  static constexpr std::size_t most_remembered = 256;

  [[nodiscard]] std::uint64_t log_of(std::uint16_t count) const {
    return count < most_remembered ? logs_[count] : 64 + coarse_log(count);
  }

  std::span<const CorpusRow> rows_;
  const VectorOptions& options_;
  std::vector<std::uint64_t> logs_;
  std::vector<Weighted> weighted_;
};

/// The vectors of all rows from those of consecutive stretches, which are let go on the way.
Vectors joined(std::vector<Vectors>& stretches) {
  Vectors all;
  std::size_t components = 0;
  for (const Vectors& some : stretches) components += some.terms.size();
  all.terms.reserve(components);
  all.weights.reserve(components);
  for (Vectors& some : stretches) {
    for (std::size_t i = 1; i < some.offsets.size(); ++i)
      all.offsets.push_back(all.terms.size() + some.offsets[i]);
    all.terms.insert(all.terms.end(), some.terms.begin(), some.terms.end());
    all.weights.insert(all.weights.end(), some.weights.begin(), some.weights.end());
    some = {};
  }
  return all;
}

std::vector<Part> parts_of(std::span<const CorpusRow> rows, const VectorOptions& options) {
  std::vector<Part> parts;
  std::uint32_t first = 0;
  for (const auto& [bag, share] :
       {std::pair(&CorpusRow::words, options.words), std::pair(&CorpusRow::pairs, options.pairs),
        std::pair(&CorpusRow::lead, options.lead)}) {
    parts.push_back({.bag = bag,
                     .length = whole_root(std::uint64_t{share} * 65535 * 65535 / 100),
                     .terms = Numberer(rows, bag).number(options.threads),
                     .first = first});
    first += static_cast<std::uint32_t>(parts.back().terms.rarity.size());
  }
  return parts;
}

}  // namespace

Vectors vectors_of(std::span<const CorpusRow> rows, const VectorOptions& options) {
  const std::vector<Part> parts = parts_of(rows, options);
  constexpr std::size_t rows_at_once = 64;
  std::vector<Vectors> stretches((rows.size() + rows_at_once - 1) / rows_at_once);
  share_out(
      rows.size(), options.threads,
      [&](std::size_t first, std::size_t last) {
        RowWeigher weigher(rows, options);
        Vectors& vectors = stretches[first / rows_at_once];
        for (std::size_t row = first; row < last; ++row) {
          for (const Part& part : parts) weigher.append(part, row, vectors);
          vectors.offsets.push_back(vectors.terms.size());
        }
      },
      rows_at_once);
  Vectors vectors = joined(stretches);
  vectors.term_count = parts.back().first + static_cast<std::uint32_t>(parts.back().terms.rarity.size());
  return vectors;
}

std::uint64_t whole_root(std::uint64_t value) {
  auto guess = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(value)));
  while (guess > 0 && guess * guess > value) --guess;
  while ((guess + 1) * (guess + 1) <= value) ++guess;
  return guess;
}

std::uint32_t likeness_of(std::uint64_t sum) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(sum >> 16U, full_weight));
}

std::uint32_t likeness(VectorView a, VectorView b) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a.terms[i] == b.terms[j])
      sum += std::uint64_t{a.weights[i++]} * b.weights[j++];
    else if (a.terms[i] < b.terms[j])
      ++i;
    else
      ++j;
  }
  return likeness_of(sum);
}

}  // namespace agentops::mine
