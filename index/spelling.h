#pragma once

/// The known word that a misspelt one most likely is.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace agentops::index {

struct KnownWord {
  std::string text;
  std::uint64_t documents = 0;  ///< that have it

  friend bool operator==(const KnownWord&, const KnownWord&) = default;
};

/// How many letters have to be put in, left out, changed, or swapped with their neighbour to make `b` of `a`
/// (F. J. Damerau, 1964, as optimal string alignment); anything over `bound` comes back as bound + 1.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t bound);

/// The nearest of `known` to `word`: at one edit, or two when it has more than five letters; of equally near
/// ones one with the same first letter, which is seldom wrong, then that in the most documents, then the
/// first in the alphabet. Empty when none is near.
[[nodiscard]] std::string nearest_word(std::string_view word, std::span<const KnownWord> known);

}  // namespace agentops::index
