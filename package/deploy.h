#pragma once

/// What should lie in a project when a set of packages is installed: a function of that set alone, never of
/// the order in which they came.
///
///   {support: agents/triage.md, core: patterns/p.md}  ->  agents/triage.md (owner support), patterns/p.md
///   (owner core)
///
/// Where two packages have files of one name, equal ones are one file with both as owners; different ones go
/// each under its package's folder, agents/support/triage.md. A skill is one thing: its folder moves whole.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/file_tree.h"
#include "models/result.h"
#include "package/configuration.h"
#include "package/contents.h"
#include "package/localization.h"
#include "text/diff.h"

namespace agentops::package {

/// Whose folders the files go to.
enum class Target : std::uint8_t {
  Generic,    ///< agents/ workflows/ patterns/ skills/ rules/
  Claude,     ///< .claude/agents, commands, patterns, skills, rules
  AgentsDir,  ///< the same folders below .agents/, where several assistants look
};

inline constexpr std::array<std::string_view, 3> target_names = {"generic", "claude", "agents-dir"};

[[nodiscard]] std::string_view name_of(Target target);
[[nodiscard]] std::optional<Target> target_named(std::string_view name);

/// ".claude/commands" for the workflows of a package: `folder` is a key of item_lists.
[[nodiscard]] std::string deployed_folder(std::string_view folder, Target target);

/// The merged settings of all packages, one top-level key each.
inline constexpr std::string_view settings_path = "config/agentops.yaml";

struct Installed {
  Package package;
  Target target = Target::Generic;
  Localization local = {};
  std::vector<Layer> said = {};  ///< values of whoever asks, over all others: the last has the last word
};

/// An override of a text that the package has changed since.
struct StaleOverride {
  std::string package;
  std::string item;                  ///< in the package
  Place place;                       ///< of the override
  std::vector<text::Clash> clashes;  ///< where the project's lines stayed; empty: the two went together

  friend bool operator==(const StaleOverride&, const StaleOverride&) = default;
};

struct Deployed {
  TreeFile file;
  std::string unit;                 ///< what it is useful with: its skill's folder, otherwise its own path
  std::vector<std::string> owners;  ///< sorted
  std::string
      origin;  ///< where its text lies pristine: packages/support/agents/triage.md; empty when generated
  std::optional<StaleOverride> stale = {};

  friend bool operator==(const Deployed&, const Deployed&) = default;
};

using Deployment = std::map<std::string, Deployed, std::less<>>;  ///< path in the project -> file

using Configurations = std::map<std::string, Configuration, std::less<>>;  ///< by name of the package

/// The settings in force of each package of the set. Errors: those of configure.
[[nodiscard]] Result<Configurations> configurations(const std::vector<Installed>& packages);

/// Rendered with each package's settings, overrides applied, links rewritten. Errors: those of configure and
/// check_overrides; Conflict, E-DEPLOY-NAME when two agents for Claude answer to one `name:` (both owners
/// named).
[[nodiscard]] Result<Deployment> deployment(const std::vector<Installed>& packages);

}  // namespace agentops::package
