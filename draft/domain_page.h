#pragma once

/// docs/domain.md: the bounded context of a package on one page, from its items: entities, operations,
/// patterns and language, each with where it stands, and a first sentence for its owner to complete.

#include "draft/page.h"
#include "draft/portrait.h"

namespace agentops::draft {

/// `mining` lends the patterns that stand in the items.
[[nodiscard]] Page domain_page(const Portrait& portrait, const Mining& mining);

}  // namespace agentops::draft
