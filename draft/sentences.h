#pragma once

/// Words for people, made from what items say about themselves.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/kind.h"

namespace agentops::draft {

/// Text on one line: white space (also a literal `\n`) becomes single blanks; markup such as `<example>` and
/// all that follows it is left out.
[[nodiscard]] std::string one_line(std::string_view text);

/// The first sentence of a description without its full stop, before any "Use when ...", cut at a word after
/// `longest` bytes.
///   "Process refunds within policy. Use when a customer asks." -> "Process refunds within policy"
[[nodiscard]] std::string first_sentence(std::string_view description, std::size_t longest = 120);

/// The sentence that says when to use an item; "" when there is none.
///   "Process refunds within policy. Use when a customer asks." -> "Use when a customer asks."
[[nodiscard]] std::string when_to_use(std::string_view description, std::size_t longest = 200);

/// A sentence that tells what an item does by saying when to use it, without that opening.
///   "Use this agent when you need to review code" -> "Review code"
[[nodiscard]] std::string without_opening(std::string_view sentence);

/// The title of a step without its number, for a list that numbers again: "Phase 1: Look" -> "Look".
[[nodiscard]] std::string_view without_number(std::string_view title);

/// A line of Markdown as it reads, without bullet, bold marks and quotes of its own:
/// `- "**Check** the age"` -> `Check the age`.
[[nodiscard]] std::string as_read(std::string_view line);

/// A text that is cut at a word after `longest` bytes, with "..." where something was cut.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t longest);

/// {"a", "b", "c"} -> "a, b and c"
[[nodiscard]] std::string listed(std::span<const std::string> words);

/// The first `most` of them, and how many are left: "a, b and 3 more".
[[nodiscard]] std::string listed(std::span<const std::string> words, std::size_t most);

/// "1 item", "2 items"
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

/// "agent" -> "agents", "other" -> "other files"
[[nodiscard]] std::string plural(Kind kind);

/// A text in backticks, safe whatever backticks it holds.
[[nodiscard]] std::string code(std::string_view text);

/// A fence of backticks longer than any run of them in `text`.
[[nodiscard]] std::string fence_for(std::string_view text);

}  // namespace agentops::draft
