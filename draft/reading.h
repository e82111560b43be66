#pragma once

/// The items of one package with their texts at hand: what all of its documents are written from.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "draft/layout.h"
#include "draft/links.h"
#include "text/edits.h"

namespace agentops::draft {

struct ReadItem {
  const PlacedItem* placed = nullptr;
  Document document;              ///< its spans point into the source file
  std::string source;             ///< the item's own bytes: its whole file, or its part of it
  Span extent;                    ///< where `source` stands in the file
  std::vector<Edit> edits;        ///< of `source`, for links
  std::vector<Edit> lifted = {};  ///< of `source`, for settings; apart from `edits`
  std::vector<LostLink> lost;

  [[nodiscard]] const Item& item() const { return *placed->item; }

  /// The text as it is drafted.
  [[nodiscard]] std::string text() const;

  /// The text as it is drafted when nothing is lifted out of it.
  [[nodiscard]] std::string text_as_written() const { return text::edited(source, edits); }

  /// The line of the drafted file that was `line` of the source file.
  [[nodiscard]] std::uint32_t drafted_line(std::uint32_t line) const {
    return placed->is_part() && line >= item().line ? line - item().line + 1 : line;
  }

  /// The bytes under a span of the document; empty when it does not lie in this item.
  [[nodiscard]] std::string_view at(Span span) const;
};

/// Reads the items of a package, in the order of their paths.
[[nodiscard]] Result<std::vector<ReadItem>> read_items(const DraftInput& input, const Layout& layout,
                                                       std::size_t package);

}  // namespace agentops::draft
