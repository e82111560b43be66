#pragma once

/// How one document names others: candidates, found while it is read, looked up later (extract/references.h).
///
///   "Use the `triage` agent, then /deploy-infra; see [x](a.md#top)."
///     -> Role "triage", Slash "deploy-infra", Link "a.md" with anchor "top"
///
/// Linear; spans are exactly the bytes that a rewrite replaces.

#include <string_view>
#include <vector>

#include "extract/lines.h"
#include "extract/markdown.h"
#include "models/document.h"

namespace agentops::extract {

/// The mentions of `document` in reading order, never overlapping. Its links become Link mentions; links to
/// other schemes (https:, mailto:) and bare anchors are left out.
[[nodiscard]] std::vector<Mention> find_mentions(std::string_view text, const Document& document,
                                                 const std::vector<Link>& links, const Lines& lines);

}  // namespace agentops::extract
