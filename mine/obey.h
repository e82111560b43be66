#pragma once

/// Puts decided items where the user put them, in domains that were found without asking for decisions.
///
///   found {a b c} {d e f}, the plan had X {a b c} and Y {d e f}, the user moved f to X  ->  {a b c f} {d e}
///
/// Grouping first and obeying afterwards keeps a decision small: one moved item never drags the group that it
/// came from after it. Items that lean more to the new place of a moved neighbour than to their own domain
/// follow it; nothing else changes.

#include "mine/bonds.h"
#include "mine/graph.h"
#include "mine/leiden.h"
#include "models/corpus.h"
#include "models/domain.h"

namespace agentops::mine {

/// `constraints` without what was decided for single items: the rules `together` and `apart` alone.
[[nodiscard]] Constraints rules_of(const Constraints& constraints);

/// `found`: domain of each item, or nowhere; `bonds` holds the decisions. Domains are numbered by their first
/// items.
[[nodiscard]] Partition obeyed(const Corpus& corpus, const Graph& likeness, const Partition& found,
                               const Bonds& bonds, const Constraints& constraints);

}  // namespace agentops::mine
