#pragma once

/// Line differences and three-way merges.
///
///   diff_lines("a\nb\n", "a\nc\n")            -> lines 1..2 became lines 1..2
///   merge_lines("a\nb\n", "x\nb\n", "a\nb\nc\n")  -> "x\nb\nc\n"
///
/// diff_lines finds the fewest edits (E. W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986).
/// Past 2,048 edits it stops searching and calls the rest one replacement, so that hostile input costs
/// little. merge_lines is diff3 (Khanna, Kunal, Pierce 2007): changes that overlap or touch, and differ, are
/// a conflict.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace agentops::text {

/// Lines [old_begin, old_end) of the old text became lines [new_begin, new_end) of the new; either may be
/// empty.
struct Hunk {
  std::uint32_t old_begin = 0, old_end = 0;
  std::uint32_t new_begin = 0, new_end = 0;

  friend bool operator==(const Hunk&, const Hunk&) = default;
};

/// The text cut after each newline; a last line without newline counts.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

/// The differences in ascending order; empty when the texts are equal.
[[nodiscard]] std::vector<Hunk> diff_lines(std::string_view old_text, std::string_view new_text);

/// Lines that both sides changed, differently.
struct Clash {
  std::string base, yours, theirs;

  friend bool operator==(const Clash&, const Clash&) = default;
};

struct Merged {
  std::string text;
  std::vector<Clash> clashes;  ///< in reading order
};

/// What stands in the text where sides clash: both, between "<<<<<<< yours", "=======" and ">>>>>>> new"; or
/// your lines alone, for a text that is used before anybody looks at it.
enum class OnClash : std::uint8_t { Mark, KeepYours };

/// Merges what `yours` and `theirs` each changed of `base`.
[[nodiscard]] Merged merge_lines(std::string_view base, std::string_view yours, std::string_view theirs,
                                 OnClash on_clash = OnClash::Mark);

}  // namespace agentops::text
