// Both plans have three parts: which packages there should be afterwards (Selection), what that means for
// files (deployment and difference), and how it is told. Only the first part differs.

#include "package/install.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "package/difference.h"
#include "package/layout.h"
#include "package/lock.h"
#include "package/version.h"
#include "text/escape.h"
#include "text/hash.h"

namespace agentops::package {
namespace {

/// A package that there should be, and what the lock will say about it.
struct Member {
  Package package;
  LockedPackage locked;
  bool in_place = false;  ///< packages/NAME is the user's own folder
  bool carried = false;   ///< there before, and not asked for now
  std::string needed_by;
  StepKind step = StepKind::Installed;
};

using Members = std::map<std::string, Member, std::less<>>;

Error conflict(std::string code, std::string message, std::string hint, std::string path = "") {
  return {.kind = ErrorKind::Conflict,
          .code = std::move(code),
          .message = std::move(message),
          .hint = std::move(hint),
          .where = {.path = std::move(path)}};
}

bool is_below(std::string_view path, std::string_view folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

/// Whether the ledger holds the pristine copy; otherwise packages/NAME is the user's.
bool owns_folder(const Lock& lock, std::string_view name) {
  return find_file(lock, fmt::format("{}/{}", package_folder(name), "package.yaml")) != nullptr;
}

bool holds(std::string_view range, const Version& version) {
  const auto read = read_range(range);
  return read && satisfies(version, *read);
}

LockedPackage locked_from(const Package& package, std::string source, std::string_view target,
                          const std::string& today) {
  return {.name = package.manifest.name,
          .version = package.manifest.version,
          .source = std::move(source),
          .digest = package.digest,
          .installed = today,
          .target = std::string(target),
          .requested = false,
          .dependencies = package.manifest.dependencies};
}

// --- Packages that are there already

/// The package behind a line of the lock, as its folder is now.
Result<Member> carry(const LockedPackage& locked, const Project& project, std::vector<std::string>& notes) {
  const std::string folder = package_folder(locked.name);
  auto files = project.read_folder(folder);
  if (!files) return fail(files);
  const bool in_place = !owns_folder(project.lock, locked.name);
  if (!in_place)
    std::erase_if(*files, [&](const auto& file) {
      return find_file(project.lock, fmt::format("{}/{}", folder, file.first)) == nullptr;
    });
  auto package = read_package(*files, folder);
  if (!package) return fail(package);
  if (package->manifest.name != locked.name)
    return fail(conflict(
        "E-INSTALL-CHANGED",
        fmt::format("{} no longer holds {}, but {}", folder, locked.name, package->manifest.name),
        fmt::format("undo that, or remove it with `agentops package uninstall {}`", locked.name), folder));

  Member member{.package = std::move(*package),
                .locked = locked,
                .in_place = in_place,
                .carried = true,
                .needed_by = "",
                .step = StepKind::Already};
  if (member.package.digest != locked.digest) {
    notes.push_back(fmt::format("{} was changed since it was installed: deployed as it is now", folder));
    if (in_place) {
      member.locked.version = member.package.manifest.version;
      member.locked.digest = member.package.digest;
      member.locked.dependencies = member.package.manifest.dependencies;
    }
  }
  return member;
}

Result<Members> carry_all(const Project& project, const std::set<std::string, std::less<>>& without,
                          std::vector<std::string>& notes) {
  Members members;
  for (const auto& locked : project.lock.packages) {
    if (without.contains(locked.name)) continue;
    auto member = carry(locked, project, notes);
    if (!member) return fail(member);
    members.emplace(locked.name, std::move(*member));
  }
  return members;
}

// --- Packages that come

class Arrival {
 public:
  Arrival(const InstallRequest& request, const Project& project) : request_(request), project_(project) {}

  Result<Members> run() {
    for (const auto& candidate : request_.candidates) {
      auto package = read_package(candidate.files, candidate.source);
      if (!package) return fail(package);
      const std::string name = package->manifest.name;
      if (members_.contains(name))
        return fail(conflict("E-INSTALL-TWICE", fmt::format("{} is given twice", name), "give it once"));
      if (auto status = add(std::move(*package), candidate.source, ""); !status) return fail(status);
      members_.at(name).locked.requested = true;
    }
    while (!open_.empty()) {
      const std::string name = open_.front();
      open_.pop_front();
      const auto dependencies = members_.at(name).package.manifest.dependencies;
      for (const auto& dependency : dependencies)
        if (auto status = bring(name, dependency); !status) return fail(status);
    }
    return std::move(members_);
  }

 private:
  Status add(Package package, const std::string& source, std::string needed_by) {
    const std::string name = package.manifest.name;
    const std::string folder = package_folder(name);
    const bool is_ours = owns_folder(project_.lock, name);
    const bool in_place = !is_ours && project_.digest_of(fmt::format("{}/package.yaml", folder)).has_value();
    if (in_place)
      for (const auto& [path, file] : package.files)
        if (project_.digest_of(fmt::format("{}/{}", folder, path)) != text::sha256(bytes_of(file)))
          return fail(
              conflict("E-INSTALL-TAKEN",
                       fmt::format("{} is your own and differs from {}", folder, text::for_terminal(source)),
                       fmt::format("install {} itself, or move it away first", folder),
                       fmt::format("{}/{}", folder, path)));

    Member member{.package = std::move(package),
                  .locked = {},
                  .in_place = in_place,
                  .carried = false,
                  .needed_by = std::move(needed_by),
                  .step = StepKind::Installed};
    member.locked = locked_from(member.package, source, name_of(request_.target), project_.today);
    if (const auto* before = find_package(project_.lock, name)) {
      member.locked.requested = before->requested;
      const bool same = before->digest == member.locked.digest && before->version == member.locked.version;
      member.step = same && before->target == member.locked.target ? StepKind::Already : StepKind::Updated;
      if (same) {
        member.locked.installed = before->installed;
        member.locked.source = before->source;
      }
    }
    members_.emplace(name, std::move(member));
    open_.push_back(name);
    return {};
  }

  /// Makes sure of one dependency: given, installed and good, or found beside.
  Status bring(const std::string& by, const Dependency& dependency) {
    if (members_.contains(dependency.name)) return {};  // its version is checked at the end
    const auto* there = find_package(project_.lock, dependency.name);
    if (there != nullptr && holds(dependency.range, there->version)) return {};
    auto beside = project_.beside(dependency.name);
    if (!beside) return fail(beside);
    if (!beside->has_value())
      return fail(there == nullptr ? missing(by, dependency) : wrong_version(by, dependency, there->version));
    auto package = read_package((*beside)->files, (*beside)->source);
    if (!package) return fail(package);
    if (package->manifest.name != dependency.name) return fail(missing(by, dependency));
    if (!holds(dependency.range, package->manifest.version))
      return fail(wrong_version(by, dependency, package->manifest.version));
    return add(std::move(*package), (*beside)->source, fmt::format("{} {}", by, dependency.range));
  }

 public:
  static Error missing(const std::string& by, const Dependency& dependency) {
    return {.kind = ErrorKind::NotFound,
            .code = "E-DEPENDENCY-MISSING",
            .message = fmt::format("{} needs {} {}, which is neither installed nor beside it", by,
                                   dependency.name, text::for_terminal(dependency.range)),
            .hint = fmt::format("install it first: agentops package install FOLDER-OF/{}", dependency.name),
            .where = {}};
  }

  static Error wrong_version(const std::string& by, const Dependency& dependency, const Version& version) {
    return conflict("E-DEPENDENCY-VERSION",
                    fmt::format("{} needs {} {}, and there is {}", by, dependency.name,
                                text::for_terminal(dependency.range), to_text(version)),
                    fmt::format("install another version of {} or of {}", dependency.name, by));
  }

 private:
  const InstallRequest& request_;
  const Project& project_;
  Members members_;
  std::deque<std::string> open_;
};

Status check_dependencies(const Members& members) {
  for (const auto& [name, member] : members)
    for (const auto& dependency : member.package.manifest.dependencies) {
      const auto found = members.find(dependency.name);
      if (found == members.end()) return fail(Arrival::missing(name, dependency));
      const auto& version = found->second.package.manifest.version;
      if (!holds(dependency.range, version)) return fail(Arrival::wrong_version(name, dependency, version));
    }
  return {};
}

// --- Files

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
  const auto now = project.digest_of(path);
  if (proposal.lock.packages.empty()) {
    if (now) proposal.changes.remove.push_back({.path = path, .expected = *now});
    return;
  }
  TreeFile file{.content = write_lock(proposal.lock)};
  const auto want = text::sha256(bytes_of(file));
  if (!now)
    proposal.changes.create.push_back({.path = path, .file = std::move(file)});
  else if (*now != want)
    proposal.changes.replace.push_back({.path = path, .file = std::move(file), .expected = *now});
}

Result<Proposal> propose(const Members& members, const Project& project) {
  std::vector<Installed> packages;
  for (const auto& [name, member] : members)
    packages.push_back(
        {.package = member.package, .target = target_named(member.locked.target).value_or(Target::Generic)});
  auto wanted = deployment(packages);
  if (!wanted) return fail(wanted);
  add_pristine(members, *wanted);

  auto ledger = project.lock.files;
  auto carried = take_carried(members, ledger);
  auto changed = difference(*wanted, ledger, project.digest_of);

  Proposal proposal{.changes = std::move(changed.changes),
                    .kept = std::move(changed.kept),
                    .lock = {},
                    .steps = {},
                    .findings = {},
                    .notes = {}};
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

// --- Words

std::vector<std::pair<std::string, std::size_t>> count_items(const FileTree& files) {
  std::vector<std::pair<std::string, std::size_t>> counts;
  for (const auto folder : item_folders) {
    std::set<std::string_view> items;
    for (const auto& [path, file] : files) {
      if (!is_below(path, folder)) continue;
      const auto name = std::string_view(path).substr(folder.size() + 1);
      items.insert(folder == "skills" ? name.substr(0, name.find('/')) : name);
    }
    if (!items.empty()) counts.emplace_back(folder, items.size());
  }
  return counts;
}

Step step_of(const Member& member) {
  return {.kind = member.step,
          .name = member.locked.name,
          .version = member.locked.version,
          .needed_by = member.needed_by,
          .files = member.package.files.size(),
          .items = count_items(member.package.files)};
}

/// The packages that come, each after those that it needs; members of a circle by name.
std::vector<Step> steps_in_order(const Members& members) {
  std::vector<Step> steps;
  std::set<std::string, std::less<>> done;
  std::set<std::string, std::less<>> entered;
  for (const auto& [root, unused] : members) {
    std::vector<std::string> open = {root};
    while (!open.empty()) {
      const std::string name = open.back();
      const auto member = members.find(name);
      if (member == members.end() || member->second.carried || done.contains(name)) {
        open.pop_back();
      } else if (entered.insert(name).second) {
        for (const auto& dependency : member->second.package.manifest.dependencies)
          if (!entered.contains(dependency.name)) open.push_back(dependency.name);
      } else {
        open.pop_back();
        done.insert(name);
        steps.push_back(step_of(member->second));
      }
    }
  }
  return steps;
}

// --- Removing

/// Everything that the requested packages need, themselves included.
std::set<std::string, std::less<>> needed_names(const Lock& lock,
                                                const std::set<std::string, std::less<>>& leaving) {
  std::set<std::string, std::less<>> needed;
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

Error still_needed(const Lock& lock, const std::string& name,
                   const std::set<std::string, std::less<>>& needed) {
  std::vector<std::string> by;
  for (const auto& package : lock.packages)
    if (package.name != name && needed.contains(package.name) && depends_on(package, name))
      by.push_back(package.name);
  return conflict(
      "E-NEEDED", fmt::format("{} is needed by {}", name, fmt::join(by, ", ")),
      fmt::format("remove them together: agentops package uninstall {} {}", name, fmt::join(by, " ")));
}

}  // namespace

std::string package_folder(std::string_view name) { return fmt::format("packages/{}", name); }

Result<Proposal> plan_install(const InstallRequest& request, const Project& project) {
  auto members = Arrival(request, project).run();
  if (!members) return fail(members);
  std::set<std::string, std::less<>> arriving;
  for (const auto& [name, member] : *members) arriving.insert(name);
  std::vector<std::string> notes;
  auto carried = carry_all(project, arriving, notes);
  if (!carried) return fail(carried);
  members->merge(*carried);
  if (auto status = check_dependencies(*members); !status) return fail(status);

  auto proposal = propose(*members, project);
  if (!proposal) return proposal;
  proposal->notes = std::move(notes);
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
  const std::set<std::string, std::less<>> leaving(names.begin(), names.end());
  for (const auto& name : leaving)
    if (find_package(project.lock, name) == nullptr)
      return fail({.kind = ErrorKind::NotFound,
                   .code = "E-NOT-INSTALLED",
                   .message = fmt::format("{} is not installed", text::for_terminal(name)),
                   .hint = "`agentops package list` shows what is",
                   .where = {}});
  const auto needed = needed_names(project.lock, leaving);
  for (const auto& name : leaving)
    if (needed.contains(name)) return fail(still_needed(project.lock, name, needed));

  std::set<std::string, std::less<>> without;
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
  auto members = carry_all(project, without, notes);
  if (!members) return fail(members);
  auto proposal = propose(*members, project);
  if (!proposal) return proposal;
  proposal->steps = std::move(steps);
  proposal->notes = std::move(notes);
  return proposal;
}

}  // namespace agentops::package
