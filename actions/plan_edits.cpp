// The edits that people make in the plan by commands and patches.

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "actions/lookup.h"
#include "actions/plan.h"
#include "actions/scan.h"
#include "text/ascii.h"
#include "text/diff.h"
#include "text/escape.h"
#include "text/plan_file.h"

namespace agentops::actions {
namespace {

bool has_line(const Plan& plan, const std::string& key) {
  return std::ranges::any_of(plan.headings, [&](const PlanHeading& heading) {
    return std::ranges::find(heading.lines, key, &PlanLine::path) != heading.lines.end();
  });
}

/// The items of an edit by their keys. A path that stands in the plan is that line, even of a pattern, or of
/// an item that is gone.
Result<mine::PlanEdit> resolved(mine::PlanEdit edit, const Plan& plan, const std::vector<Item>& items) {
  for (std::string& name : edit.items) {
    if (has_line(plan, name)) continue;
    const auto item = item_named(items, name);
    if (!item) return fail(item);
    name = (*item)->key;
  }
  return edit;
}

// Patches ----------------------------------------------------------------------------------------

/// Both sides of `mark`, or two empty texts.
std::pair<std::string, std::string> sides(std::string_view words, std::string_view mark) {
  const std::size_t at = words.find(mark);
  if (at == std::string_view::npos) return {};
  return {std::string(text::trim(words.substr(0, at))),
          std::string(text::trim(words.substr(at + mark.size())))};
}

std::optional<mine::PlanEdit> read_edit(std::string_view verb, std::string_view words) {
  using mine::PlanVerb;
  constexpr std::array verbs = {PlanVerb::Move, PlanVerb::Rename,   PlanVerb::Merge, PlanVerb::Pin,
                                PlanVerb::Drop, PlanVerb::Together, PlanVerb::Apart, PlanVerb::Kind};
  const auto known = std::ranges::find(verbs, verb, [](PlanVerb one) { return name_of(one); });
  if (known == verbs.end() || words.empty()) return std::nullopt;
  mine::PlanEdit edit{.verb = *known};
  if (*known == PlanVerb::Pin || *known == PlanVerb::Drop) {
    auto [item, because] = sides(words, " because ");
    const bool has_reason = *known == PlanVerb::Drop && !item.empty();
    edit.items = {has_reason ? item : std::string(words)};
    if (has_reason) edit.because = because;
    return edit;
  }
  const bool is_rule = *known == PlanVerb::Together || *known == PlanVerb::Apart;
  auto [left, right] = sides(words, is_rule ? "," : "->");
  if (left.empty() || right.empty()) return std::nullopt;
  if (is_rule) {
    edit.items = {left, right};
  } else if (*known == PlanVerb::Move) {
    edit.items = {left};
    edit.heading = right;
    edit.add_heading = true;
  } else if (*known == PlanVerb::Kind) {
    edit.items = {left};
    edit.to = right;
  } else {
    edit.heading = left;
    edit.to = right;
  }
  return edit;
}

}  // namespace

Error no_plan() {
  return {.kind = ErrorKind::NotFound,
          .code = "E-NO-PLAN",
          .message = "there is no plan yet",
          .hint = "agentops mine",
          .where = {.path = plan_file}};
}

Result<std::vector<PlanChange>> edit_plan_file(const Project& project,
                                               const std::vector<mine::PlanEdit>& edits, bool dry_run) {
  auto loaded = load_plan(project);
  if (!loaded) return fail(loaded);
  if (!*loaded) return fail(no_plan());
  const auto scanned = scan(project, {}, {});
  if (!scanned) return fail(scanned);
  Plan plan = (*loaded)->plan;
  std::vector<PlanChange> changes;
  for (const mine::PlanEdit& edit : edits) {
    auto known = resolved(edit, plan, scanned->inventory.items);
    if (!known) return fail(known);
    const auto changed = mine::edit_plan(plan, *known);
    if (!changed) return fail(changed);
    changes.push_back({*std::move(known), *changed});
  }
  const bool any = std::ranges::any_of(changes, &PlanChange::changed);
  if (any && !dry_run)
    if (const auto written = replace_plan(project, text::write_plan(plan), (*loaded)->bytes); !written)
      return fail(written);
  return changes;
}

Result<std::vector<mine::PlanEdit>> read_plan_patch(std::string_view text, const std::string& path) {
  std::vector<mine::PlanEdit> edits;
  std::uint32_t number = 0;
  for (const std::string_view whole : text::lines_of(text)) {
    ++number;
    const std::string_view line = text::trim(whole);
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    auto edit = read_edit(line.substr(0, end), text::trim(line.substr(end)));
    if (!edit)
      return fail(
          {.kind = ErrorKind::Invalid,
           .code = "E-PATCH-SYNTAX",
           .message = fmt::format("\"{}\" is no edit of a plan", text::for_terminal(line.substr(0, 60))),
           .hint = "move ITEM -> DOMAIN, rename OLD -> NEW, merge A -> B, pin ITEM, drop ITEM because TEXT, "
                   "kind ITEM -> KIND, together A, B, apart A, B",
           .where = {.path = path, .line = number}});
    edits.push_back(*std::move(edit));
  }
  return edits;
}

std::string words_of(const mine::PlanEdit& edit) {
  using mine::PlanVerb;
  std::string items;
  for (const std::string& key : edit.items) items += (items.empty() ? "" : ", ") + text::for_terminal(key);
  switch (edit.verb) {
    case PlanVerb::Move:
      return items + " -> " + text::for_terminal(edit.heading);
    case PlanVerb::Rename:
    case PlanVerb::Merge:
      return text::for_terminal(edit.heading) + " -> " + text::for_terminal(edit.to);
    case PlanVerb::Drop:
      return items + (edit.because.empty() ? "" : " because " + text::for_terminal(edit.because));
    case PlanVerb::Kind:
      return items + " -> " + text::for_terminal(edit.to);
    case PlanVerb::Pin:
    case PlanVerb::Together:
    case PlanVerb::Apart:
      return items;
  }
  return items;
}

}  // namespace agentops::actions
