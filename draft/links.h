#pragma once

/// Keeps what resolved resolving: the links of an item, rewritten for the place where it lies in its package.
///
///   agents/refund.md: "see [the guide](../docs/guide.md#top)"  ->  "see [the guide](../rules/guide.md#top)"
///   `agents/lead.md` in prose                                  ->  `agents/team-lead.md`
///
/// Links and imports are written relative to the file that holds them, as Markdown wants it; a path in prose
/// is written from the package's root, unless it leaves the package or was relative before. Only the bytes of
/// a target change. Names in prose and everything inside code blocks stay.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "draft/layout.h"
#include "models/finding.h"

namespace agentops::draft {

/// The path from the folder of `from` to `to`, both '/'-separated and relative to the same root.
///   "a/agents/x.md", "a/rules/y.md" -> "../rules/y.md"
[[nodiscard]] std::string relative_path(std::string_view from, std::string_view to);

/// The edits for an item of package `package`; `bytes` is its source file. Ascending.
[[nodiscard]] std::vector<Edit> link_edits(const Layout& layout, std::size_t package,
                                           const PlacedItem& placed, std::string_view bytes);

/// A link that resolved in the folder and leads to nothing in the packages, because its item is in none.
struct LostLink {
  std::uint32_t line = 0;  ///< in the source file
  std::string target;      ///< as written
  std::string to;          ///< key of the item, or path

  friend bool operator==(const LostLink&, const LostLink&) = default;
};

/// In order of line, target.
[[nodiscard]] std::vector<LostLink> lost_links(const Layout& layout, std::size_t package,
                                               const PlacedItem& placed);

/// For each package what it needs of others: index of the other package -> names of what is used there,
/// sorted.
using Needs = std::vector<std::map<std::size_t, std::set<std::string>>>;
[[nodiscard]] Needs needs_of(const Layout& layout, const Inventory& inventory);

}  // namespace agentops::draft
