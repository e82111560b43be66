#pragma once

/// Finds the lines that are alike but for some values.
///
///   "Query the index for names.", "Query the plan for moves.", "Query it for what is new."
///     ->  the shape "Query ", " for ", "."
///
/// Lines that share rare pairs of words are aligned by their longest common subsequence (bit-parallel; Hyyro
/// 2004), the most alike first, and a shape is taken when writing its constant words once saves more than the
/// slots cost (minimum description length). Deterministic; the work is bounded whatever the lines are.

#include <cstdint>
#include <vector>

#include "mine/template_shape.h"
#include "mine/template_units.h"

namespace agentops::mine {

struct SearchOptions {
  unsigned min_items = 3;               ///< that a shape stands in
  std::uint32_t least_bits = 2400;      ///< of its constant words, hundredths of a bit
  std::uint32_t least_words = 3;        ///< constant ones
  std::size_t most_tests = 40'000'000;  ///< lines compared with a shape, in all
  unsigned threads = 1;                 ///< changes the time, never the answer
};

struct FoundShape {
  Shape shape;
  std::uint64_t bits = 0;   ///< of the constant words, hundredths
  std::uint64_t saved = 0;  ///< hundredths of a bit, by the lines that were searched
};

/// What one more line costs: to say which shape it has, and where its values end. Hundredths of a bit.
[[nodiscard]] std::uint64_t cost_of_use(std::size_t slots);

/// Bits of the words of some pieces.
[[nodiscard]] std::uint64_t bits_of(const Shape& shape, const Units& units);

/// Those that save most first, ties by their pieces. `units` are finished.
[[nodiscard]] std::vector<FoundShape> find_shapes(const Units& units, const SearchOptions& options);

}  // namespace agentops::mine
