#pragma once

/// `package test`: whether a package works where nothing else is.
///
/// It is installed with its dependencies into a folder that exists only in memory, as `package install` would
/// install it, and what then lies there is read like any folder: references are looked up, settings must have
/// been filled in, and its own validations must hold: as packages/NAME.local.yaml has them, where the package
/// is the project's own packages/NAME.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "actions/project.h"
#include "models/finding.h"
#include "models/version.h"
#include "package/deploy.h"

namespace agentops::actions {

struct PackageTestOptions {
  std::string from;  ///< a folder or an archive; dependencies come from beside it, or from the registries
  package::Target target = package::Target::Generic;
  /// A file in the notation of packages/NAME.local.yaml, with which the package is installed; paths in it are
  /// the project's. Empty: as it was published.
  std::string with;
};

struct PackageTest {
  std::string name;
  Version version;
  std::vector<std::pair<std::string, Version>> with;       ///< what was installed with it, by name
  std::vector<std::pair<std::string, std::size_t>> items;  ///< of the package that were deployed, by folder
  std::size_t resolved = 0;                                ///< references of its items that lead somewhere
  std::size_t dead = 0;                                    ///< and that lead nowhere
  std::size_t paths = 0;                                   ///< of one machine in its items (AO601)
  std::vector<Finding> findings;                           ///< paths inside the package, sorted by them
  std::vector<std::string> words;                          ///< about its search index
};

/// Findings: those of judge (package_files.h), AO601, a path of one machine, as a warning; AO514 for a
/// reference that leads nowhere once installed; AO405, for an item that is not the first to be found by its own
/// description. Errors: what keeps it from being read or installed.
[[nodiscard]] Result<PackageTest> test_package(const Project& project, const PackageTestOptions& options);

}  // namespace agentops::actions
