#pragma once

/// The validations of packages that a project changes: the rules with what packages/NAME.local.yaml says
/// about them, asked of the items as they then lie in the project, its own among them.
///
///   support has a rule `summary` that asks agents for a section "Summary", and is switched off;
///   packages/support.local.yaml: config: { custom_validations: [{ summary: true }] }
///   -> agents/triage.md: warning AO508, "summary: there is no section "Summary""
///
/// A package that the project leaves as it is was checked by whoever published it, and is not checked again.

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "models/file_tree.h"
#include "models/finding.h"
#include "models/manifest.h"
#include "package/deploy.h"
#include "package/validations.h"

namespace agentops::package {

/// Reads the Markdown of `files`; both live as long as the answer.
using ReadFacts = std::function<FactsOf(const FileTree& files, const Manifest& manifest)>;

/// AO508 for what the items of those `packages` that are `asked` for, and that the project changes, do not
/// keep; places are those of the project. `deployed` is the deployment of `packages`.
[[nodiscard]] std::vector<Finding> standing_validations(const std::vector<Installed>& packages,
                                                        const Deployment& deployed,
                                                        const std::set<std::string, std::less<>>& asked,
                                                        const ReadFacts& read_facts);

}  // namespace agentops::package
