// First every file gets its place: files of one place are compared, and what differs moves under its
// package's folder. Then, with all places known, each file is rendered and its links are led to where their
// targets went.

#include "package/deploy.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "package/item_name.h"
#include "package/layout.h"
#include "package/leaving.h"
#include "text/escape.h"
#include "text/yaml_writer.h"

namespace agentops::package {
namespace {

constexpr std::string_view settings_title =
    "# The settings that the files of the installed packages were written with. An edit stays here and does not reach them.\n";

/// Where the folders of a package go: as they are called, below another folder, or as Claude calls them.
struct TargetFolders {
  std::string_view kind;
  std::array<std::string_view, target_names.size()> to;
};

constexpr std::array<TargetFolders, item_lists.size()> target_folders = {
    {{"agents", {"agents", ".claude/agents", ".agents/agents"}},
     {"workflows", {"workflows", ".claude/commands", ".agents/workflows"}},
     {"patterns", {"patterns", ".claude/patterns", ".agents/patterns"}},
     {"skills", {"skills", ".claude/skills", ".agents/skills"}},
     {"rules", {"rules", ".claude/rules", ".agents/rules"}}}};

/// What one package has in one unit: name -> bytes and mode.
using UnitFiles = std::map<std::string, std::pair<std::string, bool>>;

/// The units in which packages differ, so that each needs a place of its own.
std::set<std::string> contested_units(const std::vector<Leaving>& files) {
  std::map<std::string, std::map<std::string, UnitFiles>> by_unit;  // unit -> owner and folder -> files
  for (const auto& file : files)
    by_unit[file.unit()][file.owner].emplace(file.name, std::pair(file.content(), file.executable));
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
    places.emplace(file.origin, contested.contains(file.unit()) ? file.own_path() : file.shared_path());
  return places;
}

/// The merged settings of those packages that have any.
std::optional<Deployed> merged_settings(const Configurations& configurations) {
  Deployed settings{.file = {.content = std::string(settings_title)},
                    .unit = std::string(settings_path),
                    .owners = {},
                    .origin = ""};
  for (const auto& [name, configuration] : configurations) {
    if (configuration.tree.empty()) continue;
    std::get<std::string>(settings.file.content) +=
        fmt::format("{}:\n{}", name, text::write_yaml(configuration.tree, 2));
    settings.owners.push_back(name);
  }
  if (settings.owners.empty()) return std::nullopt;
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
          .message = fmt::format("{} and {} would both become {}", text::for_terminal(first.origin),
                                 text::for_terminal(second.origin), text::for_terminal(place)),
          .hint = "rename one of them in its package",
          .where = {.path = second.origin}};
}

}  // namespace

std::string_view name_of(Target target) { return target_names.at(static_cast<std::size_t>(target)); }

std::optional<Target> target_named(std::string_view name) {
  for (std::size_t i = 0; i < target_names.size(); ++i)
    if (target_names.at(i) == name) return static_cast<Target>(i);
  return std::nullopt;
}

std::string deployed_folder(std::string_view folder, Target target) {
  const auto* const row = std::ranges::find(target_folders, folder, &TargetFolders::kind);
  assert(row != target_folders.end());
  return std::string(row->to.at(static_cast<std::size_t>(target)));
}

Result<Configurations> configurations(const std::vector<Installed>& packages) {
  std::map<std::string, std::vector<Layer>, std::less<>> layers;
  for (const auto& installed : packages) {
    auto values = values_for_dependencies(installed.package);
    if (!values) return fail(values);
    for (auto& [name, layer] : *values) layers[name].push_back(std::move(layer));
  }
  Configurations result;
  for (const auto& [package, target, local, said] : packages) {
    const std::string& name = package.manifest.name;
    if (!local.overrides.settings.empty())
      layers[name].push_back({.by = local.path, .path = local.path, .values = local.overrides.settings});
    std::ranges::copy(said, std::back_inserter(layers[name]));
    auto configuration = configure(package, layers[name]);
    if (!configuration) return fail(configuration);
    result.emplace(name, *std::move(configuration));
  }
  return result;
}

Result<Deployment> deployment(const std::vector<Installed>& packages) {
  const auto configured = configurations(packages);
  if (!configured) return fail(configured);
  std::vector<Leaving> files;
  for (const auto& installed : packages) {
    auto some = leaving(installed, configured->at(installed.package.manifest.name));
    if (!some) return fail(some);
    std::ranges::move(*some, std::back_inserter(files));
  }
  std::ranges::sort(files, {}, [](const Leaving& file) { return std::tie(file.owner, file.origin); });

  const auto places = places_of(files);
  std::set<std::string, std::less<>> pristine;
  for (const auto& installed : packages)
    for (const auto& [path, file] : installed.package.files)
      pristine.insert(fmt::format("packages/{}/{}", installed.package.manifest.name, path));
  const MovedTo moved_to = [&](const std::string& path) -> std::optional<std::string> {
    if (const auto place = places.find(path); place != places.end()) return place->second;
    return pristine.contains(path) ? std::optional(path) : std::nullopt;
  };

  Deployment deployed;
  std::map<std::string, const Leaving*> first_at;
  for (const auto& file : files) {
    const std::string& place = places.at(file.origin);
    const auto [entry, is_new] = deployed.try_emplace(place);
    entry->second.owners.push_back(file.owner);
    const auto [first, is_first] = first_at.emplace(place, &file);
    if (!is_first &&
        (first->second->content() != file.content() || first->second->executable != file.executable))
      return fail(taken_twice(*first->second, file, place));
    if (!is_new) continue;
    auto arrived = arrive(file, place, moved_to);
    entry->second.origin = file.origin;
    entry->second.unit = place.substr(0, place.size() - (file.name.size() - file.whole().size()));
    entry->second.file = {.content = std::move(arrived.text), .executable = file.executable};
    entry->second.stale = std::move(arrived.stale);
  }
  if (auto settings = merged_settings(*configured))
    deployed.insert_or_assign(std::string(settings_path), std::move(*settings));
  if (auto error = same_agent_twice(deployed)) return fail(std::move(*error));
  return deployed;
}

}  // namespace agentops::package
