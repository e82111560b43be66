#pragma once

/// Rules that a package's items already keep, proposed as gates that are still off.
///
///   "Before you act" stands in 4 of 4 items  ->  require_section: "Before you act"   # 4 of 4 items have it

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "draft/reading.h"

namespace agentops::draft {

struct ProposedRule {
  std::string id;       ///< "before_you_act"
  std::string paths;    ///< which items: "agents/*.md"
  std::string section;  ///< its title; empty: `text` is required
  std::string text;
  std::size_t kept = 0;  ///< by so many items
  std::size_t of = 0;    ///< of so many

  friend bool operator==(const ProposedRule&, const ProposedRule&) = default;
};

/// Sections and check-list lines that `share` of the items of a folder, and three at least, have in common.
/// Most kept first; five sections and three lines a folder at most.
[[nodiscard]] std::vector<ProposedRule> propose_rules(std::span<const ReadItem> items, double share);

/// config/validation-rules.yaml.
[[nodiscard]] std::string rules_text(std::span<const ProposedRule> rules);

}  // namespace agentops::draft
