#include "mine/plan_edits.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "mine/rows.h"
#include "models/wrong_usage.h"
#include "text/escape.h"
#include "text/slug.h"

namespace agentops::mine {
namespace {

struct Position {
  std::size_t heading = 0, line = 0;
};

std::optional<Position> line_of(const Plan& plan, const std::string& key) {
  for (std::size_t h = 0; h < plan.headings.size(); ++h)
    for (std::size_t l = 0; l < plan.headings[h].lines.size(); ++l)
      if (plan.headings[h].lines[l].path == key) return Position{h, l};
  return std::nullopt;
}

PlanHeading* heading_named(Plan& plan, const std::string& name) {
  const auto found = std::ranges::find(plan.headings, name, &PlanHeading::name);
  return found == plan.headings.end() ? nullptr : &*found;
}

Error no_domain(const Plan& plan, const std::string& name) {
  std::string names;
  for (const PlanHeading& heading : plan.headings) names += " " + text::for_terminal(heading.name);
  return {.kind = ErrorKind::NotFound,
          .code = "E-NO-DOMAIN",
          .message = fmt::format("the plan has no domain \"{}\"", text::for_terminal(name)),
          .hint = "it has" + names,
          .where = {}};
}

Error no_line(const std::string& key) {
  return {.kind = ErrorKind::NotFound,
          .code = "E-NO-LINE",
          .message = fmt::format("{} has no line in the plan", text::for_terminal(key)),
          .hint = "agentops mine adds it, unless its kind is not grouped",
          .where = {}};
}

Status all_have_lines(const Plan& plan, const std::vector<std::string>& items) {
  for (const std::string& key : items)
    if (!line_of(plan, key)) return fail(no_line(key));
  return {};
}

Status check_name(const std::string& name) {
  if (text::slug(name) == name && !name.empty() && name != "core" && name != "unsorted" && name != "dropped")
    return {};
  return fail(wrong_usage(fmt::format("\"{}\" is no name for a domain", text::for_terminal(name)),
                          "lower-case words joined by dashes: incident-response"));
}

/// Decides that an item belongs under a heading; false when that was decided before.
bool put(Plan& plan, const std::string& key, std::size_t heading, const std::vector<std::string>& notes) {
  const Position from = *line_of(plan, key);
  PlanLine& line = plan.headings[from.heading].lines[from.line];
  if (from.heading == heading && line.mark == Mark::Decided && notes.empty()) return false;
  PlanLine moved = std::move(line);
  moved.mark = Mark::Decided;
  moved.home.clear();
  moved.reason.clear();
  moved.notes.insert(moved.notes.end(), notes.begin(), notes.end());
  plan.headings[from.heading].lines.erase(plan.headings[from.heading].lines.begin() +
                                          static_cast<std::ptrdiff_t>(from.line));
  plan.headings[heading].lines.push_back(std::move(moved));
  return true;
}

bool put_all(Plan& plan, const PlanEdit& edit, std::size_t heading,
             const std::vector<std::string>& notes = {}) {
  bool changed = false;
  for (const std::string& key : edit.items) changed |= put(plan, key, heading, notes);
  return changed;
}

std::size_t index_of(const Plan& plan, const PlanHeading* heading) {
  return static_cast<std::size_t>(heading - plan.headings.data());
}

/// A new heading of this role, before [unsorted] and [dropped], which come last in this order.
PlanHeading* add_heading(Plan& plan, HeadingRole role, const std::string& name) {
  const auto later = std::ranges::find_if(plan.headings, [&](const PlanHeading& heading) {
    return heading.role > role && heading.role != HeadingRole::Core;
  });
  return &*plan.headings.insert(later, {.role = role, .name = name});
}

Result<bool> move_items(Plan& plan, const PlanEdit& edit) {
  if (const Status found = all_have_lines(plan, edit.items); !found) return fail(found);
  PlanHeading* heading = heading_named(plan, edit.heading);
  if (heading == nullptr && edit.heading == "unsorted")
    heading = add_heading(plan, HeadingRole::Unsorted, edit.heading);
  if (heading == nullptr && !edit.add_heading) return fail(no_domain(plan, edit.heading));
  if (heading == nullptr) {
    if (const Status named = check_name(edit.heading); !named) return fail(named);
    heading = add_heading(plan, HeadingRole::Domain, edit.heading);
  }
  if (heading->role == HeadingRole::Dropped)
    return fail(wrong_usage("items are not moved to [dropped]", "agentops plan drop ITEM --because TEXT"));
  return put_all(plan, edit, index_of(plan, heading));
}

Result<bool> rename_domain(Plan& plan, const PlanEdit& edit) {
  PlanHeading* heading = heading_named(plan, edit.heading);
  if (heading == nullptr || heading->role != HeadingRole::Domain) return fail(no_domain(plan, edit.heading));
  if (edit.heading == edit.to) return false;
  if (const Status named = check_name(edit.to); !named) return fail(named);
  if (heading_named(plan, edit.to) != nullptr)
    return fail(wrong_usage(fmt::format("there is a domain \"{}\" already", text::for_terminal(edit.to)),
                            fmt::format("agentops plan merge {} {}", edit.heading, edit.to)));
  heading->name = edit.to;
  return true;
}

/// Two headings of one name are one domain.
Result<bool> merge_domains(Plan& plan, const PlanEdit& edit) {
  PlanHeading* heading = heading_named(plan, edit.heading);
  const PlanHeading* stays = heading_named(plan, edit.to);
  if (heading == nullptr || heading->role != HeadingRole::Domain) return fail(no_domain(plan, edit.heading));
  if (stays == nullptr || stays->role != HeadingRole::Domain) return fail(no_domain(plan, edit.to));
  if (edit.heading == edit.to)
    return fail(wrong_usage("a domain is not merged with itself", "name two domains"));
  heading->name = edit.to;
  return true;
}

Result<bool> pin_items(Plan& plan, const PlanEdit& edit) {
  if (const Status found = all_have_lines(plan, edit.items); !found) return fail(found);
  bool changed = false;
  for (const std::string& key : edit.items) changed |= put(plan, key, line_of(plan, key)->heading, {});
  return changed;
}

Result<bool> drop_items(Plan& plan, const PlanEdit& edit) {
  if (const Status found = all_have_lines(plan, edit.items); !found) return fail(found);
  PlanHeading* dropped = heading_named(plan, "dropped");
  if (dropped == nullptr) dropped = add_heading(plan, HeadingRole::Dropped, "dropped");
  std::vector<std::string> notes;
  if (!edit.because.empty()) notes.push_back("## " + text::for_terminal(edit.because));
  return put_all(plan, edit, index_of(plan, dropped), notes);
}

/// The kind on a decided line is decided as well.
Result<bool> set_kind(Plan& plan, const PlanEdit& edit) {
  const auto kind = kind_named(edit.to);
  if (!kind || !is_clustered(*kind))
    return fail(wrong_usage(fmt::format("\"{}\" is no kind that is grouped", text::for_terminal(edit.to)),
                            "agent, workflow, command, skill, rule, prompt, pattern, doc or other"));
  if (const Status found = all_have_lines(plan, edit.items); !found) return fail(found);
  bool changed = false;
  for (const std::string& key : edit.items) {
    const Position at = *line_of(plan, key);
    changed |= std::exchange(plan.headings[at.heading].lines[at.line].kind, *kind) != *kind;
    changed |= put(plan, key, at.heading, {});
  }
  return changed;
}

bool says(const PlanRule& rule, const std::string& a, const std::string& b) {
  return std::ranges::find(rule.items, a) != rule.items.end() &&
         std::ranges::find(rule.items, b) != rule.items.end();
}

Result<bool> add_rule(Plan& plan, const PlanEdit& edit) {
  const bool together = edit.verb == PlanVerb::Together;
  if (edit.items.size() != 2 || edit.items[0] == edit.items[1])
    return fail(
        wrong_usage("a rule names two items", fmt::format("agentops plan {} A B", name_of(edit.verb))));
  if (const Status found = all_have_lines(plan, edit.items); !found) return fail(found);
  for (const PlanRule& rule : plan.rules) {
    if (!says(rule, edit.items[0], edit.items[1])) continue;
    if (rule.together == together) return false;
    return fail(
        {.kind = ErrorKind::Invalid,
         .code = "E-PLAN-RULE",
         .message = fmt::format("the plan says {} of them already", rule.together ? "together" : "apart"),
         .hint = "take that line out of the plan: agentops plan edit",
         .where = {.path = "agentops.plan", .line = rule.number}});
  }
  plan.rules.push_back({.together = together, .items = edit.items, .notes = {}});
  return true;
}

}  // namespace

Result<bool> edit_plan(Plan& plan, const PlanEdit& edit) {
  switch (edit.verb) {
    case PlanVerb::Move:
      return move_items(plan, edit);
    case PlanVerb::Rename:
      return rename_domain(plan, edit);
    case PlanVerb::Merge:
      return merge_domains(plan, edit);
    case PlanVerb::Pin:
      return pin_items(plan, edit);
    case PlanVerb::Drop:
      return drop_items(plan, edit);
    case PlanVerb::Kind:
      return set_kind(plan, edit);
    case PlanVerb::Together:
    case PlanVerb::Apart:
      return add_rule(plan, edit);
  }
  return false;
}

std::string_view name_of(PlanVerb verb) {
  constexpr std::array<std::string_view, 8> names = {"move", "rename",   "merge", "pin",
                                                     "drop", "together", "apart", "kind"};
  return names[static_cast<std::size_t>(verb)];
}

}  // namespace agentops::mine
