#pragma once

/// What an item's file is called in a package: a folder by its kind, a name from its own name, its suffix
/// kept.
///
///   agent "Refund agent" in team/refund.md   -> agents/refund-agent.md
///   rule in .cursor/rules/style.mdc          -> rules/style.mdc
///   skill "triage" in skills/triage/SKILL.md -> skills/triage/SKILL.md
///
/// A command whose name cannot be typed keeps that of its file. Where two items want one path, all of them
/// are told apart the same way: by their files' names, by their folders, by their whole paths, at last by
/// numbers.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/item.h"
#include "models/plan.h"

namespace agentops::draft {

/// An item and the kind that it is drafted as: the plan may say another than the scan.
struct Named {
  const Item* item = nullptr;
  Kind kind = Kind::Other;
};

/// The folder for items of this kind: "agents", "workflows", ... Kinds without a folder of their own go to
/// "docs".
[[nodiscard]] std::string_view folder_for(Kind kind);

/// Paths in the package, as long as `items` and unlike each other even where case does not count. None is one
/// that the program writes itself (docs/getting-started.md, docs/domain.md).
[[nodiscard]] std::vector<std::string> paths_for(std::span<const Named> items);

/// The name of the package that a domain of the plan becomes: "Incident response" -> "incident-response".
[[nodiscard]] std::string package_name(const PlanHeading& heading);

/// Parts of a '/'-separated path: "a/b.agent.md" -> "a", "b.agent.md", "b", ".agent.md".
[[nodiscard]] std::string_view folder_of(std::string_view path);
[[nodiscard]] std::string_view file_of(std::string_view path);
[[nodiscard]] std::string_view stem_of(std::string_view path);
[[nodiscard]] std::string_view suffix_of(std::string_view path);

}  // namespace agentops::draft
