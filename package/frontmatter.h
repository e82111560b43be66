#pragma once

/// Single keys of an item's frontmatter, set without touching the rest of it.
///
///   "---\nname: a\nmodel: haiku\n---\n# A\n" + {model: opus}  ->  "---\nname: a\nmodel: opus\n---\n# A\n"

#include <string>
#include <string_view>

#include "models/value.h"

namespace agentops::package {

/// `text` with each key of `fields` set at the top of its frontmatter, in its place or at the end; null takes
/// one out with what is below it. A text without frontmatter gets one. Line ends are those of the first line;
/// a byte order mark goes.
[[nodiscard]] std::string with_frontmatter(std::string_view text, const Map& fields);

}  // namespace agentops::package
