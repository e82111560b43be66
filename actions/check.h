#pragma once

/// Looks for what is wrong in a folder, mends what has one clear mending, and remembers what is known.
///
///   check_folder(project, {.fix = true})  ->  AO101 in agents/a.md mended; one AO304 left

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/project.h"
#include "actions/scan.h"
#include "models/rule.h"

namespace agentops::actions {

inline constexpr std::string_view baseline_file = "agentops.baseline.json";  ///< in the root

struct CheckRequest {
  ScanOptions scan;
  std::vector<std::string> only;         ///< ids of rules or their beginnings; empty: every rule
  std::optional<unsigned> token_budget;  ///< instead of that of the settings
  bool fix = false;                      ///< make the edits of findings
  bool dry_run = false;                  ///< say what fix would do, and write nothing
  bool compare = false;                  ///< with a baseline
  bool write_baseline = false;           ///< of what is found now
  std::string baseline;                  ///< its file, as a person typed it; empty: baseline_file in the root
};

/// A file that was mended, or would be.
struct MendedFile {
  std::string path;
  std::vector<Finding> findings;  ///< whose edits were made
  std::string before, after;      ///< its bytes
};

struct CheckedFolder {
  Scanned scanned;                     ///< as it is after mending
  std::vector<KnownFinding> findings;  ///< what is left: worst first, by rule, path and place
  std::vector<MendedFile> mended;      ///< by path
  std::vector<std::string> unmended;   ///< "AO101 agents/a.md:3": edits that would overlap others; run again
  std::string baseline_written;        ///< its path; empty: none
};

/// Only files with edits change, all of them or none; everything else stays. Errors: Usage for an unknown
/// rule, Unreadable or Invalid for the baseline, those of writing.
[[nodiscard]] Result<CheckedFolder> check_folder(const Project& project, const CheckRequest& request);

/// Every rule's card, ascending by id.
[[nodiscard]] std::vector<RuleCard> rule_cards();

/// The card of the rule with this id in any case of letters. NotFound, with the nearest id.
[[nodiscard]] Result<RuleCard> rule_card(const std::string& id);

/// What other programs read.
enum class FindingsFormat : std::uint8_t { Sarif, Github, Markdown };

/// `findings` of a folder that the reader of the report knows as `folder`.
[[nodiscard]] std::string print_findings(const std::vector<KnownFinding>& findings, FindingsFormat format,
                                         const std::string& folder, const std::string& version,
                                         std::size_t items);

}  // namespace agentops::actions
