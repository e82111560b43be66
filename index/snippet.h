#pragma once

/// The lines of a text that show best why it was found.
///
///   snippet("# Deploy\nRoll back with care.\n", {"back", "roll"}, stem, {})
///   -> {{.line = 2, .text = "Roll back with care.", .marks = {{0, 4}, {5, 9}}}}

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/source.h"
#include "text/words.h"

namespace agentops::index {

struct SnippetLine {
  std::uint32_t line = 0;   ///< in the text, from 1
  std::string text;         ///< the line as written, or a stretch of it; not yet escaped
  std::vector<Span> marks;  ///< the words that were asked for, in `text`; ascending, apart

  friend bool operator==(const SnippetLine&, const SnippetLine&) = default;
};

struct SnippetOptions {
  std::uint32_t lines = 2;    ///< at most so many
  std::uint32_t width = 160;  ///< in bytes; a longer line is cut around its marks, at words
  std::uint32_t context = 0;  ///< lines before and after each that are shown with it, without marks
};

/// The lines with the most different words of `stems` (sorted), earlier ones first among equals; in the order
/// of the text. A second line is given only when it shows a word that the first does not. Empty when no word
/// occurs.
[[nodiscard]] std::vector<SnippetLine> snippet(std::string_view bytes, const std::vector<std::string>& stems,
                                               const text::Stemmer& stem, const SnippetOptions& options);

}  // namespace agentops::index
