#include "mine/planning.h"

#include <algorithm>
#include <map>
#include <utility>

#include "mine/rows.h"

namespace agentops::mine {
namespace {

using ItemsByKey = std::map<std::string_view, const Item*>;

ItemsByKey by_key(std::span<const Item> items) {
  ItemsByKey found;
  for (const Item& item : items) found.emplace(item.key, &item);
  return found;
}

/// Why a line stands under [unsorted] that nobody put there.
constexpr std::string_view came_back = "its line was deleted";

bool is_pattern(const PlanLine& line) { return line.id.starts_with('P'); }

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

/// The heading that `heading` is one with: that of the same role and, for domains, the same name.
SettledHeading& joined(Settled& settled, const PlanHeading& heading) {
  const auto same = std::ranges::find_if(settled.headings, [&](const SettledHeading& other) {
    return other.heading.role == heading.role &&
           (heading.role != HeadingRole::Domain || other.heading.name == heading.name);
  });
  if (same == settled.headings.end()) {
    SettledHeading& added = settled.headings.emplace_back(SettledHeading{.heading = heading, .lines = {}});
    added.heading.lines.clear();
    return added;
  }
  if (heading.role == HeadingRole::Domain) {
    ++settled.merges;
    // Whoever joins two domains decides for all of their items; otherwise they would fall apart again.
    for (SettledLine& line : same->lines) line.decided = true;
  }
  if (same->heading.id.empty()) same->heading.id = heading.id;
  std::ranges::copy(heading.notes, std::back_inserter(same->heading.notes));
  return *same;
}

void remember(Settled& settled, const SettledLine& line, HeadingRole role) {
  settled.known.insert(line.line.path);
  if (role == HeadingRole::Dropped) settled.dropped.insert(line.line.path);
  const bool placed = line.decided || line.line.reason == came_back;
  if (role == HeadingRole::Unsorted && placed) settled.unsorted.insert(line.line.path);
  if (role == HeadingRole::Core && line.decided) settled.core.insert(line.line.path);
  if (line.moved) ++settled.moves;
}

void settle_lines(Settled& settled, const PlanHeading& heading, LineFinder& finder) {
  SettledHeading& into = joined(settled, heading);
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

void note_vanished(Settled& settled, const Plan& previous, std::span<const Item> items) {
  const ItemsByKey exists = by_key(items);
  for (const PlanHeading& heading : previous.headings)
    for (const PlanLine& line : heading.lines)
      if (exists.contains(line.path) && !settled.known.contains(line.path))
        settled.vanished.insert(line.path);
}

// ---------------------------------------------------------------------------------------------- the next
// plan

/// Gathers the next plan heading by heading; knows where each item stood before.
class Planner {
 public:
  Planner(const Mining& mining, std::span<const Item> items, const Settled& settled)
      : mining_(mining), items_(by_key(items)), settled_(settled) {
    for (const SettledHeading& heading : settled.headings)
      for (const SettledLine& line : heading.lines)
        before_.emplace(line.line.path, std::pair(&heading, &line));
    brings_new_ = std::ranges::any_of(items, [&](const Item& item) {
      return is_grouped(item, settled) && !settled.known.contains(item.key);
    });
  }

  Planned plan() {
    Planned planned;
    add_core(planned.plan);
    for (const Domain* domain : ordered_domains()) planned.plan.headings.push_back(domain_heading(*domain));
    keep_settled_headings(planned.plan);
    planned.plan.headings.push_back(unsorted_heading());
    planned.plan.headings.push_back(dropped_heading());
    planned.plan.rules = settled_.rules;
    planned.plan.closing_notes = settled_.closing_notes;
    for (const PlanLine& line : settled_.gone) changes_.gone.push_back(line.path);
    planned.changes = std::move(changes_);
    return planned;
  }

 private:
  const SettledLine* line_before(const std::string& key) const {
    const auto at = before_.find(key);
    return at == before_.end() ? nullptr : at->second.second;
  }

  std::string name_before(const std::string& key) const {
    const PlanHeading& heading = before_.at(key).first->heading;
    return heading.role == HeadingRole::Domain ? heading.name : "";
  }

  const SettledHeading* heading_of(HeadingRole role) const {
    const auto at =
        std::ranges::find(settled_.headings, role, [](const SettledHeading& h) { return h.heading.role; });
    return at == settled_.headings.end() ? nullptr : &*at;
  }

  PlanHeading special_heading(HeadingRole role, std::string name) const {
    PlanHeading heading{.role = role,
                        .name = std::move(name),
                        .id = {},
                        .category = {},
                        .words = {},
                        .notes = {},
                        .lines = {}};
    if (const SettledHeading* before = heading_of(role)) heading.notes = before->heading.notes;
    return heading;
  }

  /// A line for `key` as its item is now, with the notes and decision that it had.
  PlanLine line_for(const std::string& key, const std::string& home, const std::string& name) {
    const SettledLine* before = line_before(key);
    PlanLine line = before != nullptr ? before->line : PlanLine{};
    if (const auto item = items_.find(key); item != items_.end()) {
      line.kind = item->second->kind;
      line.id = item->second->id;
    }
    line.path = key;
    line.number = 0;
    line.home = home;
    line.reason.clear();
    line.mark = Mark::Suggested;
    if (before == nullptr) {
      if (!settled_.headings.empty()) line.mark = Mark::New;
      if (settled_.vanished.contains(key)) {
        line.reason = came_back;
        changes_.returned.push_back(key);
      } else if (line.mark == Mark::New) {
        changes_.added.push_back({key, "", name});
      }
    } else if (before->decided) {
      decide(line, *before);
    } else {
      const bool stays = before->line.reason == came_back && home == unsorted_home;
      if (stays) line.reason = came_back;
      if (stays || (before->line.mark == Mark::New && !brings_new_)) line.mark = Mark::New;
      if (name_before(key) != name) changes_.moved.push_back({key, name_before(key), name});
    }
    return line;
  }

  void decide(PlanLine& line, const SettledLine& before) {
    line.mark = before.changed ? Mark::Changed : Mark::Decided;
    line.home.clear();
    if (before.changed) changes_.look_again.push_back(line.path);
  }

  PlanLine member_line(const Member& member, const Domain& domain) {
    PlanLine line = line_for(member.key, domain.id, domain.name);
    if (member.close_call && line.mark == Mark::Suggested) {
      line.mark = Mark::CloseCall;
      line.reason = member.doubt;
    }
    return line;
  }

  PlanHeading domain_heading(const Domain& domain) {
    PlanHeading heading{.role = HeadingRole::Domain,
                        .name = domain.name,
                        .id = domain.id,
                        .category = {},
                        .words = words_of(domain),
                        .notes = {},
                        .lines = {}};
    if (const SettledHeading* before = precedent_of(domain)) {
      heading.category = before->heading.category;
      heading.notes = before->heading.notes;
      if (!before->heading.words.empty()) heading.words = before->heading.words;
      keep_lines(before, heading, false);
    }
    for (const Member& member : domain.members) heading.lines.push_back(member_line(member, domain));
    return heading;
  }

  static std::string words_of(const Domain& domain) {
    std::string words;
    for (std::size_t i = 0; i < domain.terms.size() && i < 4; ++i)
      words += (i == 0 ? "" : ", ") + domain.terms[i];
    return words;
  }

  const SettledHeading* precedent_of(const Domain& domain) const {
    for (const SettledHeading& heading : settled_.headings)
      if (heading.heading.role == HeadingRole::Domain &&
          (heading.heading.id.empty() ? heading.heading.name == domain.name
                                      : heading.heading.id == domain.id))
        return &heading;
    return nullptr;
  }

  /// Copies the decided lines of `before` that mining does not list: patterns, and items that are out of
  /// sight. `all`: the others too.
  void keep_lines(const SettledHeading* before, PlanHeading& heading, bool all) const {
    if (before == nullptr) return;
    for (const SettledLine& line : before->lines)
      if (line.decided && (all || is_pattern(line.line) || !items_.contains(line.line.path)))
        heading.lines.push_back(kept(line));
  }

  static PlanLine kept(const SettledLine& settled) {
    PlanLine line = settled.line;
    line.mark = settled.changed ? Mark::Changed : Mark::Decided;
    line.home.clear();
    line.reason.clear();
    return line;
  }

  /// Known domains in the order of the plan, then new ones as mining lists them.
  std::vector<const Domain*> ordered_domains() const {
    std::vector<const Domain*> domains;
    for (const Domain& domain : mining_.domains) domains.push_back(&domain);
    const auto rank = [&](const Domain* domain) {
      const SettledHeading* before = precedent_of(*domain);
      return before == nullptr ? settled_.headings.size()
                               : static_cast<std::size_t>(before - settled_.headings.data());
    };
    std::ranges::stable_sort(domains, {}, rank);
    return domains;
  }

  /// Generic patterns that the user has not placed elsewhere.
  void add_core(Plan& plan) {
    PlanHeading core = special_heading(HeadingRole::Core, "core");
    core.id = core_id;
    core.category = "meta";
    core.words = "generic: goes into the base package, others depend on it";
    keep_lines(heading_of(HeadingRole::Core), core, true);
    for (const Pattern& pattern : mining_.patterns)
      if (pattern.generic && !is_placed(pattern.name)) core.lines.push_back(pattern_line(pattern));
    if (!core.lines.empty() || !core.notes.empty()) plan.headings.push_back(std::move(core));
  }

  bool is_placed(const std::string& pattern) const {
    const SettledLine* before = line_before(pattern);
    return before != nullptr && before->decided;
  }

  PlanLine pattern_line(const Pattern& pattern) const {
    PlanLine line{.mark = Mark::Suggested,
                  .kind = Kind::Pattern,
                  .id = pattern.id,
                  .path = pattern.name,
                  .home = std::string(core_id),
                  .reason = {},
                  .notes = {}};
    if (const SettledLine* before = line_before(pattern.name)) line.notes = before->line.notes;
    return line;
  }

  /// A heading that mining no longer has stays while the user's words or decisions hang on it.
  void keep_settled_headings(Plan& plan) const {
    for (const SettledHeading& before : settled_.headings) {
      if (before.heading.role != HeadingRole::Domain) continue;
      const bool there = std::ranges::any_of(plan.headings, [&](const PlanHeading& heading) {
        return before.heading.id.empty() ? heading.name == before.heading.name
                                         : heading.id == before.heading.id;
      });
      if (there) continue;
      PlanHeading heading = before.heading;
      keep_lines(&before, heading, false);
      if (!heading.notes.empty() || !heading.lines.empty()) plan.headings.push_back(std::move(heading));
    }
  }

  PlanHeading unsorted_heading() {
    PlanHeading heading = special_heading(HeadingRole::Unsorted, "unsorted");
    std::set<std::string> keys(mining_.unassigned.begin(), mining_.unassigned.end());
    for (const std::set<std::string>* kept : {&settled_.unsorted, &settled_.vanished})
      for (const std::string& key : *kept)
        if (const auto item = items_.find(key); item != items_.end() && is_clustered(item->second->kind))
          keys.insert(key);
    for (const std::string& key : keys)
      heading.lines.push_back(line_for(key, std::string(unsorted_home), ""));
    keep_lines(heading_of(HeadingRole::Unsorted), heading, false);
    return heading;
  }

  PlanHeading dropped_heading() const {
    PlanHeading heading = special_heading(HeadingRole::Dropped, "dropped");
    keep_lines(heading_of(HeadingRole::Dropped), heading, true);
    return heading;
  }

  const Mining& mining_;
  ItemsByKey items_;
  const Settled& settled_;
  std::map<std::string, std::pair<const SettledHeading*, const SettledLine*>> before_;
  bool brings_new_ = false;  ///< then `+` means these, and the older ones are new no more
  PlanChanges changes_;
};

}  // namespace

Settled settle(const Plan& plan, std::span<const Item> items, const std::optional<Plan>& previous) {
  Settled settled;
  LineFinder finder(plan, items);
  for (const PlanHeading& heading : plan.headings) settle_lines(settled, heading, finder);
  settled.rules = plan.rules;
  settled.closing_notes = plan.closing_notes;
  if (previous) {
    settled.renames = count_renames(plan, *previous);
    note_vanished(settled, *previous, items);
  }
  return settled;
}

Constraints constraints_of(const Settled& settled) {
  Constraints constraints;
  for (const SettledHeading& heading : settled.headings) {
    if (heading.heading.role != HeadingRole::Domain) continue;
    Precedent precedent{.id = heading.heading.id, .name = heading.heading.name, .members = {}, .decided = {}};
    for (const SettledLine& line : heading.lines)
      if (!is_pattern(line.line))
        (line.decided ? precedent.decided : precedent.members).push_back(line.line.path);
    constraints.precedents.push_back(std::move(precedent));
  }
  for (const PlanRule& rule : settled.rules)
    for (std::size_t i = 1; i < rule.items.size(); ++i)
      (rule.together ? constraints.together : constraints.apart)
          .emplace_back(rule.items[i - 1], rule.items[i]);
  return constraints;
}

bool is_grouped(const Item& item, const Settled& settled) {
  return is_clustered(item.kind) && !settled.core.contains(item.key) && !settled.dropped.contains(item.key) &&
         !settled.unsorted.contains(item.key) && !settled.vanished.contains(item.key);
}

Plan plan_as_settled(const Settled& settled) {
  Plan plan{.headings = {}, .rules = settled.rules, .closing_notes = settled.closing_notes};
  for (const SettledHeading& before : settled.headings) {
    PlanHeading& heading = plan.headings.emplace_back(before.heading);
    for (const SettledLine& line : before.lines) heading.lines.push_back(line.line);
  }
  return plan;
}

Planned plan_of(const Mining& mining, std::span<const Item> items, const Settled& settled) {
  return Planner(mining, items, settled).plan();
}

}  // namespace agentops::mine
