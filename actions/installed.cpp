#include "actions/installed.h"

#include <algorithm>
#include <deque>
#include <ranges>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "actions/market.h"
#include "actions/package_files.h"
#include "actions/packages.h"
#include "actions/tree.h"
#include "package/install.h"
#include "package/lock.h"
#include "package/manifest.h"
#include "package/overrides.h"
#include "package/range.h"
#include "package/steps.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/version.h"

namespace agentops::actions {
namespace {

FileState state_of(const Project& project, const DeployedFile& file) {
  if (!project.root().exists(file.path)) return FileState::Missing;
  const auto bytes = project.root().read(file.path, file_limit);
  return bytes && text::sha256(*bytes) == file.digest ? FileState::Intact : FileState::Changed;
}

bool is_pristine(const DeployedFile& file) {
  return file.owners.size() == 1 && file.path.starts_with(package::package_folder(file.owners.front()) + "/");
}

/// `version` when it is newer than what is installed.
std::optional<Version> if_newer(std::optional<Version> version, const Version& installed) {
  if (version && text::compare(*version, installed) > 0) return version;
  return std::nullopt;
}

/// What a registry has of the package; the newest of it in `range`, if any.
std::optional<Version> add_offer(const Market::Offer& offer, const package::Range& range, PackageCard& card) {
  std::optional<Version> newest;
  card.registry = offer.registry;
  for (const auto& [tagged, dependencies] : std::views::reverse(offer.releases)) {  // oldest first there
    if (tagged.yanked) continue;
    card.published.push_back(tagged.version);
    if (!newest && package::satisfies(tagged.version, range)) newest = tagged.version;
  }
  return newest;
}

Result<Manifest> installed_manifest(const Project& project, const LockedPackage& locked) {
  const std::string path = fmt::format("{}/{}", package::package_folder(locked.name), package::manifest_path);
  const auto bytes = project.root().read(path, file_limit);
  if (!bytes) return fail(bytes);
  auto read = package::read_manifest(*bytes, path);
  if (!read) return fail(read);
  return std::move(read->manifest);
}

/// Items and overrides of one package.
Result<InstalledPackage> look_at(const Project& project, const LockedPackage& locked) {
  InstalledPackage installed{.locked = locked, .items = {}, .overrides = 0, .modified = {}};
  const auto listed = list_tree(project.root(), package::package_folder(locked.name));
  if (!listed) return fail(listed);
  FileTree files;
  for (const FileStamp& stamp : *listed) files.emplace(stamp.path, TreeFile{});
  installed.items = package::count_items(files);
  const std::string path = package::overrides_path(locked.name);
  if (!project.root().exists(path)) return installed;
  const auto bytes = project.root().read(path, file_limit);
  if (!bytes) return fail(bytes);
  const auto overrides = package::read_overrides(*bytes, path);
  if (!overrides) return fail(overrides);
  installed.overrides = overrides->changes() + overrides->disabled.size();
  return installed;
}

}  // namespace

Result<std::vector<LockedPackage>> list_installed(const Project& project) {
  auto lock = load_lock(project);
  if (!lock) return fail(lock);
  std::ranges::stable_sort(lock->packages, {}, &LockedPackage::installed);
  return std::move(lock->packages);
}

Result<std::vector<InstalledPackage>> inspect_installed(const Project& project) {
  const auto listed = list_installed(project);
  if (!listed) return fail(listed);
  std::vector<InstalledPackage> packages;
  for (const LockedPackage& locked : *listed) {
    auto installed = look_at(project, locked);
    if (!installed) return fail(installed);
    packages.push_back(*std::move(installed));
  }
  const auto files = verify(project);
  if (!files) return fail(files);
  for (const VerifiedFile& file : *files)
    if (!file.pristine && file.state == FileState::Changed)
      for (InstalledPackage& installed : packages)
        if (std::ranges::binary_search(file.owners, installed.locked.name))
          installed.modified.push_back(file.path);
  return packages;
}

Result<std::vector<VerifiedFile>> verify(const Project& project) {
  const auto lock = load_lock(project);
  if (!lock) return fail(lock);
  std::vector<VerifiedFile> files;
  for (const DeployedFile& file : lock->files)
    files.push_back({.path = file.path,
                     .owners = file.owners,
                     .pristine = is_pristine(file),
                     .state = state_of(project, file)});
  return files;
}

Result<std::vector<LockedPackage>> owners_of(const Project& project, const std::string& path) {
  const auto lock = load_lock(project);
  if (!lock) return fail(lock);
  const DeployedFile* file = package::find_file(*lock, path);
  if (file == nullptr)
    return fail({.kind = ErrorKind::NotFound,
                 .code = "E-NOT-OURS",
                 .message = fmt::format("no package put {} here", text::for_terminal(path)),
                 .hint = "paths are those of agentops.lock, relative to the project",
                 .where = {}});
  std::vector<LockedPackage> owners;
  for (const std::string& name : file->owners)
    if (const LockedPackage* owner = package::find_package(*lock, name)) owners.push_back(*owner);
  return owners;
}

std::vector<TreeLine> dependency_tree(const Lock& lock) {
  struct Open {
    unsigned depth;
    Dependency dependency;
  };
  std::vector<TreeLine> lines;
  std::set<std::string_view> shown;
  std::vector<Open> open;
  for (const LockedPackage& locked : std::views::reverse(lock.packages))
    if (locked.requested) open.push_back({0, {locked.name, ""}});
  while (!open.empty()) {
    const Open next = std::move(open.back());
    open.pop_back();
    const LockedPackage* locked = package::find_package(lock, next.dependency.name);
    if (locked == nullptr) continue;
    const bool repeated = !shown.insert(locked->name).second;
    lines.push_back({.depth = next.depth,
                     .name = locked->name,
                     .version = locked->version,
                     .range = next.dependency.range,
                     .repeated = repeated && !locked->dependencies.empty()});
    if (repeated) continue;
    for (const Dependency& needed : std::views::reverse(locked->dependencies))
      open.push_back({next.depth + 1, needed});
  }
  return lines;
}

Result<std::vector<std::vector<std::string>>> reasons_for(const Lock& lock, const std::string& name,
                                                          std::size_t most) {
  if (package::find_package(lock, name) == nullptr) return fail(package::not_installed(name, lock));
  std::vector<std::vector<std::string>> found;
  std::deque<std::vector<std::string>> open;
  for (const LockedPackage& locked : lock.packages)
    if (locked.requested) open.push_back({locked.name});
  // Each package is left once: one way through it is enough to say why what it needs is here.
  std::set<std::string> left;
  while (!open.empty() && found.size() < most) {
    std::vector<std::string> way = std::move(open.front());
    open.pop_front();
    const std::string last = way.back();
    if (last == name) {
      found.push_back(std::move(way));
      continue;
    }
    const LockedPackage* locked = package::find_package(lock, last);
    if (locked == nullptr || !left.insert(last).second) continue;
    for (const Dependency& needed : locked->dependencies) {
      open.push_back(way);
      open.back().push_back(needed.name);
    }
  }
  return found;
}

Result<std::vector<Outdated>> outdated(const Project& project, const Lock& lock) {
  Market market(project);
  std::vector<Outdated> found;
  for (const LockedPackage& locked : lock.packages) {
    const auto offer = market.offer(locked.name);
    if (!offer) return fail(offer);
    if (*offer == nullptr) continue;
    Outdated line{
        .name = locked.name,
        .installed = locked.version,
        .compatible = if_newer(newest_in(**offer, "^" + text::to_text(locked.version)), locked.version),
        .newest = if_newer(newest_in(**offer, "*"), locked.version)};
    if (line.compatible || line.newest) found.push_back(std::move(line));
  }
  return found;
}

Result<PackageCard> package_card(const Project& project, const std::string& name) {
  const auto wanted = package::read_dependency(name);
  if (!wanted) return fail(wanted);
  const auto lock = load_lock(project);
  if (!lock) return fail(lock);
  Market market(project);
  const auto offer = market.offer(wanted->name);
  if (!offer) return fail(offer);
  PackageCard card;
  const LockedPackage* locked = package::find_package(*lock, wanted->name);
  if (locked != nullptr) card.installed = *locked;
  const auto range = package::read_range(wanted->range);
  if (!range) return fail(range);
  const auto published = *offer == nullptr ? std::nullopt : add_offer(**offer, *range, card);
  const bool is_installed = locked != nullptr && package::satisfies(locked->version, *range);
  bool found = false;
  if (is_installed) {
    auto manifest = installed_manifest(project, *locked);
    if (!manifest && !published) return fail(manifest);
    found = manifest.has_value();
    if (found) card.manifest = *std::move(manifest);
  }
  if (published && !found) {
    auto manifest = market.manifest(wanted->name, *published);
    if (!manifest) return fail(manifest);
    card.manifest = *std::move(manifest);
    found = true;
  }
  if (!found)
    return fail({.kind = ErrorKind::NotFound,
                 .code = "E-PACKAGE-NOT-FOUND",
                 .message = fmt::format("{} is neither installed nor in a registry of this project",
                                        text::for_terminal(name)),
                 .hint = "agentops registry search  shows what there is",
                 .where = {}});
  return card;
}

}  // namespace agentops::actions
