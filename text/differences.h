#pragma once

/// What a reader would call the differences between a text and its copy.
///
///   "Check the age\nStop above $500\n", "Stop above $450\n"
///   -> Lacks line 1 "Check the age", Says line 2 "Stop above $450" for "Stop above $500"
///
/// Lines are the same when their words are: spacing, case and punctuation do not count.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace agentops::text {

/// A text to compare, and the number of its first line in its file.
struct Passage {
  std::string_view text;
  std::uint32_t first_line = 1;
};

enum class DifferenceForm : std::uint8_t { Lacks, Adds, Says };

struct Difference {
  DifferenceForm form = DifferenceForm::Says;
  std::uint32_t line = 0;   ///< in the original; for Adds in the copy
  std::string original;     ///< what the original has there, without list marks; empty for Adds
  std::string copy;         ///< what the copy has there; empty for Lacks
  std::uint32_t lines = 1;  ///< how many it concerns; texts are those of the first

  friend bool operator==(const Difference&, const Difference&) = default;
};

/// In reading order; empty when the words are the same. As costly as text::diff_lines.
[[nodiscard]] std::vector<Difference> differences_between(const Passage& original, const Passage& copy);

/// The words in which two lines differ: {"above $500, stop", "above $450, stop"} -> {"$500", "$450"}. Where
/// one only adds to the other, with a word on each side: {"Read it", "Read all of it"} -> {"Read it", "Read
/// all of it"}.
[[nodiscard]] std::pair<std::string, std::string> differing_words(std::string_view a, std::string_view b);

}  // namespace agentops::text
