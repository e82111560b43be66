// Which packages there should be. Those that come are given, or are needed and found beside; those that are
// there are read from their folders. One check at the end sees to it that every dependency is met, whichever
// way a package came.

#include "package/selection.h"

#include <algorithm>
#include <deque>
#include <set>

#include <fmt/format.h>

#include "package/layout.h"
#include "package/lock.h"
#include "package/manifest.h"
#include "package/range.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/version.h"

namespace agentops::package {
namespace {

bool holds(std::string_view range, const Version& version) {
  const auto read = read_range(range);
  return read && satisfies(version, *read);
}

Error missing(const std::string& by, const Dependency& dependency) {
  return {.kind = ErrorKind::NotFound,
          .code = "E-DEPENDENCY-MISSING",
          .message = fmt::format("{} needs {} {}, which is neither installed nor beside it", by,
                                 dependency.name, text::for_terminal(dependency.range)),
          .hint = fmt::format("put the folder or archive of {} beside it, or install that first",
                              dependency.name),
          .where = {}};
}

Error wrong_version(const std::string& by, const Dependency& dependency, const Version& version) {
  return conflict("E-DEPENDENCY-VERSION",
                  fmt::format("{} needs {} {}, and there is {}", by, dependency.name,
                              text::for_terminal(dependency.range), text::to_text(version)),
                  fmt::format("install another version of {} or of {}", dependency.name, by));
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
  if (files->empty())
    return fail(conflict(
        "E-INSTALL-CHANGED", fmt::format("{} is installed, but {} is gone", locked.name, folder),
        fmt::format("install it again, or remove it with `agentops package uninstall {}`", locked.name),
        folder));
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

// --- Packages that come

class Arrival {
 public:
  Arrival(const InstallRequest& request, const Project& project) : request_(request), project_(project) {}

  Result<Members> run() {
    for (const auto& candidate : request_.candidates) {
      const std::string& name = candidate.package.manifest.name;
      if (members_.contains(name))
        return fail(conflict("E-INSTALL-TWICE", fmt::format("{} is given twice", name), "give it once"));
      if (auto status = add(candidate.package, candidate.source, ""); !status) return fail(status);
      members_.at(name).locked.requested |= candidate.requested;
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
    const bool in_place =
        !is_ours && project_.look_at(fmt::format("{}/{}", folder, manifest_path)).has_value();
    if (in_place)
      for (const auto& [path, file] : package.files)
        if (project_.look_at(fmt::format("{}/{}", folder, path)) !=
            PresentFile{text::sha256(bytes_of(file)), file.executable})
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
    const auto* before = find_package(project_.lock, name);
    const std::string target = request_.target ? std::string(name_of(*request_.target))
                               : before        ? before->target
                                               : std::string(name_of(Target::Generic));
    member.locked = locked_from(member.package, source, target, project_.today);
    if (before != nullptr) {
      member.locked.requested = before->requested;
      const bool same = before->digest == member.locked.digest && before->version == member.locked.version;
      const bool is_there = project_.look_at(fmt::format("{}/{}", folder, manifest_path)).has_value();
      member.step = !same || before->target != member.locked.target ? StepKind::Updated
                    : is_there                                      ? StepKind::Already
                                                                    : StepKind::Installed;
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
    auto beside = project_.beside(dependency);
    if (!beside) return fail(beside);
    if (!beside->has_value())
      return fail(there == nullptr ? missing(by, dependency) : wrong_version(by, dependency, there->version));
    Package& package = (*beside)->package;
    if (package.manifest.name != dependency.name) return fail(missing(by, dependency));
    if (!holds(dependency.range, package.manifest.version))
      return fail(wrong_version(by, dependency, package.manifest.version));
    return add(std::move(package), (*beside)->source, fmt::format("{} {}", by, dependency.range));
  }

  const InstallRequest& request_;
  const Project& project_;
  Members members_;
  std::deque<std::string> open_;
};

}  // namespace

Error conflict(std::string code, std::string message, std::string hint, std::string path) {
  return {.kind = ErrorKind::Conflict,
          .code = std::move(code),
          .message = std::move(message),
          .hint = std::move(hint),
          .where = {.path = std::move(path)}};
}

bool owns_folder(const Lock& lock, std::string_view name) {
  return find_file(lock, fmt::format("{}/{}", package_folder(name), manifest_path)) != nullptr;
}

Result<Members> arriving_members(const InstallRequest& request, const Project& project) {
  return Arrival(request, project).run();
}

Result<Members> carried_members(const Project& project, const Names& without,
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

Status check_dependencies(const Members& members) {
  for (const auto& [name, member] : members)
    for (const auto& dependency : member.package.manifest.dependencies) {
      const auto found = members.find(dependency.name);
      if (found == members.end()) return fail(missing(name, dependency));
      const auto& version = found->second.package.manifest.version;
      if (!holds(dependency.range, version)) return fail(wrong_version(name, dependency, version));
    }
  return {};
}

}  // namespace agentops::package
