#pragma once

/// From what was found to what a person is shown: patterns in the order of what they save, with ids, names
/// and stages.
///
///   300 patterns of 500 items  ->  the 40 that save most, and the others behind them

#include <string>
#include <vector>

#include "models/pattern.h"

namespace agentops::mine {

struct RankedPatterns {
  std::vector<Pattern> shown;  ///< 40, or 40 for 1,000 items
  std::vector<Pattern> more;   ///< the others
};

/// Each list with the largest saving first. Sections that have a role in common and hardly a line are never
/// shown, but among the others, and so are chains that begin as one before them does. A template that repeats
/// what a section says word for word is left out. Ids follow from content, names are unique in both lists
/// together.
[[nodiscard]] RankedPatterns ranked(std::vector<Pattern> patterns, std::size_t items,
                                    unsigned generic_from_domains);

/// How far a pattern of so many items, of so many that could have it, has come.
[[nodiscard]] PatternStage stage_of(std::uint32_t items, std::uint32_t of);

/// A name for a template from its constant words: "query-context-manager". Never empty.
[[nodiscard]] std::string name_of_parts(const std::vector<PatternPart>& parts);

}  // namespace agentops::mine
