#pragma once

/// patterns/NAME.md: a pattern in the outline Problem, Context, Forces, Solution,
/// Implementation, Consequences, Related patterns, Known uses, Evidence. What stands in the items is filled
/// in; what nobody wrote down is a blank.

#include <string>
#include <vector>

#include "draft/layout.h"
#include "draft/page.h"

namespace agentops::draft {

/// A text in which a pattern stands, and who has it.
struct UsedText {
  const Use* use = nullptr;
  std::string text;  ///< the bytes under the use
  std::string item;  ///< name of the item
  Kind kind = Kind::Other;
  std::string package;  ///< empty: in none
  std::string place;    ///< "agents/refund.md:12" in its package, or in the folder when it is in none

  friend bool operator==(const UsedText&, const UsedText&) = default;
};

/// The lines that at least half of the texts have, in the order of the most usual wording; what stands
/// between them and differs is one line "[...]".
[[nodiscard]] std::string common_text(const std::vector<UsedText>& uses);

/// `related` are names of patterns that stand in the same items.
[[nodiscard]] Page pattern_page(const PlacedPattern& placed, const std::vector<UsedText>& uses,
                                const std::vector<std::string>& related);

/// Reads the texts of the uses; those whose item is gone are left out.
[[nodiscard]] Result<std::vector<UsedText>> read_uses(const DraftInput& input, const Layout& layout,
                                                      const Pattern& pattern);

/// Names of the other patterns of a package that stand in at least half of the same items.
[[nodiscard]] std::vector<std::string> related_patterns(const PackageLayout& package, const Pattern& pattern);

}  // namespace agentops::draft
