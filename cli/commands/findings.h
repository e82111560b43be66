#pragma once

/// Findings on a screen: rows under their rule, capped, each rule ending in what mends it.

#include <string>
#include <string_view>
#include <vector>

#include "cli/session.h"
#include "models/rule.h"

namespace agentops::cli {

/// "note", "warning", "error"
[[nodiscard]] std::string_view level_name(Severity severity);

/// Prints findings that are sorted by severity and rule:
///
///   agents/a.md:3:14  warning  AO101  frontmatter is not YAML
///      agentops check --fix AO101
///
/// Of each rule the first 20 (of notes 5), then how many more there are. `root` is the folder as it was
/// typed.
void print_findings(Session& session, const std::string& root, const std::vector<KnownFinding>& findings);

/// How many errors, warnings and notes: "2 errors, 1 warning, 0 notes".
[[nodiscard]] std::string count_of(const std::vector<KnownFinding>& findings);

}  // namespace agentops::cli
