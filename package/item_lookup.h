#pragma once

/// Items of a package as people name them.
///
///   find_item(support, "triage"), "agent:triage", "agents/triage.md"  ->  "agents/triage.md"

#include <string>
#include <string_view>

#include "models/result.h"
#include "package/contents.h"

namespace agentops::package {

/// The path in the package of the one item of that name; of a skill its SKILL.md. Errors: NotFound,
/// E-NO-ITEM, with the nearest name; Usage, E-NO-ITEM, when several answer to it.
[[nodiscard]] Result<std::string> find_item(const Package& package, std::string_view name);

}  // namespace agentops::package
