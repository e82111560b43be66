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

/// What the entries of lists and tables are said to be, one kind for each line: below "## Available Skills",
/// or in a table whose first column is headed "Agent". Other where nothing says it.
[[nodiscard]] std::vector<Kind> listed_kinds(std::string_view text, const Document& document,
                                             const Lines& lines);

}  // namespace agentops::extract
