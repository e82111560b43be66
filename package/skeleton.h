#pragma once

/// A package to begin with: one agent, one workflow that calls it, a setting, a rule and the documents, each
/// saying what belongs in it. It is valid, installs and builds as it stands.
///
///   skeleton({.name = "billing", .author = "Ada", .license = "MIT"})
///   -> package.yaml, README.md, CHANGELOG.md, agents/billing-agent.md, workflows/billing-workflow.md,
///      config/default-settings.yaml, config/validation-rules.yaml, docs/getting-started.md

#include <string>

#include "models/file_tree.h"

namespace agentops::package {

struct SkeletonOptions {
  std::string name;           ///< that of a package
  std::string author = {};    ///< empty: a blank
  std::string license = {};   ///< SPDX expression; empty: a blank, for nobody can choose it but the owner
  std::string category = {};  ///< one of `categories`; empty: left out
};

/// Pure: the same options, the same bytes.
[[nodiscard]] FileTree skeleton(const SkeletonOptions& options);

}  // namespace agentops::package
