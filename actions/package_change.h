#pragma once

/// Changing the packages of a project: read what there is, plan, carry out, all under the project's lock.
///
///   change_project(project, "uninstall", dry_run, [&](Lock lock) { return package::plan_uninstall(...); })

#include <functional>
#include <optional>
#include <string>

#include "actions/fetch.h"
#include "actions/project.h"
#include "models/lock.h"
#include "package/install.h"

namespace agentops::actions {

/// The project as the plans of package/install.h see it; `project` must outlive it.
[[nodiscard]] package::Project project_view(const Project& project, Lock lock, FindBeside beside);

/// For plans that bring nothing.
[[nodiscard]] Result<std::optional<package::Candidate>> nothing_beside(const Dependency& dependency);

using PackagePlan = std::function<Result<package::Proposal>(Lock lock)>;

/// Reads, plans and carries out under the lock, so that two commands never plan from the same state. A dry
/// run takes no lock and changes nothing. `purpose` is what others who wait are told.
[[nodiscard]] Result<package::Proposal> change_project(const Project& project, std::string purpose,
                                                       bool dry_run, const PackagePlan& plan);

/// agentops.lock of the project; empty when there is none.
[[nodiscard]] Result<Lock> load_lock(const Project& project);

}  // namespace agentops::actions
