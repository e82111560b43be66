#pragma once

/// What each line of a document is: frontmatter, text, or code between fences.

#include <cstdint>
#include <vector>

#include "extract/lines.h"
#include "models/document.h"

namespace agentops::extract {

enum class LineRole : std::uint8_t { Frontmatter, Text, Code };

/// One role for each line, that of line N at N - 1. Fences count as code.
[[nodiscard]] std::vector<LineRole> line_roles(const Document& document, const Lines& lines);

}  // namespace agentops::extract
