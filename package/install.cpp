// Both plans have three parts: which packages there should be afterwards (Selection), what that means for
// files (deployment and difference), and how it is told. Only the first part differs.

#include "package/install.h"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "package/difference.h"
#include "package/installed_page.h"
#include "package/layout.h"
#include "package/lock.h"
#include "package/selection.h"
#include "package/steps.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/spelling.h"
#include "text/version.h"

namespace agentops::package {
namespace {

bool is_below(std::string_view path, std::string_view folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

// --- Files

Result<std::vector<Installed>> installed(const Members& members, const Project& project) {
  std::vector<Installed> packages;
  for (const auto& [name, member] : members) {
    auto local = read_localization(name, project.read_file, project.read_folder);
    if (!local) return fail(local);
    packages.push_back({.package = member.package,
                        .target = target_named(member.locked.target).value_or(Target::Generic),
                        .local = *std::move(local)});
  }
  return packages;
}

/// The pristine copies of the packages that come; those that are there are left alone.
void add_pristine(const Members& members, Deployment& wanted) {
  for (const auto& [name, member] : members) {
    if (member.in_place || member.carried) continue;
    for (const auto& [path, file] : member.package.files) {
      const std::string place = fmt::format("{}/{}", package_folder(name), path);
      wanted.insert_or_assign(place,
                              Deployed{.file = file, .unit = place, .owners = {name}, .origin = place});
    }
  }
}

/// The page about all of them: a file of the whole set.
Status add_page(const std::vector<Installed>& packages, Deployment& wanted) {
  if (packages.empty()) return {};
  const auto configured = configurations(packages);
  if (!configured) return fail(configured);
  Deployed page{.file = {.content = installed_page(packages, *configured, wanted)},
                .unit = std::string(installed_page_path),
                .owners = {},
                .origin = ""};
  for (const Installed& installed : packages) page.owners.push_back(installed.package.manifest.name);
  std::ranges::sort(page.owners);
  wanted.insert_or_assign(std::string(installed_page_path), std::move(page));
  return {};
}

/// The part of the ledger that stays as it is: pristine copies of packages that are carried along.
std::vector<DeployedFile> take_carried(const Members& members, std::vector<DeployedFile>& ledger) {
  std::vector<DeployedFile> carried;
  std::vector<DeployedFile> rest;
  for (auto& file : ledger) {
    const bool stays = std::ranges::any_of(members, [&](const auto& member) {
      return member.second.carried && is_below(file.path, package_folder(member.first));
    });
    (stays ? carried : rest).push_back(std::move(file));
  }
  ledger = std::move(rest);
  return carried;
}

void change_lock(Proposal& proposal, const Project& project) {
  const std::string path(lock_path);
  const auto now = project.look_at(path);
  if (proposal.lock.packages.empty()) {
    if (now) proposal.changes.remove.push_back({.path = path, .expected = now->digest});
    return;
  }
  TreeFile file{.content = write_lock(proposal.lock)};
  const auto want = text::sha256(bytes_of(file));
  if (!now)
    proposal.changes.create.push_back({.path = path, .file = std::move(file)});
  else if (now->digest != want)
    proposal.changes.replace.push_back({.path = path, .file = std::move(file), .expected = now->digest});
}

/// The texts of edited files. What a file was deployed as is rendered once more from packages/, which still
/// holds the packages as they were.
class EditedFiles {
 public:
  explicit EditedFiles(const Project& project) : project_(project) {}

  std::optional<EditedText> operator()(const DeployedFile& known) {
    if (!before_) before_ = std::make_shared<const Deployment>(deployed_before());
    auto yours = project_.read_file(known.path);
    if (!yours || !*yours) return std::nullopt;
    if (const auto file = before_->find(known.path); file != before_->end())
      if (const std::string& base = bytes_of(file->second.file); text::sha256(base) == known.digest)
        return EditedText{.base = base, .yours = **std::move(yours)};
    return std::nullopt;
  }

 private:
  /// Empty when packages/ is no longer as it was.
  Deployment deployed_before() const {
    Project before = project_;
    if (project_.read_before) before.read_file = project_.read_before;
    std::vector<std::string> notes;
    const auto members = carried_members(before, {}, notes);
    if (!members) return {};
    const auto packages = installed(*members, before);
    return packages ? deployment(*packages).value_or(Deployment{}) : Deployment{};
  }

  const Project& project_;
  std::shared_ptr<const Deployment> before_;
};

/// "packages/support.local.yaml applied (2 overrides, 1 disabled)"
std::string applied(const Localization& local) {
  const std::size_t changes = local.overrides.changes();
  return fmt::format("{} applied ({} override{}, {} disabled)", local.path, changes, changes == 1 ? "" : "s",
                     local.overrides.disabled.size());
}

/// What there should be and how it differs from what is. The validations of the packages that are `asked` for
/// are checked where the project changes those.
Result<Proposal> propose(const Members& members, const Project& project, const Names& asked) {
  const auto packages = installed(members, project);
  if (!packages) return fail(packages);
  auto wanted = deployment(*packages);
  if (!wanted) return fail(wanted);
  if (const Status page = add_page(*packages, *wanted); !page) return fail(page);
  std::vector<Finding> findings;
  if (project.read_facts) findings = standing_validations(*packages, *wanted, asked, project.read_facts);
  add_pristine(members, *wanted);

  auto ledger = project.lock.files;
  auto carried = take_carried(members, ledger);
  auto changed = difference(*wanted, ledger, project.look_at, EditedFiles(project));

  Proposal proposal{.changes = std::move(changed.changes),
                    .kept = std::move(changed.kept),
                    .merged = std::move(changed.merged),
                    .lock = {},
                    .steps = {},
                    .findings = std::move(findings),
                    .stale = {},
                    .notes = {}};
  for (const auto& [path, file] : *wanted)
    if (file.stale) proposal.stale.push_back(*file.stale);
  std::ranges::stable_sort(proposal.stale, {}, [](const StaleOverride& stale) {
    return std::tie(stale.place.path, stale.place.line);
  });
  for (const Installed& each : *packages)
    if (!members.find(each.package.manifest.name)->second.carried && !each.local.overrides.empty())
      proposal.notes.push_back(applied(each.local));
  for (const auto& [name, member] : members) proposal.lock.packages.push_back(member.locked);
  proposal.lock.files = std::move(changed.ledger);
  std::ranges::move(carried, std::back_inserter(proposal.lock.files));
  std::ranges::sort(proposal.lock.files, {}, &DeployedFile::path);
  change_lock(proposal, project);
  std::ranges::sort(proposal.changes.create, {}, &Creation::path);
  std::ranges::sort(proposal.changes.replace, {}, &Replacement::path);
  std::ranges::sort(proposal.changes.remove, {}, &Removal::path);
  return proposal;
}

// --- Removing

/// Everything that the requested packages need, themselves included.
Names needed_names(const Lock& lock, const Names& leaving) {
  Names needed;
  std::deque<std::string> open;
  for (const auto& package : lock.packages)
    if (package.requested && !leaving.contains(package.name)) open.push_back(package.name);
  while (!open.empty()) {
    const auto* package = find_package(lock, open.front());
    open.pop_front();
    if (package == nullptr || !needed.insert(package->name).second) continue;
    for (const auto& dependency : package->dependencies) open.push_back(dependency.name);
  }
  return needed;
}

bool depends_on(const LockedPackage& package, std::string_view name) {
  return std::ranges::find(package.dependencies, name, &Dependency::name) != package.dependencies.end();
}

Error still_needed(const Lock& lock, const std::string& name, const Names& needed) {
  std::vector<std::string> by;
  for (const auto& package : lock.packages)
    if (package.name != name && needed.contains(package.name) && depends_on(package, name))
      by.push_back(package.name);
  return conflict(
      "E-NEEDED", fmt::format("{} is needed by {}", name, fmt::join(by, ", ")),
      fmt::format("remove them together: agentops package uninstall {} {}", name, fmt::join(by, " ")));
}

}  // namespace

Error not_installed(std::string_view name, const Lock& lock) {
  std::vector<std::string_view> names;
  for (const LockedPackage& package : lock.packages) names.push_back(package.name);
  const std::string near = text::closest_spelling(name, names);
  return {.kind = ErrorKind::NotFound,
          .code = "E-NOT-INSTALLED",
          .message = fmt::format("{} is not installed", text::for_terminal(name)),
          .hint = near.empty() ? "`agentops package list` shows what is" : "did you mean  " + near,
          .where = {}};
}

Result<std::vector<Installed>> installed_packages(const Project& project, std::vector<std::string>& notes) {
  const auto members = carried_members(project, {}, notes);
  if (!members) return fail(members);
  return installed(*members, project);
}

std::string package_folder(std::string_view name) { return fmt::format("packages/{}", name); }

Result<Proposal> plan_install(const InstallRequest& request, const Project& project) {
  auto members = arriving_members(request, project);
  if (!members) return fail(members);
  Names arriving;
  for (const auto& [name, member] : *members) arriving.insert(name);
  std::vector<std::string> notes;
  auto carried = carried_members(project, arriving, notes);
  if (!carried) return fail(carried);
  members->merge(*carried);
  if (auto status = check_dependencies(*members); !status) return fail(status);

  arriving.insert(request.changed.begin(), request.changed.end());
  auto proposal = propose(*members, project, arriving);
  if (!proposal) return proposal;
  std::ranges::move(notes, std::back_inserter(proposal->notes));
  proposal->steps = steps_in_order(*members);
  for (const auto& [name, member] : *members)
    if (!member.carried)
      for (auto finding : member.package.findings) {
        finding.place.path = fmt::format("{}/{}", package_folder(name), finding.place.path);
        proposal->findings.push_back(std::move(finding));
      }
  return proposal;
}

Result<Proposal> plan_uninstall(const std::vector<std::string>& names, const Project& project) {
  const Names leaving(names.begin(), names.end());
  for (const auto& name : leaving)
    if (find_package(project.lock, name) == nullptr) return fail(not_installed(name, project.lock));
  const auto needed = needed_names(project.lock, leaving);
  for (const auto& name : leaving)
    if (needed.contains(name)) return fail(still_needed(project.lock, name, needed));

  Names without;
  std::vector<Step> steps;
  std::vector<std::string> notes;
  for (const auto& package : project.lock.packages) {
    if (needed.contains(package.name)) continue;
    without.insert(package.name);
    steps.push_back({.kind = StepKind::Removed,
                     .name = package.name,
                     .version = package.version,
                     .needed_by = "",
                     .files = 0,
                     .items = {}});
    for (const auto& file : project.lock.files)
      if (std::ranges::binary_search(file.owners, package.name)) ++steps.back().files;
    if (!owns_folder(project.lock, package.name))
      notes.push_back(fmt::format("{} is your own and stays", package_folder(package.name)));
  }
  auto members = carried_members(project, without, notes);
  if (!members) return fail(members);
  auto proposal = propose(*members, project, {});
  if (!proposal) return proposal;
  proposal->steps = std::move(steps);
  std::ranges::move(notes, std::back_inserter(proposal->notes));
  return proposal;
}

}  // namespace agentops::package
