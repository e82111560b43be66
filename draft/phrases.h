#pragma once

/// The words of a line as its author wrote them, and what is known of a word of many items: what the bounded
/// context (draft/context) is counted from.
///
///   "Check the open order (SLA)."  ->  Check, the, open, order, and SLA after a break and a bracket

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace agentops::draft {

struct Token {
  std::string low;  ///< in small letters
  std::string written;
  bool after_break = true;     ///< punctuation, or the line's begin, stands before it
  bool after_bracket = false;  ///< '(' stands before it
};

/// Words joined by '-' or '&' are one.
[[nodiscard]] std::vector<Token> tokens_of(std::string_view line);

/// True when it begins with a capital.
[[nodiscard]] bool is_capital(const Token& token);

/// True for three small letters or more; hyphens count as letters.
[[nodiscard]] bool is_plain_word(std::string_view word);

/// What is known of one word while the items are read.
struct Known {
  std::set<std::size_t> items;
  std::set<std::uint64_t> texts;  ///< hashes of the lines in which it stands: a line may recur in many items
  std::map<std::string, std::size_t> objects;
  std::string meaning;
  std::size_t first = 0;
  std::uint32_t line = 0;
};

using Words = std::map<std::string, Known>;

/// Where a line stands, and what it says.
struct LinePlace {
  std::size_t item = 0;
  std::uint32_t line = 0;
  std::uint64_t text = 0;  ///< its hash
};

/// Counts the word for the item; its first place is that of the first call.
Known& note(Words& words, const std::string& word, const LinePlace& place);

}  // namespace agentops::draft
