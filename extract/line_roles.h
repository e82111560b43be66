#pragma once

/// What each line of a document is: frontmatter, text, or code between fences; and what its lists list.

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/lines.h"
#include "models/document.h"

namespace agentops::extract {

enum class LineRole : std::uint8_t { Frontmatter, Text, Code };

/// One role for each line, that of line N at N - 1. Fences count as code.
[[nodiscard]] std::vector<LineRole> line_roles(const Document& document, const Lines& lines);

/// What the entries of a list or table are said to be.
struct Listed {
  Kind kind =
      Kind::Other;  ///< Skill below "## Available Skills", Agent in a table whose first column is so headed
  bool headed = false;  ///< a heading says so; "Works with these agents:" above the list says less
  bool files = false;   ///< files of a folder: below "### references/"
};

/// One for each line, that of line N at N - 1; paragraphs stand for what their heading says, too.
[[nodiscard]] std::vector<Listed> listed_lines(std::string_view text, const Document& document,
                                               const Lines& lines);

}  // namespace agentops::extract
