// Splits a domain of the plan along the likeness of its own items.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "actions/mine.h"
#include "actions/plan.h"
#include "mine/rows.h"
#include "models/wrong_usage.h"
#include "text/escape.h"

namespace agentops::actions {
namespace {

Error no_such_domain(const std::string& name) {
  return {.kind = ErrorKind::NotFound,
          .code = "E-NO-DOMAIN",
          .message = fmt::format("the plan has no domain \"{}\"", text::for_terminal(name)),
          .hint = "agentops plan shows them",
          .where = {.path = plan_file}};
}

Error not_divisible(const std::string& name, std::size_t items) {
  return wrong_usage(
      fmt::format("{} of {} items does not fall into so many parts", text::for_terminal(name), items),
      "name a smaller number with --into, or move items: agentops plan move ITEM... DOMAIN --new");
}

/// A name that no heading has: "billing", "billing-2", ...
std::string free_name(const std::string& wanted, std::set<std::string>& taken) {
  std::string name = wanted;
  for (unsigned i = 2; !taken.insert(name).second; ++i) name = fmt::format("{}-{}", wanted, i);
  return name;
}

/// The largest part keeps the heading, the others get headings of their own; every item is decided, because
/// otherwise likeness would bring them together again.
std::vector<mine::PlanEdit> edits_for(const Plan& plan, const Mining& parts) {
  std::set<std::string> taken;
  for (const PlanHeading& each : plan.headings) taken.insert(each.name);
  std::vector<mine::PlanEdit> edits;
  mine::PlanEdit stays{.verb = mine::PlanVerb::Pin, .items = parts.unassigned};
  for (const Domain& part : parts.domains) {
    std::vector<std::string> keys;
    for (const Member& member : part.members) keys.push_back(member.key);
    if (&part == &parts.domains.front()) {
      stays.items.insert(stays.items.end(), keys.begin(), keys.end());
      continue;
    }
    edits.push_back({.verb = mine::PlanVerb::Move,
                     .items = std::move(keys),
                     .heading = free_name(part.name, taken),
                     .add_heading = true});
  }
  edits.push_back(std::move(stays));
  return edits;
}

}  // namespace

Result<std::vector<mine::PlanEdit>> split_of(const Project& project, const std::string& domain,
                                             unsigned into) {
  const auto loaded = load_plan(project);
  if (!loaded) return fail(loaded);
  if (!*loaded) return fail(no_plan());
  const Plan& plan = (*loaded)->plan;
  const auto heading = std::ranges::find(plan.headings, domain, &PlanHeading::name);
  if (heading == plan.headings.end() || heading->role != HeadingRole::Domain)
    return fail(no_such_domain(domain));
  auto scanned = scan(project, {}, {.rows = true, .index = false});
  if (!scanned) return fail(scanned);
  auto rows = rows_of_scan(project, *scanned);
  if (!rows) return fail(rows);
  std::set<std::string_view> members;
  for (const PlanLine& line : heading->lines) members.insert(line.path);
  std::erase_if(*rows, [&](const CorpusRow& row) { return !members.contains(row.key); });
  const std::size_t items = rows->size();
  mine::MineOptions options = mine_options(project, {});
  options.grouping.domains = into;
  options.min_size = 1;
  options.stability = false;
  const Mining parts = mine::mine(mine::corpus_of(*std::move(rows), scanned->inventory.items), {}, options);
  if (parts.domains.size() < into) return fail(not_divisible(domain, items));
  return edits_for(plan, parts);
}

}  // namespace agentops::actions
