#pragma once

/// Which files belong to a skill. Everything below a folder with a SKILL.md is attached to that skill, at any
/// depth, except what lies below a nested folder with a SKILL.md of its own: that belongs to the nested
/// skill. Files in an `agents/` or `commands/` folder inside a skill are attachments too: a skill is moved
/// and published as one piece. A SKILL.md in the root of the scan owns only what lies in `scripts`,
/// `references`, `reference`, `assets` and `templates` beside it, because the rest of the tree is there for
/// other reasons.

#include <string>
#include <string_view>
#include <vector>

#include "models/kind.h"

namespace agentops::extract {

/// For each path the path of the SKILL.md that it is attached to, or "" for none. `paths` are sorted
/// bytewise, without repeats; the answer is as long as they are. A SKILL.md itself is no attachment. (Match
/// "skill.md" in any case.)
[[nodiscard]] std::vector<std::string> owners_of(const std::vector<std::string>& paths);

/// For each path, whether its folder also holds `scripts`, `references` or `assets`
/// (FileContext::beside_skill_folders).
[[nodiscard]] std::vector<bool> beside_skill_folders(const std::vector<std::string>& paths);

}  // namespace agentops::extract
