#pragma once

/// A package to begin with, written into the project: packages/NAME with an example of each thing that a
/// package may hold.

#include <string>
#include <vector>

#include "actions/project.h"
#include "models/file_tree.h"
#include "package/skeleton.h"

namespace agentops::actions {

struct NewPackage {
  std::string folder;              ///< "packages/billing"
  std::vector<std::string> files;  ///< in it, sorted
};

/// Author: options, else git's settings. Errors: Usage, E-USAGE, for a name, licence or category that is
/// none; Conflict, E-EXISTS, when there is a packages/NAME already.
[[nodiscard]] Result<NewPackage> new_package(const Project& project, package::SkeletonOptions options,
                                             bool dry_run);

/// Writes `files` to packages/NAME, which must not be there yet. Errors: Usage, E-USAGE, for what cannot name
/// a package; Conflict, E-EXISTS.
[[nodiscard]] Result<NewPackage> write_new_package(const Project& project, const std::string& name,
                                                   const FileTree& files, bool dry_run);

}  // namespace agentops::actions
