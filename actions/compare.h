#pragma once

/// `package diff`: what changed from one version of a package to another, and which version that asks for.

#include <optional>
#include <string>
#include <vector>

#include "actions/project.h"
#include "models/version.h"
#include "package/bump.h"
#include "package/comparison.h"
#include "package/install.h"
#include "registry/store.h"

namespace agentops::actions {

/// A file that is not the same in both.
struct FileText {
  package::FileChange change;
  std::string hunks;    ///< as text::unified_hunks; empty when only its mode or its path changed
  bool binary = false;  ///< no text: there are no hunks
};

struct PackageDifference {
  std::string name;  ///< as the second has it
  Version before;
  Version after;
  package::Comparison comparison;
  package::AskedBump asked;
  Version least;          ///< the version that the change asks for, from `before`
  std::string changelog;  ///< an entry for it; for `after` when that is new enough
  bool told = false;      ///< CHANGELOG.md of the second has an entry for its version
  std::vector<FileText> files;
};

/// A package as a person names it for looking at: a folder or an archive by its path, else NAME or NAME@RANGE
/// of a registry. Errors: those of read_candidate and of Market::take; NotFound, E-PACKAGE-NOT-FOUND.
[[nodiscard]] Result<package::Candidate> named_package(const Project& project, const std::string& named);

/// Errors: those of named_package and package::compare.
[[nodiscard]] Result<PackageDifference> compare_packages(const Project& project, const std::string& before,
                                                         const std::string& after);

/// `before` and `after` are versions of one package.
[[nodiscard]] Result<PackageDifference> compare_packages(const package::Package& before,
                                                         const package::Package& after);

/// `package` beside the newest published release before it, of which it must be a fit successor. Nothing when
/// there is none, or when its own version is published already. Errors: those of the store, package::unpack
/// and package::compare.
[[nodiscard]] Result<std::optional<PackageDifference>> compare_with_published(
    const registry::Store& store, const package::Package& package);

}  // namespace agentops::actions
