#pragma once

/// What an item needs around it, gathered from its frontmatter, its code and its prose.

#include <string_view>

#include "extract/formats.h"
#include "extract/lines.h"
#include "models/document.h"

namespace agentops::extract {

/// Tools come from the frontmatter; programs, files, variables and hosts from code fences (programs from
/// allowed tools as well: `Bash(git add:*)`, hosts from URLs in prose as well); literals from prose and,
/// where they are places or addresses, from code.
[[nodiscard]] Uses find_uses(std::string_view text, const Document& document, const Lines& lines,
                             Format format);

}  // namespace agentops::extract
