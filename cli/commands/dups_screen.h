#pragma once

/// What `agentops dups` prints for people: how many copies of each sort, then the families, drifted ones
/// first.

#include <string>

#include "actions/copies.h"
#include "cli/session.h"

namespace agentops::cli {

/// `related`: variants and parts were looked for as well.
void print_copies(Session& session, const std::string& root, const actions::Copies& copies, bool related);

}  // namespace agentops::cli
