#pragma once

/// What a user's machine remembers of registries, whoever's project names them: what they showed, so that no
/// version becomes another, and of servers what was fetched.
///
/// What was seen lies in the user's state folder, what was fetched in his cache folder; both are sealed
/// (decision 8).

#include "actions/project.h"
#include "actions/settings.h"
#include "registry/memory.h"

namespace agentops::actions {

/// Of a folder nothing is fetched: it is there, also offline.
[[nodiscard]] registry::Memory memory_of(const Project& project, const RegistrySetting& setting);

/// What was seen at this registry counts no longer: the user adds it anew.
void forget_registry(const Project& project, const RegistrySetting& setting);

}  // namespace agentops::actions
