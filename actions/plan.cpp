#include "actions/plan.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/own_files.h"
#include "actions/tree.h"
#include "disk/apply.h"
#include "disk/lock.h"
#include "mine/planning.h"
#include "text/escape.h"
#include "text/plan_file.h"

namespace agentops::actions {
namespace {

constexpr std::string_view written_stage = "plan";
constexpr std::uint32_t written_version = 1;

Result<std::optional<std::string>> read_if_there(const Project& project, const std::string& path) {
  if (!project.root().exists(path)) return std::nullopt;
  auto bytes = project.root().read(path, own_file_limit);
  if (!bytes) return fail(bytes);
  return *std::move(bytes);
}

Error edited_meanwhile() {
  return {.kind = ErrorKind::Conflict,
          .code = "E-PLAN-EDITED",
          .message = "the plan was edited while this command ran; it is untouched",
          .hint = fmt::format("the new plan is {}; compare it, then run agentops mine again", new_plan_file),
          .where = {.path = plan_file}};
}

Error unreadable_plan() {
  return {.kind = ErrorKind::Internal,
          .code = "E-INTERNAL",
          .message = "the new plan would not be readable; the old one is untouched",
          .hint = "please report it with the plan",
          .where = {.path = plan_file}};
}

Finding about_line(const PlanLine& line, std::string message, std::string fix) {
  return {.rule = "plan",
          .severity = Severity::Warning,
          .place = {.path = plan_file, .line = line.number},
          .message = std::move(message),
          .fix = std::move(fix)};
}

void count_line(const PlanLine& line, PlanCheck& check) {
  if (line.id.starts_with('P')) return;
  ++check.items;
  if (line.mark == Mark::Decided || line.mark == Mark::Changed) ++check.decided;
  if (line.mark == Mark::CloseCall) ++check.close_calls;
}

Finding about_rule(const PlanRule& rule, std::string message, std::string fix) {
  return {.rule = "plan",
          .severity = Severity::Warning,
          .place = {.path = plan_file, .line = rule.number},
          .message = std::move(message),
          .fix = std::move(fix)};
}

/// Rules `apart` with two items that are both decided for one domain: the decisions win.
void find_contradictions(const Plan& plan, std::vector<Finding>& findings) {
  std::map<std::string_view, const PlanHeading*> decided;
  for (const PlanHeading& heading : plan.headings)
    for (const PlanLine& line : heading.lines)
      if (heading.role == HeadingRole::Domain && line.mark == Mark::Decided) decided[line.path] = &heading;
  for (const PlanRule& rule : plan.rules) {
    if (rule.together) continue;
    std::map<const PlanHeading*, std::string_view> first;
    for (const std::string& key : rule.items) {
      const auto at = decided.find(key);
      if (at == decided.end()) continue;
      const auto [other, is_first] = first.emplace(at->second, key);
      if (!is_first)
        findings.push_back(about_rule(rule,
                                      fmt::format("{} and {} are both decided for {}, so they stay together",
                                                  text::for_terminal(other->second), text::for_terminal(key),
                                                  text::for_terminal(at->second->name)),
                                      "move one of them under another heading, or take the rule out"));
    }
  }
}

}  // namespace

Result<std::optional<LoadedPlan>> load_plan(const Project& project) {
  auto bytes = read_if_there(project, plan_file);
  if (!bytes) return fail(bytes);
  if (!*bytes) return std::nullopt;
  auto plan = text::read_plan(**bytes, plan_file);
  if (!plan) return fail(plan);
  return LoadedPlan{.plan = *std::move(plan), .bytes = **std::move(bytes)};
}

std::optional<Plan> load_previous_plan(const Project& project) {
  const auto bytes = project.store().load(written_stage, written_version);
  if (!bytes) return std::nullopt;
  auto plan = text::read_plan(*bytes, plan_file);
  if (!plan) return std::nullopt;
  return *std::move(plan);
}

Result<bool> replace_plan(const Project& project, const std::string& bytes,
                          const std::optional<std::string>& before) {
  const auto lock =
      disk::FolderLock::acquire(project.root(), {.purpose = "mine", .waiting = waiting_listener(project)});
  if (!lock) return fail(lock);
  const auto now = read_if_there(project, plan_file);
  if (!now) return fail(now);
  if (*now != before) {
    if (const Status kept = disk::write_file(project.root(), new_plan_file, bytes); !kept) return fail(kept);
    return fail(edited_meanwhile());
  }
  if (before != bytes) {
    if (!text::read_plan(bytes, plan_file)) return fail(unreadable_plan());
    if (before)
      if (const Status kept = disk::write_file(project.root(), previous_plan_file, *before); !kept)
        return fail(kept);
    if (const Status written = disk::write_file(project.root(), plan_file, bytes); !written)
      return fail(written);
  }
  return before != bytes;
}

Result<bool> save_plan(const Project& project, const Plan& plan, const std::optional<std::string>& before) {
  const std::string bytes = text::write_plan(plan);
  const Result<bool> written = replace_plan(project, bytes, before);
  if (!written) return written;
  // What was written last tells a deleted line from a new item next time. Without it the item only comes back
  // elsewhere.
  if (project.prepare_state()) (void)project.store().save(written_stage, written_version, bytes);
  return written;
}

PlanCheck check_plan(const Plan& plan, const Inventory& inventory) {
  PlanCheck check;
  const mine::Settled settled = mine::settle(plan, inventory.items);
  for (const PlanHeading& heading : plan.headings) {
    if (heading.role == HeadingRole::Domain) ++check.domains;
    for (const PlanLine& line : heading.lines) count_line(line, check);
  }
  for (const PlanLine& line : settled.gone)
    check.findings.push_back(
        about_line(line, fmt::format("{} is not in this folder", text::for_terminal(line.path)),
                   "agentops mine takes the line out"));
  for (const Item& item : inventory.items)
    if (mine::is_grouped(item, settled) && !settled.known.contains(item.key))
      check.findings.push_back(
          about_line({}, fmt::format("{} has no line in the plan", text::for_terminal(item.key)),
                     "agentops mine adds it"));
  for (const PlanRule& rule : plan.rules)
    for (const std::string& key : rule.items)
      if (find_item(inventory.items, key) == nullptr)
        check.findings.push_back(about_rule(
            rule, fmt::format("{} is not in this folder, so the rule says nothing", text::for_terminal(key)),
            "correct the path or take the rule out"));
  find_contradictions(plan, check.findings);
  return check;
}

}  // namespace agentops::actions
