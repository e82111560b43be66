#pragma once

/// .draft/provenance.yaml: where each file of a package came from, so that people and later commands can
/// trace it.
///
///   agents/refund-agent.md:
///     from: before/refund-agent.md
///     kind: agent
///     sha256: 9c1e...
///
/// Files of the items that no package may hold are named at the end, with the reason.

#include <string>
#include <vector>

#include "draft/draft.h"

namespace agentops::draft {

inline constexpr std::string_view provenance_path = ".draft/provenance.yaml";

/// One block of lines for each file with a source, sorted by path, so that git merges it. Files that the
/// program wrote are not in it.
[[nodiscard]] std::string provenance_text(const std::vector<DraftedFile>& files,
                                          const std::vector<LeftOut>& left_out);

}  // namespace agentops::draft
