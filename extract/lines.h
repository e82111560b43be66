#pragma once

/// The lines of a text: where each begins, and which one a byte stands on. A line ends with "\n", "\r\n" or a
/// lone "\r", as CommonMark has it. Made in one pass; lookups are a binary search.

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/source.h"

namespace agentops::extract {

class Lines {
 public:
  explicit Lines(std::string_view text);

  /// How many lines there are; a last line without an end counts, an empty text has none.
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(starts_.size()) - 1; }

  /// The number of the line with byte `offset`, from 1. An offset at the end belongs to the last line.
  [[nodiscard]] std::uint32_t at(std::uint32_t offset) const;

  /// The bytes of line `number` (1..count) with its end.
  [[nodiscard]] Span whole(std::uint32_t number) const { return {starts_[number - 1], starts_[number]}; }

  /// The bytes of line `number` without its end, in the text that these are the lines of.
  [[nodiscard]] std::string_view text(std::string_view text, std::uint32_t number) const;

 private:
  std::vector<std::uint32_t> starts_;  ///< of each line, and the end of the text
};

}  // namespace agentops::extract
