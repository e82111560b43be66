#include "actions/places.h"

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "actions/package_change.h"
#include "actions/package_files.h"
#include "actions/registries.h"
#include "actions/registry_folder.h"
#include "actions/tree.h"
#include "actions/user_folders.h"
#include "disk/place.h"
#include "models/wrong_usage.h"
#include "package/archive.h"
#include "package/contents.h"
#include "package/install.h"
#include "package/layout.h"
#include "registry/address.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/version.h"

namespace agentops::actions {
namespace {

using TreeWithDigest = std::pair<FileTree, Digest>;

std::string name_at_version(const std::string& name, const Version& version) {
  return name + "@" + text::to_text(version);
}

/// Gathers packages, each version once.
class Gathering {
 public:
  Gathering(const Project& project, std::vector<std::string>& words) : project_(project), words_(words) {}

  /// What agentops.lock of a folder names; one that cannot be read is told.
  void add_installed(const std::shared_ptr<const Project>& owner, const Project& from, Scope scope) {
    const auto lock = load_lock(from);
    if (!lock) {
      words_.push_back(lock.error().message + "; no package is searched that it names");
      return;
    }
    for (const LockedPackage& locked : lock->packages) {
      const std::string folder = package::package_folder(locked.name);
      if (!from.root().exists(folder)) {
        words_.push_back(fmt::format("{} is not there: agentops package install brings it back", folder));
        continue;
      }
      const std::string place = name_at_version(locked.name, locked.version);
      names_.insert(locked.name);
      if (!known_.insert(place).second) continue;
      const std::string shown = scope == Scope::User ? from.root().path() + "/" + folder : folder;
      packages_.push_back(
          {.place = {.scope = scope,
                     .package = locked.name,
                     .version = text::to_text(locked.version),
                     .registry = {},
                     .folder = shown + "/"},
           .source = {.place = place,
                      .digest = locked.digest,
                      .read = [owner, &from, folder] { return read_installed(from, folder); }},
           .read_file = [owner, &from, folder](const std::string& path) {
             return from.root().read(folder + "/" + path, file_limit);
           }});
    }
  }

  Status add_of_user() {
    const auto folder = user_folder(UserFolder::Data);
    if (!folder || disk::what_is(*folder + "/" + std::string(package_lock)) != disk::Found::File) return {};
    if (disk::full_path(*folder) == disk::full_path(project_.root().path())) return {};
    auto opened = Project::open({.root = *folder, .state = {}, .threads = 1, .progress = {}});
    if (!opened) return fail(opened);
    const auto user = std::make_shared<const Project>(*std::move(opened));
    add_installed(user, *user, Scope::User);
    return {};
  }

  /// Packages of a registry, by their newest version, of which no version is installed.
  Status add_offered(const std::string& registry) {
    const auto setting = registry_named(project_, registry);
    if (!setting) return fail(setting);
    if (registry::is_remote(setting->url))
      return fail(
          wrong_usage(fmt::format("{} is a server: only packages of registries that are folders are searched",
                                  text::for_terminal(registry)),
                      "agentops registry search WORDS  asks every registry for names and descriptions"));
    const auto hits = search_registries(project_, {}, registry);
    if (!hits) return fail(hits);
    for (const RegistryHit& hit : *hits)
      if (!names_.contains(hit.entry.name)) packages_.push_back(offered(*setting, hit.entry));
    return {};
  }

  [[nodiscard]] std::vector<PlacedPackage> take() { return std::move(packages_); }

 private:
  static constexpr std::string_view package_lock = "agentops.lock";

  static Result<TreeWithDigest> read_installed(const Project& from, const std::string& folder) {
    auto tree = read_tree(from.root(), folder, file_limit);
    if (!tree) return fail(tree);
    auto package = package::read_package(*tree, folder);
    if (!package) return fail(package);
    return std::pair(std::move(package->files), package->digest);
  }

  /// A published version never changes, so its name stands for what it holds.
  PlacedPackage offered(const RegistrySetting& setting, const registry::Entry& entry) const {
    const std::string place = name_at_version(entry.name, entry.version);
    const Digest digest = text::sha256(registry_path(project_, setting) + "\n" + place);
    const auto read = [&project = project_, setting, entry, digest]() -> Result<TreeWithDigest> {
      auto package = published(project, setting, entry);
      if (!package) return fail(package);
      return std::pair(std::move(package->files), digest);
    };
    // Unpacked once: a phrase is looked up in many of its files.
    const auto unpacked = std::make_shared<std::optional<FileTree>>();
    const auto read_file = [read, unpacked](const std::string& path) -> Result<std::string> {
      if (!*unpacked) {
        auto tree = read();
        if (!tree) return fail(tree);
        *unpacked = std::move(tree->first);
      }
      const auto file = (*unpacked)->find(path);
      return file == (*unpacked)->end() ? std::string() : package::bytes_of(file->second);
    };
    return {.place = {.scope = Scope::Registry,
                      .package = entry.name,
                      .version = text::to_text(entry.version),
                      .registry = setting.name,
                      .folder = place + "/"},
            .source = {.place = place, .digest = digest, .read = read},
            .read_file = read_file};
  }

  static Result<package::Package> published(const Project& project, const RegistrySetting& setting,
                                            const registry::Entry& entry) {
    const auto store = open_registry(project, setting);
    if (!store) return fail(store);
    const auto releases = store->releases(entry.name);
    if (!releases) return fail(releases);
    for (const registry::Release& release : *releases)
      if (release.version == entry.version) {
        const auto archive = store->archive(entry.name, release);
        if (!archive) return fail(archive);
        return package::unpack(*archive, fmt::format("{}: {}", setting.name, entry.name));
      }
    return fail({.kind = ErrorKind::NotFound,
                 .code = "E-NOT-PUBLISHED",
                 .message = fmt::format("{}: {} {} is in the catalogue and not there", setting.name,
                                        entry.name, text::to_text(entry.version)),
                 .hint = "tell whoever keeps the registry",
                 .where = {}});
  }

  const Project& project_;
  std::vector<std::string>& words_;
  std::vector<PlacedPackage> packages_;
  std::set<std::string> known_;               ///< NAME@VERSION
  std::set<std::string, std::less<>> names_;  ///< that are installed
};

}  // namespace

std::string_view name_of(Scope scope) {
  constexpr std::array<std::string_view, 4> names = {"folder", "project", "user", "registry"};
  return names.at(static_cast<std::size_t>(scope));
}

Result<std::vector<PlacedPackage>> packages_to_search(const Project& project, const PackagesOrder& order,
                                                      std::vector<std::string>& words) {
  Gathering gathering(project, words);
  if (order.installed) {
    gathering.add_installed(nullptr, project, Scope::Project);
    if (const Status added = gathering.add_of_user(); !added) return fail(added);
  }
  if (!order.registry.empty())
    if (const Status added = gathering.add_offered(order.registry); !added) return fail(added);
  return gathering.take();
}

}  // namespace agentops::actions
