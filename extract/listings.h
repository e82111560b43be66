#pragma once

/// Other items that a frontmatter lists by name.
///
///   "skills: [pdf-fill, xlsx]"  ->  Listing "pdf-fill", Listing "xlsx", both wanted as skills
///
/// One pass over the few keys that list such; spans are exactly the bytes that a rewrite replaces.

#include <string_view>
#include <vector>

#include "extract/lines.h"
#include "models/document.h"

namespace agentops::extract {

/// The names under `skills`, `agents`, `handoffs`, `dependencies` and the like, key by key.
[[nodiscard]] std::vector<Mention> listings_in(std::string_view text, const Document& document,
                                               const Lines& lines);

}  // namespace agentops::extract
