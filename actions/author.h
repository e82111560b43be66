#pragma once

/// Who writes: the name in git's settings, read as files. No git is run, so a hostile repository's settings
/// run nothing.

#include <string>

#include "actions/project.h"

namespace agentops::actions {

/// `user.name` of the project's `.git/config`, else of the user's own settings; empty when none is set.
[[nodiscard]] std::string author_from_git(const Project& project);

/// The value of `name` in section [user] of a git configuration file; empty when it is not there.
[[nodiscard]] std::string user_name_in(std::string_view git_config);

}  // namespace agentops::actions
