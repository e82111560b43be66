#include "mine/settle.h"

#include <algorithm>
#include <map>
#include <utility>

#include "mine/rows.h"

namespace agentops::mine {
namespace {

/// Finds the item of a line: by its path, else by its id when that is the id of one item that has no line of
/// its own.
class LineFinder {
 public:
  LineFinder(const Plan& plan, std::span<const Item> items) : items_(by_key(items)) {
    std::set<std::string_view> listed;
    for (const PlanHeading& heading : plan.headings)
      for (const PlanLine& line : heading.lines)
        if (items_.contains(line.path)) listed.insert(line.path);
    std::map<std::string_view, std::vector<const Item*>> owners;
    for (const Item& item : items) owners[item.id].push_back(&item);
    for (const auto& [id, owning] : owners)
      if (owning.size() == 1 && !listed.contains(owning.front()->key)) strays_.emplace(id, owning.front());
  }

  /// Null when the item is gone. A moved item is given to one line only.
  const Item* find(const PlanLine& line) {
    if (const auto at = items_.find(line.path); at != items_.end()) return at->second;
    const auto stray = strays_.extract(std::string_view(line.id));
    return stray.empty() ? nullptr : stray.mapped();
  }

 private:
  ItemsByKey items_;
  std::map<std::string_view, const Item*> strays_;
};

/// The home that a line has when nobody moves it away from `heading`.
std::string home_of(const PlanHeading& heading) {
  return heading.role == HeadingRole::Unsorted ? std::string(unsorted_home) : heading.id;
}

bool was_moved(const PlanLine& line, const PlanHeading& heading) {
  if (line.mark == Mark::Decided || line.mark == Mark::Changed) return false;
  return home_of(heading).empty() || line.home != home_of(heading);
}

SettledLine settled_line(const PlanLine& line, const PlanHeading& heading, const Item* item) {
  SettledLine settled{.line = line};
  settled.moved = was_moved(line, heading);
  settled.decided = settled.moved || line.mark == Mark::Decided || line.mark == Mark::Changed;
  if (item == nullptr) return settled;
  settled.changed =
      settled.decided && (line.mark == Mark::Changed || (!settled.moved && line.id != item->id));
  settled.line.path = item->key;
  settled.line.id = item->id;
  settled.line.kind = item->kind;
  return settled;
}

/// What one heading is called: those of the same role and, for domains, the same name are one.
using HeadingName = std::pair<HeadingRole, std::string>;

HeadingName name_of(const PlanHeading& heading) {
  return {heading.role, heading.role == HeadingRole::Domain ? heading.name : ""};
}

/// Its id; the base package's is that of no domain: who renames [core] makes a domain of what stands there.
std::string id_of(const PlanHeading& heading) {
  return heading.role == HeadingRole::Domain && heading.id == core_id ? "" : heading.id;
}

/// The heading that `heading` is one with. `places` are those of `settled`.
SettledHeading& joined(Settled& settled, const PlanHeading& heading,
                       std::map<HeadingName, std::size_t>& places) {
  const auto [place, is_new] = places.try_emplace(name_of(heading), settled.headings.size());
  if (is_new) {
    SettledHeading& added = settled.headings.emplace_back(SettledHeading{.heading = heading, .lines = {}});
    added.heading.id = id_of(heading);
    added.heading.lines.clear();
    return added;
  }
  SettledHeading& same = settled.headings[place->second];
  if (heading.role == HeadingRole::Domain) {
    ++settled.merges;
    // Whoever joins two domains decides for all of their items; otherwise they would fall apart again.
    for (SettledLine& line : same.lines) line.decided = true;
  }
  if (same.heading.id.empty()) same.heading.id = id_of(heading);
  std::ranges::copy(heading.notes, std::back_inserter(same.heading.notes));
  return same;
}

void remember(Settled& settled, const SettledLine& line, HeadingRole role) {
  settled.known.insert(line.line.path);
  if (role == HeadingRole::Dropped) settled.dropped.insert(line.line.path);
  const bool placed = line.decided || line.line.reason == came_back;
  if (role == HeadingRole::Unsorted && placed) settled.unsorted.insert(line.line.path);
  if (role == HeadingRole::Core && line.decided) settled.core.insert(line.line.path);
  if (line.moved) ++settled.moves;
}

void settle_lines(Settled& settled, const PlanHeading& heading, SettledHeading& into, LineFinder& finder) {
  for (const PlanLine& line : heading.lines) {
    const bool pattern = is_pattern(line);
    const Item* item = pattern ? nullptr : finder.find(line);
    const SettledLine found = settled_line(line, into.heading, item);
    if (item == nullptr && !pattern) {
      settled.gone.push_back(line);
      if (!found.decided) continue;
    }
    into.lines.push_back(found);
    if (item != nullptr || pattern) remember(settled, found, heading.role);
  }
}

unsigned count_renames(const Plan& plan, const Plan& previous) {
  std::map<std::string_view, std::string_view> names;
  for (const PlanHeading& heading : previous.headings)
    if (!heading.id.empty()) names.emplace(heading.id, heading.name);
  return static_cast<unsigned>(std::ranges::count_if(plan.headings, [&](const PlanHeading& heading) {
    const auto before = names.find(heading.id);
    return before != names.end() && before->second != heading.name;
  }));
}

/// Where a heading's lines stand, whatever it is called.
std::pair<HeadingRole, std::string> place_of(const PlanHeading& heading) {
  return {heading.role, heading.role == HeadingRole::Domain ? heading.id : ""};
}

/// Decided lines that stood elsewhere in the previous plan: commands write moved lines as decided ones.
unsigned count_decided_moves(const Settled& settled, const Plan& previous) {
  std::map<std::string_view, std::pair<HeadingRole, std::string>> before;
  for (const PlanHeading& heading : previous.headings)
    for (const PlanLine& line : heading.lines) before.emplace(line.path, place_of(heading));
  unsigned moves = 0;
  for (const SettledHeading& heading : settled.headings)
    for (const SettledLine& line : heading.lines) {
      const auto was = before.find(line.line.path);
      if (line.decided && !line.moved && was != before.end() && was->second != place_of(heading.heading))
        ++moves;
    }
  return moves;
}

void note_vanished(Settled& settled, const Plan& previous, std::span<const Item> items) {
  const ItemsByKey exists = by_key(items);
  for (const PlanHeading& heading : previous.headings)
    for (const PlanLine& line : heading.lines)
      if (exists.contains(line.path) && !settled.known.contains(line.path))
        settled.vanished.insert(line.path);
}

}  // namespace

ItemsByKey by_key(std::span<const Item> items) {
  ItemsByKey found;
  for (const Item& item : items) found.emplace(item.key, &item);
  return found;
}

Settled settle(const Plan& plan, std::span<const Item> items, const std::optional<Plan>& previous) {
  Settled settled;
  LineFinder finder(plan, items);
  std::map<HeadingName, std::size_t> places;
  for (const PlanHeading& heading : plan.headings)
    settle_lines(settled, heading, joined(settled, heading, places), finder);
  settled.grouping = plan.grouping;
  settled.rules = plan.rules;
  settled.closing_notes = plan.closing_notes;
  if (previous) {
    settled.moves += count_decided_moves(settled, *previous);
    settled.renames = count_renames(plan, *previous);
    note_vanished(settled, *previous, items);
  }
  return settled;
}

Constraints constraints_of(const Settled& settled) {
  Constraints constraints;
  for (const SettledHeading& heading : settled.headings) {
    if (heading.heading.role != HeadingRole::Domain) continue;
    Precedent precedent{
        .id = heading.heading.id, .name = heading.heading.name, .members = {}, .pupils = {}, .decided = {}};
    for (const SettledLine& line : heading.lines) {
      if (is_pattern(line.line)) continue;
      const bool is_pupil = line.line.reason.starts_with(taught_by);
      (line.decided ? precedent.decided
       : is_pupil   ? precedent.pupils
                    : precedent.members)
          .push_back(line.line.path);
    }
    constraints.precedents.push_back(std::move(precedent));
  }
  for (const PlanRule& rule : settled.rules)
    for (std::size_t i = 1; i < rule.items.size(); ++i)
      if (rule.together)
        constraints.together.emplace_back(rule.items[i - 1], rule.items[i]);
      else
        for (std::size_t j = 0; j < i; ++j) constraints.apart.emplace_back(rule.items[j], rule.items[i]);
  return constraints;
}

void obey_kinds(const Plan& plan, std::vector<Item>& items) {
  for (const PlanHeading& heading : plan.headings)
    for (const PlanLine& line : heading.lines) {
      if (line.mark != Mark::Decided || is_pattern(line) || !is_clustered(line.kind)) continue;
      const auto item = std::ranges::lower_bound(items, line.path, {}, &Item::key);
      if (item == items.end() || item->key != line.path || item->kind == line.kind) continue;
      item->kind = line.kind;
      item->kind_from = {"plan"};
      item->kind_confidence = 1;
    }
}

bool is_grouped(const Item& item, const Settled& settled) {
  return is_clustered(item.kind) && !settled.core.contains(item.key) && !settled.dropped.contains(item.key) &&
         !settled.unsorted.contains(item.key) && !settled.vanished.contains(item.key);
}

Plan plan_as_settled(const Settled& settled) {
  Plan plan{.grouping = settled.grouping,
            .headings = {},
            .rules = settled.rules,
            .closing_notes = settled.closing_notes};
  for (const SettledHeading& before : settled.headings) {
    PlanHeading& heading = plan.headings.emplace_back(before.heading);
    for (const SettledLine& line : before.lines) heading.lines.push_back(line.line);
  }
  return plan;
}

}  // namespace agentops::mine
