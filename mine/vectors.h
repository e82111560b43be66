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

/// A term of a vector. Terms are numbered 0, 1, ... in the order of their hashes, bag after bag.
struct Component {
  std::uint32_t term = 0;
  std::uint16_t weight = 0;  ///< 65535 would be the whole vector

  friend bool operator==(const Component&, const Component&) = default;
};

struct VectorOptions {
  std::uint32_t words = 60;  ///< shares of the three bags in the likeness: per cent
  std::uint32_t pairs = 25;
  std::uint32_t lead = 15;
  std::uint32_t longest = 256;  ///< heaviest terms of a bag that are kept
};

struct Vectors {
  std::vector<std::vector<Component>> rows;  ///< one for each row of the corpus; components by term
  std::uint32_t terms = 0;                   ///< how many there are
};

/// Terms of a single item make nothing alike: they count in the length and are left out.
[[nodiscard]] Vectors vectors_of(std::span<const CorpusRow> rows, const VectorOptions& options);

/// Likeness of two vectors: 0 .. full_weight.
[[nodiscard]] std::uint32_t likeness(std::span<const Component> a, std::span<const Component> b);

/// The largest r with r * r <= value; value below 2^62.
[[nodiscard]] std::uint64_t whole_root(std::uint64_t value);

}  // namespace agentops::mine
