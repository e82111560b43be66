#pragma once

/// What was noticed in one file becomes findings: a line and a column for each place, and a fingerprint.
///
///   {AO302, span 120..126} in "...\nThen run /close.\n"  ->  agents/a.md:9:10, width 6

#include <string_view>
#include <vector>

#include "check/rule.h"

namespace agentops::check {

/// A finding whose place may still be a span.
struct Noticed {
  Finding finding;
  Span span;  ///< not empty: where in the file; `finding.place` gets its line and column, and `width`
};

/// The findings in the order in which they stand in the file, then by rule. A fingerprint is made of rule,
/// path, the words of the line (of the file as a whole: none) and how many alike came before, so it survives
/// lines that come and go. `bytes` are the file's; empty when it could not be read.
[[nodiscard]] std::vector<KnownFinding> place_in_file(std::vector<Noticed> noticed, std::string_view bytes);

}  // namespace agentops::check
