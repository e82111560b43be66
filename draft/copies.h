#pragma once

/// Which items of a package are copies of one another, and which edit a copy has missed.
///
///   two agents of 20 lines, one without line 13 and with "$450" for "$500" in line 17
///   -> {copy 1 of 0, Lacks line 13, Says "$450" for "$500" at line 17}
///
/// Bodies are compared by the lines that they share (Jaccard, spacing and case apart); a copy shares seven
/// tenths with the most typical text of its group. Linear in the lines but for pairs that share some.

#include <cstddef>
#include <span>
#include <vector>

#include "text/differences.h"

namespace agentops::draft {

struct Copy {
  std::size_t of = 0;                         ///< index of the most typical body
  std::size_t copy = 0;                       ///< index of the other
  std::vector<text::Difference> differences;  ///< in reading order; empty: the same words

  friend bool operator==(const Copy&, const Copy&) = default;
};

/// Sorted by of, copy; each body is a copy at most once.
[[nodiscard]] std::vector<Copy> copies_among(std::span<const text::Passage> bodies);

}  // namespace agentops::draft
