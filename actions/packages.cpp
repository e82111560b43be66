#include "actions/packages.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "actions/candidates.h"
#include "actions/fetch.h"
#include "actions/settled.h"
#include "disk/apply.h"
#include "models/wrong_usage.h"
#include "package/archive.h"
#include "package/listing.h"
#include "package/lock.h"
#include "package/manifest.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/version.h"

namespace agentops::actions {
namespace {

namespace fs = std::filesystem;

/// A version is built once: whoever has it must be able to rely on it.
Error another_archive(const std::string& path) {
  return {.kind = ErrorKind::Conflict,
          .code = "E-BUILD-EXISTS",
          .message = "another archive has this name: nothing was built",
          .hint = "raise `version` in package.yaml, or remove that archive if nobody has it yet",
          .where = {.path = path}};
}

/// The plan for what was fetched.
Result<package::Proposal> plan_fetched(const Project& project, Lock lock, Fetched fetched,
                                       std::optional<package::Target> target, FindBeside beside) {
  const package::InstallRequest request{.candidates = std::move(fetched.candidates), .target = target};
  const auto find = [needed = std::move(fetched.needed), beside = std::move(beside)](
                        const Dependency& dependency) -> Result<std::optional<package::Candidate>> {
    const auto found = needed.find(dependency.name);
    if (found != needed.end()) return found->second;
    return beside(dependency);
  };
  auto proposal = package::plan_install(request, project_view(project, std::move(lock), find));
  if (proposal) proposal->notes.insert(proposal->notes.begin(), fetched.notes.begin(), fetched.notes.end());
  return proposal;
}

/// "core 1.0.0 -> 1.1.0, + support 1.0.0", safe to print.
std::string lock_changes(const Lock& before, const Lock& after) {
  std::vector<std::string> changes;
  for (const LockedPackage& was : before.packages) {
    const LockedPackage* now = package::find_package(after, was.name);
    if (now == nullptr)
      changes.push_back(fmt::format("- {} {}", was.name, text::to_text(was.version)));
    else if (now->version != was.version)
      changes.push_back(
          fmt::format("{} {} -> {}", was.name, text::to_text(was.version), text::to_text(now->version)));
    else if (*now != was)
      changes.push_back(fmt::format("{} {} from {}", was.name, text::to_text(was.version),
                                    text::for_terminal(now->source)));
  }
  for (const LockedPackage& now : after.packages)
    if (package::find_package(before, now.name) == nullptr)
      changes.push_back(fmt::format("+ {} {}", now.name, text::to_text(now.version)));
  return changes.empty() ? "files that it lists" : fmt::format("{}", fmt::join(changes, ", "));
}

/// The proposal, unless it changes agentops.lock and must not.
Result<package::Proposal> within_lock(Result<package::Proposal> proposal, const Lock& lock, bool locked) {
  if (!proposal || !locked || proposal->lock == lock) return proposal;
  return fail({.kind = ErrorKind::Conflict,
               .code = "E-LOCKED",
               .message = fmt::format("agentops.lock would change: {}", lock_changes(lock, proposal->lock)),
               .hint = "nothing was changed; run it without --locked, and commit agentops.lock",
               .where = {}});
}

bool is_published(const Project& project, const LockedPackage& locked) {
  const auto& known = project.settings().registries;
  return std::ranges::find(known, locked.source, &RegistrySetting::name) != known.end();
}

/// The plan for what agentops.lock names, which is made only when there may be something to do.
Result<package::Proposal> bring_back(const Project& project, const Lock& lock, const InstallOrder& order) {
  if (is_settled(project)) return nothing_to_do(lock);
  auto fetched = fetch_locked(project, lock);
  if (!fetched) return fail(fetched);
  auto proposal = plan_fetched(project, lock, *std::move(fetched), order.target, nothing_beside);
  if (proposal && *proposal == nothing_to_do(lock)) settle(project, lock);
  return within_lock(std::move(proposal), lock, order.locked);
}

/// What an update asks the registries for: at least the versions that are here.
Result<std::vector<Dependency>> updates_of(const Project& project, const Lock& lock,
                                           const UpdateOrder& order) {
  std::vector<Dependency> asked;
  const auto ask = [&](const LockedPackage& locked) {
    asked.push_back({locked.name, (order.major ? ">=" : "^") + text::to_text(locked.version)});
  };
  for (const std::string& name : order.names) {
    const LockedPackage* locked = package::find_package(lock, name);
    if (locked == nullptr) return fail(package::not_installed(name, lock));
    ask(*locked);
  }
  if (order.names.empty())
    for (const LockedPackage& locked : lock.packages)
      if (locked.requested && is_published(project, locked)) ask(locked);
  return asked;
}

}  // namespace

Result<Validation> validate_package(const std::string& folder, bool strict) {
  const auto files = read_package_folder(folder);
  if (!files) return fail(files);
  return judge(folder, *files, strict ? package::Gate::Publish : package::Gate::Work);
}

Result<std::vector<std::string>> list_unlisted(const std::string& folder, bool dry_run) {
  const auto files = read_package_folder(folder);
  if (!files) return fail(files);
  auto listing = package::list_files(*files);
  if (!listing) return fail(listing);
  if (dry_run || listing->added.empty()) return std::move(listing->added);
  const auto root = disk::Folder::open(folder);
  if (!root) return fail(root);
  const Status written = disk::write_file(*root, std::string(package::manifest_path), listing->yaml);
  if (!written) return fail(written);
  return std::move(listing->added);
}

Result<Built> build_package(const BuildRequest& request) {
  const auto files = read_package_folder(request.folder);
  if (!files) return fail(files);
  if (!judge(request.folder, *files, package::Gate::Work).valid)
    return fail({.kind = ErrorKind::Invalid,
                 .code = "E-BUILD-INVALID",
                 .message = "the package is not valid, so nothing was built",
                 .hint = "agentops package validate " + request.folder,
                 .where = {.path = request.folder}});
  const FileTree shipped = package::package_files(*files);
  const auto package = package::read_package(shipped, request.folder);
  if (!package) return fail(package);
  const auto bytes = package::pack(shipped);
  if (!bytes) return fail(bytes);

  const std::string name = package::archive_name(package->manifest);
  Built built{.file = (fs::path(request.out) / name).lexically_normal().string(),
              .members = {},
              .bytes = bytes->size(),
              .sha256 = text::hex(text::sha256(*bytes))};
  for (const auto& [path, file] : shipped) built.members.push_back(path);
  const auto out = disk::Folder::open(request.out);
  if (!out) return fail(out);
  if (request.list_only) return built;
  if (out->exists(name)) {
    const auto there = out->read(name, archive_limit);
    if (!there || *there != *bytes) return fail(another_archive(built.file));
    built.unchanged = true;
    return built;
  }
  if (const Status written = disk::write_file(*out, name, *bytes); !written) return fail(written);
  return built;
}

Result<std::optional<package::Target>> read_target(const std::string& name) {
  const auto target = package::target_named(name);
  if (target || name.empty()) return target;
  return fail(wrong_usage(fmt::format("\"{}\" is no target", text::for_terminal(name)),
                          fmt::format("targets: {}", fmt::join(package::target_names, " "))));
}

Result<package::Proposal> install_packages(const Project& project, const InstallOrder& order) {
  return change_project(
      project, "install", order.dry_run, [&](const Lock& lock) -> Result<package::Proposal> {
        if (order.from.empty()) return bring_back(project, lock, order);
        FetchOrder fetching;
        std::vector<std::string> paths;
        for (const std::string& from : order.from) {
          if (!is_path(from)) {
            auto wanted = package::read_dependency(from);
            if (!wanted) return fail(wanted);
            fetching.wanted.push_back(*std::move(wanted));
            continue;
          }
          auto candidate = read_candidate(project, from);
          if (!candidate) return fail(candidate);
          fetching.given.push_back(*std::move(candidate));
          paths.push_back(from);
        }
        const FindBeside beside = [&](const Dependency& dependency) {
          return find_beside(project, paths, dependency);
        };
        auto fetched = fetch(project, lock, fetching, beside);
        if (!fetched) return fail(fetched);
        return within_lock(plan_fetched(project, lock, *std::move(fetched), order.target, beside), lock,
                           order.locked);
      });
}

Result<package::Proposal> update_packages(const Project& project, const UpdateOrder& order) {
  return change_project(project, "update", order.dry_run, [&](const Lock& lock) -> Result<package::Proposal> {
    const auto asked = updates_of(project, lock, order);
    if (!asked) return fail(asked);
    auto fetched = fetch(project, lock, {.wanted = *asked, .given = {}, .renew = true}, nothing_beside);
    if (!fetched) return fail(fetched);
    return within_lock(plan_fetched(project, lock, *std::move(fetched), std::nullopt, nothing_beside), lock,
                       order.locked);
  });
}

Result<package::Proposal> uninstall_packages(const Project& project, const std::vector<std::string>& names,
                                             bool dry_run) {
  return change_project(project, "uninstall", dry_run, [&](Lock lock) {
    return package::plan_uninstall(names, project_view(project, std::move(lock), nothing_beside));
  });
}
}  // namespace agentops::actions
