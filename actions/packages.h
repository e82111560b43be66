#pragma once

/// The life of packages on this machine: validate, build, install, list, uninstall, from folders and files.
///
/// A project's packages lie in packages/NAME as published; what agents read is deployed from there, and
/// agentops.lock is the ledger of both. Each command changes everything or nothing.

#include <optional>
#include <string>
#include <vector>

#include "actions/package_change.h"
#include "actions/package_files.h"
#include "actions/project.h"
#include "package/deploy.h"
#include "package/install.h"
#include "text/version.h"

namespace agentops::actions {

/// Errors: NotFound when there is no such folder.
[[nodiscard]] Result<Validation> validate_package(const std::string& folder, bool strict);

/// Writes into the package's package.yaml what it does not list, unless in a dry run; which files these are.
/// Errors: those of package::list_files and of writing.
[[nodiscard]] Result<std::vector<std::string>> list_unlisted(const std::string& folder, bool dry_run);

struct BuildRequest {
  std::string folder;
  std::string out = ".";   ///< folder for the archive
  bool list_only = false;  ///< write nothing
};

struct Built {
  std::string file;  ///< path of the archive
  std::vector<std::string> members;
  std::size_t bytes = 0;
  std::string sha256;
  bool unchanged = false;  ///< the same archive was there already
};

/// Errors: Invalid (E-BUILD-INVALID) when validation has errors; Conflict when another archive of that name
/// is in the way.
[[nodiscard]] Result<Built> build_package(const BuildRequest& request);

/// "generic", "claude"; nothing for "". Errors: Usage, E-USAGE, for what is no target.
[[nodiscard]] Result<std::optional<package::Target>> read_target(const std::string& name);

struct InstallOrder {
  /// NAME or NAME@RANGE of a registry; a folder or an archive when it holds '/', ends in .tar.gz, or is "."
  /// or "..". Nothing: what agentops.lock names and is not here.
  std::vector<std::string> from;
  std::optional<package::Target> target;  ///< nothing: where each was before, else the generic folders
  bool locked = false;                    ///< refused when agentops.lock would change
  bool dry_run = false;
};

/// Errors: those of reading, of fetch.h and of package::plan_install; Conflict, E-LOCKED.
[[nodiscard]] Result<package::Proposal> install_packages(const Project& project, const InstallOrder& order);

struct UpdateOrder {
  std::vector<std::string> names;  ///< nothing: all that were asked for and came from a registry
  bool major = false;              ///< to versions that may break
  bool locked = false;             ///< refused when agentops.lock would change
  bool dry_run = false;
};

/// Moves packages to newer versions, and what they need with them. Errors: NotFound, E-NOT-INSTALLED;
/// Conflict, E-LOCKED; those of fetch.h.
[[nodiscard]] Result<package::Proposal> update_packages(const Project& project, const UpdateOrder& order);

[[nodiscard]] Result<package::Proposal> uninstall_packages(const Project& project,
                                                           const std::vector<std::string>& names,
                                                           bool dry_run);

}  // namespace agentops::actions
