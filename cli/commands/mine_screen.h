#pragma once

/// What `agentops mine` prints for people: what was written, what decisions changed, the domains with what
/// belongs together, and the doubts.

#include <string>
#include <vector>

#include "actions/mine.h"
#include "cli/session.h"

namespace agentops::cli {

void print_mined(Session& session, const std::string& root, const actions::Mined& mined);

/// The patterns that go to the base package.
[[nodiscard]] std::vector<const Pattern*> generic_patterns(const Mining& mining);

}  // namespace agentops::cli
