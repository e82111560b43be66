#pragma once

/// Packages from registries: which versions go together, and their files.
///
///   wanted customer-service ^1, which needs core ^2; core 2.0.0 is installed, 2.1.0 is published
///   -> customer-service 1.2.0; core stays at 2.0.0
///
/// What is installed stays at its version where that can be; folders and archives that are given take part
/// with the version that they have. A name is looked up in the registries in their order, and only the first
/// that has it counts: a later one never offers a newer version of it. Versions that were withdrawn are taken
/// only where agentops.lock has them.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "actions/project.h"
#include "models/lock.h"
#include "models/manifest.h"
#include "package/install.h"

namespace agentops::actions {

/// A dependency that lies beside what is given; nothing when there is none.
using FindBeside = std::function<Result<std::optional<package::Candidate>>(const Dependency& dependency)>;

struct FetchOrder {
  std::vector<Dependency> wanted;         ///< by name
  std::vector<package::Candidate> given;  ///< folders and archives
  bool renew = false;                     ///< what is installed moves to newer versions as well
};

struct Fetched {
  std::vector<package::Candidate> candidates;  ///< what was asked for, and what has to move because of it
  std::map<std::string, package::Candidate, std::less<>> needed;  ///< what those need
  std::vector<std::string> notes;  ///< new names that look like others; safe to print
};

/// Errors: NotFound, E-PACKAGE-NOT-FOUND, with the nearest name; NotFound, E-NO-SOLUTION, with the proof;
/// Unsafe, E-VERSION-CHANGED, when a registry gives other bytes for a version that is installed; those of the
/// store.
[[nodiscard]] Result<Fetched> fetch(const Project& project, const Lock& lock, const FetchOrder& order,
                                    const FindBeside& beside);

/// The packages that agentops.lock names and packages/ lacks, as they were: for `package install` without
/// names. Errors as fetch.
[[nodiscard]] Result<Fetched> fetch_locked(const Project& project, const Lock& lock);

}  // namespace agentops::actions
