#pragma once

/// Whether the packages of a project are as they should be, told without planning.
///
/// A plan that finds nothing to do is a function of the files that it looked at. What they were is kept in
/// the state folder; while each of them is as it was, and nothing has come to lie where nothing lay, there is
/// still nothing to do. A file is known by its size, inode and times; one that changed about when it was
/// looked at, by its bytes.
///
///   install; is_settled() -> true; touch agents/refund.md; is_settled() -> true, its bytes are the same;
///   echo >> packages/core.local.yaml; is_settled() -> false

#include "actions/project.h"
#include "models/lock.h"
#include "package/install.h"

namespace agentops::actions {

/// What a plan comes to that finds nothing to do and has nothing to tell.
[[nodiscard]] package::Proposal nothing_to_do(const Lock& lock);

/// Whether planning to install what agentops.lock names would come to nothing_to_do. False where that is not
/// known.
[[nodiscard]] bool is_settled(const Project& project);

/// Makes that plan, and keeps what it looked at if it comes to nothing_to_do. For is_settled() from then on.
void settle(const Project& project, const Lock& lock);

}  // namespace agentops::actions
