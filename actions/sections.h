#pragma once

/// Sections that were copied from item to item, between items that are no copies as a whole.
///
///   "Escalation" stands word for word in four agents that are otherwise different
///   -> SameBody: agents/a.md:14, agents/c.md:9, ...

#include <cstdint>
#include <vector>

#include "actions/copies.h"
#include "models/family.h"

namespace agentops::actions {

inline constexpr std::size_t fewest_section_words = 40;

/// Sections below a heading of that many words or more, with the deeper ones inside. One inside another that
/// stands in the same items is not told again. Those that cost the most tokens come first, then by their
/// first place. `families`: the copies among the items (families_in).
[[nodiscard]] Result<std::vector<SectionFamily>> sections_in(const Project& project, const Scanned& scanned,
                                                             const std::vector<Family>& families,
                                                             const CopiesRequest& request);

struct RepeatedSections {
  Scanned scanned;
  std::vector<SectionFamily> families;
};

[[nodiscard]] Result<RepeatedSections> repeated_sections(const Project& project,
                                                         const CopiesRequest& request);

/// Estimated tokens of all members but the first.
[[nodiscard]] std::uint64_t extra_tokens(const SectionFamily& family);

}  // namespace agentops::actions
