#pragma once

/// Installing and removing packages, as plans: what would change, what `agentops.lock` would say, and what to
/// tell. Nothing here touches a disk: the caller hands in functions that look, and applies the ChangeSet.
///
/// Two layers. `packages/NAME/` holds the package as it was published; the deployed files are rendered from
/// there into agents/, workflows/ ... and config/agentops.yaml. The lock is the ledger of both. A file that
/// is not in the ledger is the user's: never overwritten, never removed. A file in the ledger that no longer
/// has the recorded digest was edited: what is new is merged into it line by line, and no edit is lost.
///
/// A package may be installed from the very folder packages/NAME (a draft in place): then that folder is the
/// user's, is not in the ledger, and stays when the package is uninstalled. The lock's `source` says so:
/// packages/NAME.
///
/// Each plan asks for the state that the whole set of packages should have and takes the difference to what
/// is there, so installing twice changes nothing, and installing again what was half removed mends it.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/file_tree.h"
#include "models/lock.h"
#include "models/result.h"
#include "package/contents.h"
#include "package/deploy.h"
#include "package/difference.h"
#include "package/standing_validations.h"

namespace agentops::package {

/// A package that could be installed, and where it is from.
struct Candidate {
  Package package;
  std::string source;  ///< for the lock: the path as it was given, relative to the project where it lies in
                       ///< it, or a registry
  bool requested = true;  ///< asked for by name; otherwise it comes because others need it
};

/// The project as it is. Paths are relative to its root.
struct Project {
  Lock lock;
  LookAt look_at;
  std::function<Result<FileTree>(const std::string& folder)>
      read_folder;            ///< all files of packages/NAME, contents read
  ReadProjectFile read_file;  ///< for overrides and what they name
  std::function<Result<std::optional<Candidate>>(const Dependency& dependency)>
      beside;                 ///< a dependency found next to what is installed, in range where there is one
  std::string today;          ///< YYYY-MM-DD
  ReadFacts read_facts = {};  ///< for validations, which are not checked without it
  /// The same files as they were when what is there was deployed, where a plan looks at what they are about
  /// to be; nothing: `read_file`.
  ReadProjectFile read_before = {};
};

struct InstallRequest {
  std::vector<Candidate> candidates;
  std::optional<Target> target;           ///< nothing: where each was before, else the generic folders
  std::vector<std::string> changed = {};  ///< installed packages whose overrides are about to change
};

enum class StepKind : std::uint8_t { Installed, Updated, Already, Removed };

/// What becomes of one package.
struct Step {
  StepKind kind = StepKind::Installed;
  std::string name;
  Version version;
  std::string needed_by;  ///< "customer-service ^0.1.0" when it came as a dependency
  std::size_t files = 0;  ///< in the package
  std::vector<std::pair<std::string, std::size_t>> items;  ///< "agents" 4, "workflows" 3; a skill counts one

  friend bool operator==(const Step&, const Step&) = default;
};

struct Proposal {
  ChangeSet changes;               ///< packages/, deployed files and agentops.lock; ready to be applied
  std::vector<Collision> kept;     ///< files of the user that stand where one of ours would; left as they are
  std::vector<MergedFile> merged;  ///< edited files, and what was new in them
  Lock lock;                       ///< as it will be
  std::vector<Step> steps;         ///< dependencies first
  std::vector<Finding> findings;   ///< of the packages: validations, unknown keys, scripts
  std::vector<StaleOverride> stale;  ///< sorted by their place
  std::vector<std::string> notes;    ///< one line each: folders that changed since they were installed

  friend bool operator==(const Proposal&, const Proposal&) = default;
};

/// Errors: NotFound, E-DEPENDENCY-MISSING, with the folder to install
/// first; Conflict, E-DEPENDENCY-VERSION, when a range does not hold; those of deployment.
[[nodiscard]] Result<Proposal> plan_install(const InstallRequest& request, const Project& project);

/// Removes the packages of these names, and those that were only there because these needed them: exactly
/// what the ledger names and nothing else. Errors: NotFound, E-NOT-INSTALLED; Conflict, E-NEEDED, while a
/// package that stays depends on one.
[[nodiscard]] Result<Proposal> plan_uninstall(const std::vector<std::string>& names, const Project& project);

/// The packages of the project as they are now, with what it changes of them; folders that changed are noted.
/// Errors: those of read_package and read_localization; Conflict, E-INSTALL-CHANGED.
[[nodiscard]] Result<std::vector<Installed>> installed_packages(const Project& project,
                                                                std::vector<std::string>& notes);

/// The failure of a command that names a package which is not there: NotFound, E-NOT-INSTALLED, with the
/// name in `lock` that was perhaps meant.
[[nodiscard]] Error not_installed(std::string_view name, const Lock& lock);

/// "packages/NAME"
[[nodiscard]] std::string package_folder(std::string_view name);

}  // namespace agentops::package
