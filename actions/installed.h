#pragma once

/// Questions about the packages that a project has: agentops.lock answers, the registries and the disk are
/// asked where it cannot.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "actions/project.h"
#include "models/lock.h"
#include "models/manifest.h"

namespace agentops::actions {

enum class FileState : std::uint8_t { Intact, Changed, Missing };

/// A file of the ledger as it is now.
struct VerifiedFile {
  std::string path;
  std::vector<std::string> owners;
  bool pristine = false;  ///< of packages/NAME, which nobody should edit; otherwise deployed from there
  FileState state = FileState::Intact;
};

/// Every file of the ledger, hashed again; sorted by path.
[[nodiscard]] Result<std::vector<VerifiedFile>> verify(const Project& project);

/// An installed package, and what the project makes of it.
struct InstalledPackage {
  LockedPackage locked;
  std::vector<std::pair<std::string, std::size_t>> items;  ///< "agents" 4, as its folder has them
  std::size_t overrides = 0;  ///< lines of packages/NAME.local.yaml that count, disabled items among them
  std::vector<std::string> modified;  ///< deployed files that somebody edited, sorted
};

/// What agentops.lock names, in the order in which it came; what came on one day by name.
[[nodiscard]] Result<std::vector<LockedPackage>> list_installed(const Project& project);

/// The same, looked at. Errors: those of list_installed, and of reading a package's folder and its overrides.
[[nodiscard]] Result<std::vector<InstalledPackage>> inspect_installed(const Project& project);

/// Which packages put this file here. Errors: NotFound, E-NOT-OURS.
[[nodiscard]] Result<std::vector<LockedPackage>> owners_of(const Project& project, const std::string& path);

/// One line of the tree of packages.
struct TreeLine {
  unsigned depth = 0;  ///< 0: asked for
  std::string name;
  Version version;
  std::string range;      ///< in which the one above needs it; empty at depth 0
  bool repeated = false;  ///< shown above with what it needs
};

/// What was asked for, by name, each with what it needs below it.
[[nodiscard]] std::vector<TreeLine> dependency_tree(const Lock& lock);

/// The ways from what was asked for to `name`, each from top to bottom: {"support", "core"}. At most `most`,
/// shortest first. Errors: NotFound, E-NOT-INSTALLED.
[[nodiscard]] Result<std::vector<std::vector<std::string>>> reasons_for(const Lock& lock,
                                                                        const std::string& name,
                                                                        std::size_t most = 10);

struct Outdated {
  std::string name;
  Version installed;
  std::optional<Version> compatible;  ///< the newest that breaks nothing; none: it is installed
  std::optional<Version> newest;      ///< of all; none: it is installed
};

/// Installed packages of which a registry has newer versions. Errors: those of the store.
[[nodiscard]] Result<std::vector<Outdated>> outdated(const Project& project, const Lock& lock);

/// A package as it is installed, or as a registry offers it.
struct PackageCard {
  Manifest manifest;
  std::optional<LockedPackage> installed;
  std::string registry;            ///< which has it; empty: none
  std::vector<Version> published;  ///< newest first, without withdrawn ones
};

/// `name` may carry a range, NAME@RANGE, for a version that is not installed. Errors: NotFound,
/// E-PACKAGE-NOT-FOUND; those of the store.
[[nodiscard]] Result<PackageCard> package_card(const Project& project, const std::string& name);

}  // namespace agentops::actions
