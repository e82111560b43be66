#pragma once

/// What `agentops dups` prints for people: how many copies of each sort, then the families, drifted ones
/// first.

#include <string>

#include "actions/copies.h"
#include "actions/sections.h"
#include "cli/session.h"

namespace agentops::cli {

/// `related`: variants and parts were looked for as well.
void print_copies(Session& session, const std::string& root, const actions::Copies& copies, bool related);

/// The sections that stand in several items, those that cost the most first.
void print_sections(Session& session, const std::string& root, const actions::RepeatedSections& found);

}  // namespace agentops::cli
