#pragma once

/// docs/getting-started.md: the first five minutes with a package, numbered, in the words of its items.

#include "draft/page.h"
#include "draft/portrait.h"

namespace agentops::draft {

[[nodiscard]] Page guide_page(const Portrait& portrait);

}  // namespace agentops::draft
