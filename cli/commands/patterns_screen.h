#pragma once

/// What `agentops patterns` prints for people: the list, one pattern with its slots and values, and the
/// proof.

#include <string>

#include "actions/patterns.h"
#include "cli/session.h"

namespace agentops::cli {

void print_patterns(Session& session, const actions::FoundPatterns& found);

/// A template with its slots in colour and a table of their values, a section with what its `texts` have in
/// common and where they differ; then the places.
void print_pattern(Session& session, const std::string& root, const Pattern& pattern,
                   const actions::SectionTexts& texts);

void print_proof(Session& session, const std::string& root, const actions::Proof& proof);

}  // namespace agentops::cli
