#include "mine/planning.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "mine/rows.h"
#include "text/escape.h"

namespace agentops::mine {
namespace {

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
    planned.plan.grouping = settled_.grouping;
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
    return heading.role == HeadingRole::Unsorted ? "" : heading.name;
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
  PlanLine line_for(const std::string& key, const std::string& home, const std::string& name,
                    const Member& member = {}) {
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
        changes_.added.push_back(move_of(member, key, "", name));
      }
    } else if (before->decided) {
      decide(line, *before);
    } else {
      const bool stays = before->line.reason == came_back && home == unsorted_home;
      if (stays) line.reason = came_back;
      if (stays || (before->line.mark == Mark::New && !brings_new_)) line.mark = Mark::New;
      if (name_before(key) != name) changes_.moved.push_back(move_of(member, key, name_before(key), name));
    }
    return line;
  }

  static PlanChanges::Move move_of(const Member& member, const std::string& key, const std::string& from,
                                   const std::string& to) {
    return {.key = key,
            .from = from,
            .to = to,
            .score = member.score,
            .teacher = member.teacher,
            .likeness = member.likeness};
  }

  void decide(PlanLine& line, const SettledLine& before) {
    line.mark = before.changed ? Mark::Changed : Mark::Decided;
    line.home.clear();
    if (before.changed) changes_.look_again.push_back(line.path);
  }

  PlanLine member_line(const Member& member, const Domain& domain) {
    PlanLine line = line_for(member.key, domain.id, domain.name, member);
    if (member.close_call && line.mark == Mark::Suggested) {
      line.mark = Mark::CloseCall;
      line.reason = member.doubt;
    }
    if (!member.teacher.empty())
      line.reason = fmt::format("{}{}, which you moved", taught_by, text::for_terminal(member.teacher));
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

  /// Items that several domains share, and generic patterns that the user has not placed elsewhere.
  void add_core(Plan& plan) {
    PlanHeading core = special_heading(HeadingRole::Core, "core");
    core.id = core_id;
    core.category = "meta";
    core.words = "generic: goes into the base package, others depend on it";
    keep_lines(heading_of(HeadingRole::Core), core, true);
    for (const SharedItem& item : mining_.shared) {
      core.lines.push_back(line_for(item.key, core.id, core.name));
      core.lines.back().reason = fmt::format("{} domains refer to it", item.domains);
    }
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

Planned plan_of(const Mining& mining, std::span<const Item> items, const Settled& settled) {
  return Planner(mining, items, settled).plan();
}

}  // namespace agentops::mine
