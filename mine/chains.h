#pragma once

/// Items that call one another in a row, wherever the row begins.
///
///   three workflows call "triage", which calls "fix", which calls "report"
///     ->  a Chain triage, fix, report with three uses: the callers

#include <map>
#include <span>
#include <string>
#include <vector>

#include "models/item.h"
#include "models/pattern.h"

namespace agentops::mine {

/// Chains of two links or more that begin with an item which `min_uses` others call. A chain goes on while
/// its last item calls one item alone; an item that calls more than three begins none: it is a hub, and where
/// the work goes from there is open. `items` in any
/// order, with their references looked up; `domain_of` gives the domain's id by key. Without ids and stages.
[[nodiscard]] std::vector<Pattern> chains_of(std::span<const Item> items,
                                             const std::map<std::string, std::string>& domain_of,
                                             unsigned min_uses);

}  // namespace agentops::mine
