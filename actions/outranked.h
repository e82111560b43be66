#pragma once

/// Search as a test: which items are not the first that is found by their own description.
///
///   agents/tests.md "Helps with tests"  ->  outranked by agents/load-tests.md "Write tests for ..."

#include <vector>

#include "check/rule.h"
#include "index/search.h"
#include "models/item.h"

namespace agentops::actions {

/// Of the items that assistants choose by a description which their author wrote: agents, skills, commands,
/// workflows and prompts. Each is compared with those of its kind; a copy with the same body does not count,
/// nor does one whose own name and description speak of less than half of what the description says. `items`
/// are those of the index, sorted by key. One search for each.
[[nodiscard]] Result<std::vector<check::Outranked>> outranked_items(index::Searcher& searcher,
                                                                    const std::vector<Item>& items);

}  // namespace agentops::actions
