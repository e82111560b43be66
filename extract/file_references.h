#pragma once

/// Mentions of files, looked up: links, imports, and paths that are written, listed or drawn.
///
///   "[x](a.md#top)" in docs/more.md  ->  linked: "docs/a.md"
///
/// Pure: one or a few lookups each.

#include <string>

#include "extract/reference_tables.h"
#include "models/item.h"

namespace agentops::extract {

/// What a mention turned out to be: a key or path, nothing to say, or something that should be there and is
/// not.
struct Answer {
  std::string to;
  bool claimed = false;  ///< meant an item or a file; with an empty `to`: dead
  bool several = false;  ///< items have the name, equally near: neither a reference nor dead

  [[nodiscard]] bool is_found() const { return claimed || several; }
};

[[nodiscard]] inline Answer dead_if(bool claimed) { return {.to = {}, .claimed = claimed}; }

[[nodiscard]] Answer linked(const ReferenceTables& tables, const Item& item, const Mention& mention);
[[nodiscard]] Answer imported(const ReferenceTables& tables, const Item& item, const Mention& mention);

/// `draws_files`: of what the item lists or draws at least one file is there.
[[nodiscard]] Answer written_path(const ReferenceTables& tables, const Item& item, const Mention& mention,
                                  bool draws_files);

}  // namespace agentops::extract
