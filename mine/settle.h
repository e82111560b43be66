#pragma once

/// What a plan says about the items that exist now: from the lines that people edit to decisions.
///
///   ". agent 77be901 legacy/drift.md # d3" under [delivery] d5  ->  legacy/drift.md is decided for delivery
///
/// A line that stands under another heading than the one under which the program wrote it (PlanLine::home)
/// was moved by a person, and moving is deciding. Paths win over ids; an id that several items share decides
/// nothing. Pure.

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/domain.h"
#include "models/item.h"
#include "models/plan.h"

namespace agentops::mine {

/// The home of a line under [unsorted], and the id of the base package's heading.
inline constexpr std::string_view unsorted_home = "unsorted";
inline constexpr std::string_view core_id = "d0";

/// Why a line stands under [unsorted] that nobody put there.
inline constexpr std::string_view came_back = "its line was deleted";

/// How the reason of a suggestion begins that follows from a decision: "like flows/close.md, which you
/// moved".
inline constexpr std::string_view taught_by = "like ";

/// True for a line about a pattern: `path` is then its name.
[[nodiscard]] inline bool is_pattern(const PlanLine& line) { return line.id.starts_with('P'); }

/// The items by their keys; they must outlive it.
using ItemsByKey = std::map<std::string_view, const Item*>;

[[nodiscard]] ItemsByKey by_key(std::span<const Item> items);

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
  Grouping grouping;  ///< as the plan remembers it
  std::vector<SettledHeading> headings;
  std::vector<PlanRule> rules;
  std::vector<std::string> closing_notes;
  std::vector<PlanLine> gone;      ///< lines without an item; decided ones stay in the plan: it may come back
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

/// Gives items the kind that their decided lines say: whoever moved or pinned an item, or called it by
/// another kind, decided that as well. Items are sorted by key.
void obey_kinds(const Plan& plan, std::vector<Item>& items);

/// True when the item is to be grouped: of a kind that is, and neither dropped nor unsorted by the user.
[[nodiscard]] bool is_grouped(const Item& item, const Settled& settled);

}  // namespace agentops::mine
