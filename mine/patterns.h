#pragma once

/// Sections that recur in several items: word for word, by their outline, or by their role.
///
///   "## Laws\nBe brief, and say what you did not do." in three agents  ->  "laws", a Section with three uses
///
/// A reworded section is found by its outline (equal sub-headings, or list items that begin with the same
/// bold words), or by what its heading says it is for. What recurs only inside another pattern is not named
/// again, and copies of a whole file count once.

#include <span>
#include <string>
#include <vector>

#include "models/corpus.h"
#include "models/pattern.h"

namespace agentops::mine {

struct PatternOptions {
  unsigned min_uses = 3;              ///< different items
  unsigned min_words = 8;             ///< of a text; an outline has no least number
  unsigned generic_from_domains = 3;  ///< in so many domains a pattern is generic
};

/// `domain[i]` is the id of row i's domain, empty when it has none; `original` as originals_of gives it.
/// Without ids, stages and bits: see mine/pattern_ranks.h.
[[nodiscard]] std::vector<Pattern> patterns_of(const Corpus& corpus, std::span<const std::string> domain,
                                               std::span<const std::uint32_t> original,
                                               const PatternOptions& options);

}  // namespace agentops::mine
