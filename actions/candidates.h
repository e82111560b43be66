#pragma once

/// Packages as a person names them on the command line: a folder or an archive, and what lies beside it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/project.h"
#include "models/manifest.h"
#include "package/install.h"

namespace agentops::actions {

/// Whether a person names a folder, an archive or an address, and not a package of a registry: it holds '/',
/// ends in .tar.gz, or is "." or "..".
[[nodiscard]] bool is_path(std::string_view named);

/// The package at `path`: a folder, an archive, or an address with a digest (remote.h). Errors: NotFound,
/// E-PACKAGE-NOT-FOUND; those of reading, and of package::read_package.
[[nodiscard]] Result<package::Candidate> read_candidate(const Project& project, const std::string& path);

/// What to type in place of the name of a package that no registry has: `near` where it is not empty, the
/// folder that lies here under that name, or the command that lists what there is.
[[nodiscard]] std::string instead_of(const std::string& name, const std::string& near);

/// A dependency that lies next to one of the folders or archives `from`: ../NAME, or the best of
/// NAME-*.tar.gz beside. Nothing when there is none.
[[nodiscard]] Result<std::optional<package::Candidate>> find_beside(const Project& project,
                                                                    const std::vector<std::string>& from,
                                                                    const Dependency& dependency);

}  // namespace agentops::actions
