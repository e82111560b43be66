#pragma once

/// What `agentops mine` prints for people: what was written, what decisions changed, the domains with what
/// belongs together, and the doubts.

#include <string>
#include <vector>

#include "actions/mine.h"
#include "cli/session.h"

namespace agentops::cli {

void print_mined(Session& session, const std::string& root, const actions::Mined& mined);

/// Which domains belong together, and what the large ones fall into; nothing when neither is known.
void print_hierarchy(Session& session, const Mining& mining);

/// ".87", or "-" for a figure that there is none of.
[[nodiscard]] std::string shown_figure(double figure);

/// The patterns that go to the base package.
[[nodiscard]] std::vector<const Pattern*> generic_patterns(const Mining& mining);

}  // namespace agentops::cli
