#pragma once

/// README.md of a draft: what the package holds, what to look at first, how its items call each other, what
/// they need.

#include "draft/page.h"
#include "draft/portrait.h"

namespace agentops::draft {

[[nodiscard]] Page readme_page(const Portrait& portrait);

}  // namespace agentops::draft
