#pragma once

/// What becomes of the packages of a project, on a screen.
///
///   + customer-service 1.2.0   18 files   agents 4, workflows 3, patterns 3
///   done: 29 files written, 0 removed

#include <string>

#include "cli/session.h"
#include "actions/packages.h"

namespace agentops::cli {

/// A finding with its rule and what mends it, on two lines. `folder` is how the place's folder was typed.
void print_finding(Session& session, const std::string& folder, const Finding& finding);

/// The answer of `command` to a change that was made, or would be. Gives the exit code.
int print_proposal(Session& session, const std::string& command, const std::string& root,
                   const package::Proposal& proposal);

}  // namespace agentops::cli
