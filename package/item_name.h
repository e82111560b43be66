#pragma once

/// What an assistant calls an item.
///
///   item_name("agents/triage.md", "---\nname: triage-tickets\n---\n...")  -> "triage-tickets"
///   item_name("agents/triage.md", "# Triage\n")                            -> "triage"

#include <string>
#include <string_view>

namespace agentops::package {

/// `name:` in the frontmatter of `text`, as an assistant would read it; else the stem of `path`.
[[nodiscard]] std::string item_name(std::string_view path, std::string_view text);

}  // namespace agentops::package
