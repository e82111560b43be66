// First every file gets its place: files of one place are compared, and what differs moves under its
// package's folder. Then, with all places known, each file is rendered and its links are led to where their
// targets went.

#include "package/deploy.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "package/item_name.h"
#include "package/layout.h"
#include "package/links.h"
#include "package/settings.h"
#include "text/escape.h"
#include "text/placeholders.h"

namespace agentops::package {
namespace {

constexpr std::string_view settings_title =
    "# The settings that the files of the installed packages were written with. An edit stays here and does not reach them.\n";

struct TargetFolder {
  std::string_view from;
  std::string_view to;
};

constexpr std::array claude_folders = std::to_array<TargetFolder>({{"agents", ".claude/agents"},
                                                                   {"workflows", ".claude/commands"},
                                                                   {"patterns", ".claude/patterns"},
                                                                   {"skills", ".claude/skills"},
                                                                   {"rules", ".claude/rules"}});

/// The folder that a package's folder is deployed to; nothing when it stays in packages/.
std::optional<std::string_view> deployed_folder(std::string_view folder, Target target) {
  if (!is_item_folder(folder)) return std::nullopt;
  if (target == Target::Generic) return folder;
  return std::ranges::find(claude_folders, folder, &TargetFolder::from)->to;
}

/// One file on its way out of its package.
struct Leaving {
  const Installed* from = nullptr;
  std::string path;      ///< in the package: skills/refunds/SKILL.md
  std::string folder;    ///< where its kind goes: .claude/skills
  std::string name;      ///< below that: refunds/SKILL.md
  std::string rendered;  ///< with settings, links as in the package

  [[nodiscard]] const std::string& owner() const { return from->package.manifest.name; }
  [[nodiscard]] bool executable() const { return from->package.files.at(path).executable; }
  /// What moves as one, below the folder: a skill, or the file alone.
  [[nodiscard]] std::string_view whole() const {
    return std::string_view(name).substr(0, path.starts_with("skills/") ? name.find('/') : name.size());
  }
  [[nodiscard]] std::string unit() const { return collision_key(fmt::format("{}/{}", folder, whole())); }
  [[nodiscard]] std::string shared_path() const { return fmt::format("{}/{}", folder, name); }
  [[nodiscard]] std::string own_path() const { return fmt::format("{}/{}/{}", folder, owner(), name); }
  [[nodiscard]] std::string origin() const { return fmt::format("packages/{}/{}", owner(), path); }
};

/// What leaves one package.
Result<std::vector<Leaving>> leaving(const Installed& installed) {
  const auto& package = installed.package;
  const auto settings = read_settings(package.files, package.manifest);
  if (!settings) return fail(settings);
  const auto values = text::single_values(*settings);
  std::vector<Leaving> files;
  for (const auto& [path, file] : package.files) {
    const auto slash = path.find('/');
    const auto folder = slash == std::string::npos
                            ? std::nullopt
                            : deployed_folder(std::string_view(path).substr(0, slash), installed.target);
    if (!folder) continue;
    const std::string& bytes = bytes_of(file);
    files.push_back({.from = &installed,
                     .path = path,
                     .folder = std::string(*folder),
                     .name = path.substr(slash + 1),
                     .rendered = text::is_rendered(path) ? text::render(bytes, values) : bytes});
  }
  return files;
}

/// What one package has in one unit: name -> bytes and mode.
using UnitFiles = std::map<std::string, std::pair<std::string_view, bool>>;

/// The units in which packages differ, so that each needs a place of its own.
std::set<std::string> contested_units(const std::vector<Leaving>& files) {
  std::map<std::string, std::map<std::string, UnitFiles>> by_unit;  // unit -> owner and folder -> files
  for (const auto& file : files)
    by_unit[file.unit()][file.owner()].emplace(file.name,
                                               std::pair(std::string_view(file.rendered), file.executable()));
  std::set<std::string> contested;
  for (const auto& [unit, owners] : by_unit) {
    const auto& first = owners.begin()->second;
    if (std::ranges::any_of(owners, [&](const auto& owner) { return owner.second != first; }))
      contested.insert(unit);
  }
  return contested;
}

/// Where each file goes, by where it lies pristine.
std::map<std::string, std::string, std::less<>> places_of(const std::vector<Leaving>& files) {
  const auto contested = contested_units(files);
  std::map<std::string, std::string, std::less<>> places;
  for (const auto& file : files)
    places.emplace(file.origin(), contested.contains(file.unit()) ? file.own_path() : file.shared_path());
  return places;
}

/// The merged settings of those packages that have any.
std::optional<Deployed> merged_settings(const std::vector<Installed>& packages) {
  std::map<std::string, Map> trees;
  for (const auto& [package, target] : packages) {
    const auto tree = read_settings(package.files, package.manifest);
    if (tree && !tree->map()->empty()) trees.emplace(package.manifest.name, *tree->map());
  }
  if (trees.empty()) return std::nullopt;
  Deployed settings{.file = {.content = std::string(settings_title)},
                    .unit = std::string(settings_path),
                    .owners = {},
                    .origin = ""};
  for (const auto& [name, tree] : trees) {
    std::get<std::string>(settings.file.content) += fmt::format("{}:\n{}", name, write_yaml(tree, 2));
    settings.owners.push_back(name);
  }
  return settings;
}

/// Claude knows agents by name alone, wherever they lie.
std::optional<Error> same_agent_twice(const Deployment& files) {
  std::map<std::string, const Deployment::value_type*> agents;
  for (const auto& entry : files) {
    const auto& [path, deployed] = entry;
    if (!path.starts_with(".claude/agents/") || !path.ends_with(".md")) continue;
    const auto name = item_name(path, bytes_of(deployed.file));
    const auto [other, is_new] = agents.emplace(name, &entry);
    if (is_new) continue;
    return Error{.kind = ErrorKind::Conflict,
                 .code = "E-DEPLOY-NAME",
                 .message = fmt::format("two agents answer to the name `{}`: {} of {} and {} of {}",
                                        text::for_terminal(name), other->second->first,
                                        fmt::join(other->second->second.owners, ", "), path,
                                        fmt::join(deployed.owners, ", ")),
                 .hint = "rename one in its package, or install one of the packages with --target generic",
                 .where = {.path = path}};
  }
  return std::nullopt;
}

/// One package's own folder is where another's file goes by its name: agents/support/a.md of support, and of
/// core.
Error taken_twice(const Leaving& first, const Leaving& second, const std::string& place) {
  return {.kind = ErrorKind::Conflict,
          .code = "E-DEPLOY-NAME",
          .message = fmt::format("{} and {} would both become {}", text::for_terminal(first.origin()),
                                 text::for_terminal(second.origin()), text::for_terminal(place)),
          .hint = "rename one of them in its package",
          .where = {.path = second.origin()}};
}

}  // namespace

std::string_view name_of(Target target) { return target_names.at(static_cast<std::size_t>(target)); }

std::optional<Target> target_named(std::string_view name) {
  for (std::size_t i = 0; i < target_names.size(); ++i)
    if (target_names.at(i) == name) return static_cast<Target>(i);
  return std::nullopt;
}

Result<Deployment> deployment(const std::vector<Installed>& packages) {
  std::vector<Leaving> files;
  for (const auto& installed : packages) {
    auto some = leaving(installed);
    if (!some) return fail(some);
    std::ranges::move(*some, std::back_inserter(files));
  }
  std::ranges::sort(files, {}, [](const Leaving& file) { return std::pair(file.owner(), file.path); });

  const auto places = places_of(files);
  std::set<std::string, std::less<>> pristine;
  for (const auto& [package, target] : packages)
    for (const auto& [path, file] : package.files)
      pristine.insert(fmt::format("packages/{}/{}", package.manifest.name, path));
  const MovedTo moved_to = [&](const std::string& path) -> std::optional<std::string> {
    if (const auto place = places.find(path); place != places.end()) return place->second;
    return pristine.contains(path) ? std::optional(path) : std::nullopt;
  };

  Deployment deployed;
  std::map<std::string, const Leaving*> first_at;
  for (const auto& file : files) {
    const std::string origin = file.origin();
    const std::string& place = places.at(origin);
    const auto [entry, is_new] = deployed.try_emplace(place);
    entry->second.owners.push_back(file.owner());
    const auto [first, is_first] = first_at.emplace(place, &file);
    if (!is_first &&
        (first->second->rendered != file.rendered || first->second->executable() != file.executable()))
      return fail(taken_twice(*first->second, file, place));
    if (!is_new) continue;
    entry->second.origin = origin;
    entry->second.unit = place.substr(0, place.size() - (file.name.size() - file.whole().size()));
    entry->second.file = {
        .content = text::is_rendered(place) ? relink(file.rendered, origin, place, moved_to) : file.rendered,
        .executable = file.executable()};
  }
  if (auto settings = merged_settings(packages))
    deployed.insert_or_assign(std::string(settings_path), std::move(*settings));
  if (auto error = same_agent_twice(deployed)) return fail(std::move(*error));
  return deployed;
}

}  // namespace agentops::package
