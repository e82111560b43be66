#pragma once

/// Which packages a project should have: those that come and those that are there already.
///
///   given support (needs core ^0.1.0), core lies beside, base is installed
///   -> arriving: support (asked for), core (needed by support ^0.1.0); carried: base

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/lock.h"
#include "models/result.h"
#include "package/install.h"

namespace agentops::package {

/// A package that there should be, and what the lock will say about it.
struct Member {
  Package package;
  LockedPackage locked;
  bool in_place = false;  ///< packages/NAME is the user's own folder
  bool carried = false;   ///< there before, and not asked for now
  std::string needed_by;  ///< "support ^0.1.0", when it came as a dependency
  StepKind step = StepKind::Installed;
};

using Members = std::map<std::string, Member, std::less<>>;  ///< by name

using Names = std::set<std::string, std::less<>>;

/// A failure that a person has to settle; `path` names the file, when it is about one.
[[nodiscard]] Error conflict(std::string code, std::string message, std::string hint, std::string path = "");

/// Whether the ledger holds the pristine copy of this package; otherwise packages/NAME is the user's.
[[nodiscard]] bool owns_folder(const Lock& lock, std::string_view name);

/// The candidates and what they need that is neither installed nor given, as found beside. Errors: Conflict,
/// E-INSTALL-TWICE, E-INSTALL-TAKEN where packages/NAME is the user's and differs; E-DEPENDENCY-...
[[nodiscard]] Result<Members> arriving_members(const InstallRequest& request, const Project& project);

/// The installed packages but `without`, as their folders are now. A folder that was changed is noted.
/// Errors: those of read_package and of Project::read_folder; Conflict, E-INSTALL-CHANGED, for one that is
/// gone or holds another package.
[[nodiscard]] Result<Members> carried_members(const Project& project, const Names& without,
                                              std::vector<std::string>& notes);

/// Every dependency of every member is a member, of a version in range. Errors: NotFound,
/// E-DEPENDENCY-MISSING; Conflict, E-DEPENDENCY-VERSION.
[[nodiscard]] Status check_dependencies(const Members& members);

}  // namespace agentops::package
