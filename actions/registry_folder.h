#pragma once

/// A registry that is a folder on this machine: read, and changed by one process at a time, wholly or not at
/// all.

#include <functional>
#include <string>

#include "actions/project.h"
#include "disk/folder.h"
#include "registry/store.h"

namespace agentops::actions {

/// The folder of a registry whose address is a path, relative to the project or absolute, or file:///path.
/// Errors: NotFound, E-REGISTRY-FOLDER; Usage for an address of another kind.
[[nodiscard]] Result<disk::Folder> open_registry_folder(const Project& project,
                                                        const RegistrySetting& setting);

/// The same folder's path, whole; "" for an address of another kind.
[[nodiscard]] std::string registry_path(const Project& project, const RegistrySetting& setting);

/// Its files. `folder` must outlive it.
[[nodiscard]] registry::ReadFile reader_of(const disk::Folder& folder);

/// What a change would write, given what is there.
using PlanPublication = std::function<Result<registry::Publication>(const registry::ReadFile& read)>;

/// Plans and writes under the registry's lock, so that two publishers never write from the same state. True
/// when anything changed. Errors: those of open_registry_folder, of `plan` and of disk::apply.
[[nodiscard]] Result<bool> change_registry(const Project& project, const RegistrySetting& setting,
                                           bool dry_run, const PlanPublication& plan);

}  // namespace agentops::actions
