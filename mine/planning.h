#pragma once

/// Between the plan that people edit and the mining that obeys it.
///
///   settle(plan, items)             what the lines of the plan say about the items that exist now
///   plan_of(mining, settled, ...)   the plan for the next round: decisions, notes and order kept,
///   suggestions renewed
///
/// A line that stands under another heading than the one under which the program wrote it (PlanLine::home)
/// was moved by a person, and moving is deciding. Paths win over ids; an id that several items share decides
/// nothing. Both functions are pure: the same plan and items give the same plan back, and plan_of after
/// settle of its own output changes nothing.

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "models/domain.h"
#include "models/item.h"
#include "models/plan.h"

namespace agentops::mine {

/// The home of a line under [unsorted], and the id of the base package's heading.
inline constexpr std::string_view unsorted_home = "unsorted";
inline constexpr std::string_view core_id = "d0";

/// A line of the old plan that found its item.
struct SettledLine {
  PlanLine line;  ///< `path` is the item's key now, `id` its id now
  bool decided = false;
  bool moved = false;    ///< decided since the program last wrote the plan
  bool changed = false;  ///< decided, and the text has changed since
};

struct SettledHeading {
  PlanHeading heading;  ///< without its lines; several headings of one name are one
  std::vector<SettledLine> lines;
};

/// What a plan says about the items that exist.
struct Settled {
  std::vector<SettledHeading> headings;
  std::vector<PlanRule> rules;
  std::vector<std::string> closing_notes;
  std::vector<PlanLine> gone;  ///< lines without an item; decided ones stay in the plan: it may come back
  std::set<std::string> core;      ///< items, and names of patterns, that the user put into the base package
  std::set<std::string> dropped;   ///< keys that the user dropped
  std::set<std::string> unsorted;  ///< keys that the user put under [unsorted], or that came back there
  std::set<std::string> vanished;  ///< keys whose line was deleted since the previous plan
  std::set<std::string> known;     ///< keys that have a line
  unsigned moves = 0, renames = 0, merges = 0;  ///< counted against the previous plan where there is one
};

/// Reads `plan` against the items; `previous` is the plan as the program last wrote it, when it is still
/// there.
[[nodiscard]] Settled settle(const Plan& plan, std::span<const Item> items,
                             const std::optional<Plan>& previous = std::nullopt);

/// The plan itself, with each line's path and id as the items have them now: nothing else is different.
[[nodiscard]] Plan plan_as_settled(const Settled& settled);

/// The decisions as mining wants them.
[[nodiscard]] Constraints constraints_of(const Settled& settled);

/// True when the item is to be grouped: of a kind that is, and neither dropped nor unsorted by the user.
[[nodiscard]] bool is_grouped(const Item& item, const Settled& settled);

/// How a plan differs from the one before, for people.
struct PlanChanges {
  struct Move {
    std::string key, from, to;  ///< names of domains; "" is [unsorted]
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
