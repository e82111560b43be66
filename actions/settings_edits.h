#pragma once

/// Edits of agentops.yaml that keep every other byte of it: comments, order and layout are the user's.
///
///   "exclude: [a]  # drafts\n" and team  ->  "exclude: [a]  # drafts\nregistries:\n  - { name: team, url:
///   ... }\n"
///
/// Each edit is read back before it is given: where the layout of the file is too unlike what is written here
/// to be edited safely, the Error says which line to write by hand.

#include <string>
#include <string_view>

#include "actions/settings.h"
#include "models/result.h"

namespace agentops::actions {

/// `yaml` with one registry more, after the others. Errors: Invalid, E-SETTINGS.
[[nodiscard]] Result<std::string> with_registry(std::string_view yaml, const RegistrySetting& registry);

/// `yaml` without the registry of that name, and without the key when it was the last. Errors: Invalid,
/// E-SETTINGS.
[[nodiscard]] Result<std::string> without_registry(std::string_view yaml, std::string_view name);

}  // namespace agentops::actions
