#pragma once

/// Which items of a package are copies of one another, and which edit a copy has missed.
///
///   two agents of 20 lines, one without line 13 and with "$450" for "$500" in line 17
///   -> {copy 1 of 0, Lacks line 13, Says "$450" for "$500" at line 17}
///
/// Bodies are compared by the lines that they share (Jaccard, spacing and case apart); a copy shares seven
/// tenths with the most typical text of its group. Linear in the lines but for pairs that share some.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace agentops::draft {

/// The words in which two lines differ: {"above $500, stop", "above $450, stop"} -> {"$500", "$450"}. Both
/// lines as they are where one only adds to the other.
[[nodiscard]] std::pair<std::string, std::string> differing_words(std::string_view a, std::string_view b);

/// A text to compare, and the number of its first line.
struct Body {
  std::string_view text;
  std::uint32_t first_line = 1;
};

enum class DifferenceForm : std::uint8_t { Lacks, Adds, Says };

struct Difference {
  DifferenceForm form = DifferenceForm::Says;
  std::uint32_t line = 0;   ///< in the original; for Adds in the copy
  std::string original;     ///< what the original has there, without list marks; empty for Adds
  std::string copy;         ///< what the copy has there; empty for Lacks
  std::uint32_t lines = 1;  ///< how many it concerns

  friend bool operator==(const Difference&, const Difference&) = default;
};

struct Copy {
  std::size_t of = 0;                   ///< index of the most typical body
  std::size_t copy = 0;                 ///< index of the other
  std::vector<Difference> differences;  ///< in reading order; empty: the same words

  friend bool operator==(const Copy&, const Copy&) = default;
};

/// Sorted by of, copy; each body is a copy at most once.
[[nodiscard]] std::vector<Copy> copies_among(std::span<const Body> bodies);

}  // namespace agentops::draft
