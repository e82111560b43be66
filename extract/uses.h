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

/// True for files that add_script_uses can read something from, by their path alone: "scripts/fill.py",
/// "bin/deploy".
[[nodiscard]] bool is_script_path(std::string_view path);

/// Adds the programs, files, variables and hosts of a script that belongs to an item. What is no script after
/// all, by its first line, adds nothing.
void add_script_uses(std::string_view path, std::string_view code, Uses& uses);

}  // namespace agentops::extract
