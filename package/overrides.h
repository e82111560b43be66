#pragma once

/// `packages/NAME.local.yaml`: what a project changes of a package, beside the package, so that it survives
/// every update. The project's own file: written by hand, or by `package override`.
///
///   config:
///     escalation_threshold: $500               # a setting of the package
///     custom_validations:
///       - require_satisfaction_check: true     # a rule of the package: on, off, or what it asks for
///   agents:
///     custom_agents: [local/agents/vip-customer-handler.md]
///     patch:
///       agents/handle-inquiry.md: { against: sha256:9c1e..., append: local/notes.md, frontmatter: { model:
///       opus } }
///   workflows:
///     disabled: [workflows/proactive-outreach.md]
///
/// Reading is strict, since a limit that is misspelt is a limit that does not hold: each Error has the line
/// and what mends it. All functions are pure and safe on any thread.

#include <string>
#include <string_view>

#include "models/file_tree.h"
#include "models/manifest.h"
#include "models/overrides.h"
#include "models/result.h"
#include "package/contents.h"

namespace agentops::package {

/// "packages/NAME.local.yaml"
[[nodiscard]] std::string overrides_path(std::string_view name);

/// "packages/NAME.local": where `package override --edit` keeps texts.
[[nodiscard]] std::string overrides_folder(std::string_view name);

/// The key under `config:` that is no setting.
inline constexpr std::string_view custom_validations_key = "custom_validations";

/// The key below a list of items under which a project names its own: "custom_agents".
[[nodiscard]] std::string custom_key(std::string_view folder);

/// Errors: Unsafe, E-CONFIG or those of text::read_yaml; `path` names the file.
[[nodiscard]] Result<Overrides> read_overrides(std::string_view bytes, std::string_view path);

/// Whether the items and rules that `overrides` names are those of `package`. (Settings are checked where
/// they are merged: package/configuration.h.) Errors: NotFound, E-OVERRIDE, with the nearest name.
[[nodiscard]] Status check_overrides(const Overrides& overrides, const Package& package,
                                     std::string_view path);

/// The files of the item that `path` names: of a skill, which may be named by its folder or its SKILL.md,
/// all. Empty when the package has no such item.
[[nodiscard]] std::vector<std::string> files_of_item(const FileTree& files, std::string_view path);

/// `files` with the project's say about the package's rules in its validation-rules.yaml. Rules that the
/// package does not have are passed over: check_overrides refuses them.
[[nodiscard]] FileTree with_validations(FileTree files, const Manifest& manifest, const Overrides& overrides);

}  // namespace agentops::package
