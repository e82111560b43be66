#pragma once

/// Rules that a package's items already keep, proposed as gates that are still off: sections that they share,
/// lines of check-lists, and what they say one MUST or NEVER do.
///
///   "Before you act" stands in 4 of 5 items
///   -> require_section: "Before you act"   # kept by 4 of 5: agents/a.md:14, ...; not by agents/e.md

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "draft/reading.h"

namespace agentops::draft {

struct ProposedRule {
  std::string id;       ///< "before_you_act"
  std::string paths;    ///< which items: "agents/*.md"; empty: all
  std::string section;  ///< its title; empty: `text` is required
  std::string text;
  std::vector<Place> sources;      ///< where it is kept, one place an item, sorted by path
  std::vector<std::string> lacks;  ///< paths of the items that it speaks of and that do not keep it

  friend bool operator==(const ProposedRule&, const ProposedRule&) = default;
};

/// What `share` of all items (documents aside), or of those of one folder, and three at least, have in
/// common. Most kept first; of each scope five sections, three lines of check-lists and five orders at most.
[[nodiscard]] std::vector<ProposedRule> propose_rules(std::span<const ReadItem> items, double share);

/// config/validation-rules.yaml, as package/validations reads it.
[[nodiscard]] std::string rules_text(std::span<const ProposedRule> rules);

}  // namespace agentops::draft
