#pragma once

/// Findings for other programs: SARIF for code scanning, annotations for GitHub Actions, Markdown for a
/// comment.
///
///   {AO101 at agents/a.md:3:14}  ->  ::warning file=agents/a.md,line=3,col=14,title=AO101 frontmatter
///   ...::...
///
/// All three hold every finding, in the order in which they are given; text from files is escaped for each
/// format.

#include <string>
#include <vector>

#include "models/rule.h"

namespace agentops::report {

struct FindingsReport {
  const std::vector<KnownFinding>& findings;  ///< those that the baseline knows are marked, or left out
  std::vector<RuleCard> rules;                ///< of all findings, ascending by id
  std::string folder;     ///< that paths lie in, as the reader of the report sees it; empty: here
  std::string version;    ///< of agentops
  std::size_t items = 0;  ///< how many were checked
};

/// SARIF 2.1.0 with what GitHub reads: rules with help, levels, regions, fingerprints. Ends in a newline.
[[nodiscard]] std::string sarif(const FindingsReport& report);

/// Workflow commands for GitHub Actions, one a line. Known findings are left out.
[[nodiscard]] std::string github_annotations(const FindingsReport& report);

/// A summary and a table. Known findings are left out.
[[nodiscard]] std::string findings_page(const FindingsReport& report);

/// "note", "warning", "error"
[[nodiscard]] std::string_view level_name(Severity severity);

/// `path` below `folder`; "." and "" are here.
[[nodiscard]] std::string path_below(const std::string& folder, const std::string& path);

}  // namespace agentops::report
