#pragma once

/// The plan for the next round: decisions, notes and order kept, suggestions renewed.
///
///   mining found legacy/drift.md in d3, the user had moved it to d5  ->  "= agent 77be901 legacy/drift.md"
///   under d5
///
/// Pure: the same mining and decisions give the same plan back, and plan_of after settle of its own output
/// changes nothing.

#include <span>
#include <string>
#include <vector>

#include "mine/settle.h"
#include "models/domain.h"
#include "models/item.h"
#include "models/plan.h"

namespace agentops::mine {

/// How a plan differs from the one before, for people.
struct PlanChanges {
  struct Move {
    std::string key, from, to;  ///< names of domains; "" is [unsorted]
    double score = 0;           ///< as in Member
    std::string teacher;        ///< key of the item moved by the user because of which it moved; empty: none
    double likeness = 0;        ///< to the teacher
  };
  std::vector<Move> moved;              ///< suggestions that the program changed
  std::vector<Move> added;              ///< new items, `from` is empty
  std::vector<std::string> look_again;  ///< decided items whose text has changed
  std::vector<std::string> gone;        ///< items that exist no more
  std::vector<std::string> returned;    ///< lines that were deleted and came back under [unsorted]
};

struct Planned {
  Plan plan;
  PlanChanges changes;
};

/// The plan for `mining`, which was made with constraints_of(settled) over the grouped items among `items`.
[[nodiscard]] Planned plan_of(const Mining& mining, std::span<const Item> items, const Settled& settled);

}  // namespace agentops::mine
