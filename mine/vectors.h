#pragma once

/// Items as sparse vectors whose dot product is their likeness.
///
/// Each of a row's bags (words, pairs, lead) becomes a unit vector of (1 + ln count) * ln(items / items with
/// the term), as in Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988; the
/// three stand side by side in one vector, scaled so that the dot product of two of them is the weighted mean
/// of the three cosines. Everything is rounded to integers on the way, so that the likeness of two items is
/// the same number on every machine.

#include <cstdint>
#include <span>
#include <vector>

#include "models/corpus.h"

namespace agentops::mine {

struct VectorOptions {
  std::uint32_t words = 60;  ///< shares of the three bags in the likeness: per cent
  std::uint32_t pairs = 25;
  std::uint32_t lead = 15;
  std::uint32_t longest = 256;  ///< heaviest terms of a bag that are kept
  unsigned threads = 1;         ///< change the time, never the answer
};

/// One vector: its terms, ascending, and the weight of each. A weight of 65535 would be the whole vector.
struct VectorView {
  std::span<const std::uint32_t> terms;
  std::span<const std::uint16_t> weights;

  [[nodiscard]] std::size_t size() const { return terms.size(); }
};

/// The vectors of all rows in columns, one behind the other. Terms are numbered 0, 1, ... in the order of
/// their hashes, bag after bag.
struct Vectors {
  std::vector<std::size_t> offsets{0};  ///< row i: [offsets[i], offsets[i + 1]) of both columns
  std::vector<std::uint32_t> terms;
  std::vector<std::uint16_t> weights;
  std::uint32_t term_count = 0;

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(offsets.size() - 1); }
  [[nodiscard]] VectorView row(std::size_t i) const {
    const std::size_t count = offsets[i + 1] - offsets[i];
    return {.terms = std::span(terms).subspan(offsets[i], count),
            .weights = std::span(weights).subspan(offsets[i], count)};
  }
};

/// Terms of a single item make nothing alike: they count in the length and are left out.
[[nodiscard]] Vectors vectors_of(std::span<const CorpusRow> rows, const VectorOptions& options);

/// Likeness of two vectors: 0 .. full_weight.
[[nodiscard]] std::uint32_t likeness(VectorView a, VectorView b);

/// The likeness for a sum of products of weights.
[[nodiscard]] std::uint32_t likeness_of(std::uint64_t sum);

/// The largest r with r * r <= value; value below 2^62.
[[nodiscard]] std::uint64_t whole_root(std::uint64_t value);

}  // namespace agentops::mine
