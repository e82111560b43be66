#include "actions/status.h"

#include <algorithm>
#include <set>

#include "actions/packages.h"
#include "actions/plan.h"
#include "actions/scan.h"
#include "disk/place.h"
#include "draft/naming.h"

namespace agentops::actions {
namespace {

constexpr std::string_view blank_rule = "AO510";

/// Names of the folders under packages/ that hold a manifest, sorted.
std::vector<std::string> package_names(const Project& project) {
  const std::string folder = project.root().path() + "/packages/";
  std::vector<std::string> names = disk::names_in(folder);
  std::erase_if(names, [&](const std::string& name) {
    return disk::what_is(folder + name + "/package.yaml") != disk::Found::File;
  });
  return names;
}

PackageStatus package_status(const Project& project, const std::string& name) {
  PackageStatus status{.name = name};
  const auto validation = validate_package(project.root().path() + "/packages/" + name, false);
  if (!validation) return status;
  status.valid = validation->valid;
  status.blanks =
      static_cast<std::size_t>(std::ranges::count(validation->findings, blank_rule, &Finding::rule));
  status.ready = std::ranges::all_of(
      validation->findings, [](const Finding& finding) { return finding.severity == Severity::Note; });
  return status;
}

void add_plan(const Project& project, const Inventory& inventory, ProjectStatus& status) {
  const auto plan = load_plan(project);
  status.has_plan = !plan || *plan;
  if (!plan) status.plan_fault = plan.error().message;
  if (!plan || !*plan) return;
  const PlanCheck check = check_plan((*plan)->plan, inventory);
  status.domains = check.domains;
  status.decided = check.decided;
  status.close_calls = check.close_calls;
  status.plan_findings = check.findings.size();
  std::set<std::string> drafted;
  for (const PackageStatus& package : status.packages) drafted.insert(package.name);
  for (const PlanHeading& heading : (*plan)->plan.headings)
    if (heading.role == HeadingRole::Domain && !heading.lines.empty() &&
        !drafted.contains(draft::package_name(heading)))
      status.undrafted.push_back(heading.name);
}

}  // namespace

Result<ProjectStatus> project_status(const Project& project) {
  const auto scanned = scan(project, {}, {});
  if (!scanned) return fail(scanned);
  ProjectStatus status;
  status.items = scanned->inventory.items.size();
  status.skipped = scanned->inventory.skipped.size();
  status.changed =
      scanned->changes.changed.size() + scanned->changes.added.size() + scanned->changes.gone.size();
  for (const std::string& name : package_names(project))
    status.packages.push_back(package_status(project, name));
  add_plan(project, scanned->inventory, status);
  const auto lock = load_lock(project);
  if (!lock) return fail(lock);
  status.installed = lock->packages.size();
  return status;
}

}  // namespace agentops::actions
