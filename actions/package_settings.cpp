#include "actions/package_settings.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "actions/candidates.h"
#include "actions/package_change.h"
#include "actions/package_files.h"
#include "models/wrong_usage.h"
#include "package/item_lookup.h"
#include "package/layout.h"
#include "package/override_edits.h"
#include "package/overrides.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/placeholders.h"
#include "text/yaml.h"

namespace agentops::actions {
namespace {

/// The packages among which `name` counts: those of the project, or the one in a folder alone.
Result<std::vector<package::Installed>> packages_around(const Project& project, std::string& name) {
  if (name.contains('/') || name == ".") {
    auto candidate = read_candidate(project, name);
    if (!candidate) return fail(candidate);
    name = candidate->package.manifest.name;
    return std::vector{package::Installed{.package = std::move(candidate->package)}};
  }
  auto lock = load_lock(project);
  if (!lock) return fail(lock);
  std::vector<std::string> notes;
  auto packages = package::installed_packages(project_view(project, *lock, nothing_beside), notes);
  if (!packages) return packages;
  const bool is_there = std::ranges::any_of(
      *packages, [&](const package::Installed& each) { return each.package.manifest.name == name; });
  if (!is_there) return fail(package::not_installed(name, *lock));
  return packages;
}

const package::Installed& named(const std::vector<package::Installed>& packages, const std::string& name) {
  return *std::ranges::find(packages, name,
                            [](const package::Installed& each) { return each.package.manifest.name; });
}

void add_missing(const std::string& place, const std::string& text,
                 const package::Configuration& configuration, std::vector<MissingSetting>& missing) {
  for (const auto& [key, at] : text::settings_asked_for(text)) {
    const bool declared = std::ranges::find(configuration.settings, key, &package::Setting::key) !=
                          configuration.settings.end();
    const auto line = std::ranges::count(std::string_view(text).substr(0, at), '\n') + 1;
    missing.push_back({.key = key,
                       .place = {.path = place, .line = static_cast<std::uint32_t>(line), .column = 1},
                       .declared = declared});
  }
}

/// A file of values as a layer of settings.
Result<package::Layer> read_values(const std::string& path) {
  const auto bytes = read_file(path, file_limit);
  if (!bytes) return fail(bytes);
  auto values = text::read_yaml(*bytes, path);
  if (!values) return fail(values);
  package::Layer layer{.by = path, .path = path, .values = {}};
  if (values->is_null()) return layer;
  if (values->map() == nullptr)
    return fail(wrong_usage(fmt::format("{} is no map of settings", text::for_terminal(path)),
                            "as in  limits:  with `  amount: 300` lines below"));
  layer.values = *values->map();
  return layer;
}

/// What the order says of the settings, the last over the first.
Result<std::vector<package::Layer>> said_in(const RenderOrder& order, const package::Configuration& known) {
  std::vector<package::Layer> layers;
  if (!order.values.empty()) {
    auto read = read_values(order.values);
    if (!read) return fail(read);
    layers.push_back(*std::move(read));
  }
  package::Layer set{.by = "--set", .path = "", .values = {}};
  for (const std::string& assignment : order.set) {
    auto assigned = package::assignment_of(assignment, known.settings);
    if (!assigned) return fail(assigned);
    package::assign(set.values, assigned->path, assigned->value);
  }
  layers.push_back(std::move(set));
  return layers;
}

/// The file as the change will leave it, or nothing to do.
void add_file(const Project& project, const std::string& path, const std::optional<std::string>& bytes,
              ChangeSet& changes) {
  const bool is_there = project.root().exists(path);
  if (!is_there) {
    if (bytes) changes.create.push_back({.path = path, .file = {.content = *bytes}});
    return;
  }
  const auto now = project.root().read(path, file_limit);
  if (!now || (bytes && *now == *bytes)) return;
  const Digest expected = text::sha256(*now);
  if (bytes)
    changes.replace.push_back({.path = path, .file = {.content = *bytes}, .expected = expected});
  else
    changes.remove.push_back({.path = path, .expected = expected});
}

}  // namespace

Result<PackageValues> package_values(const Project& project, const std::string& name) {
  std::string wanted = name;
  const auto packages = packages_around(project, wanted);
  if (!packages) return fail(packages);
  auto configured = package::configurations(*packages);
  if (!configured) return fail(configured);
  return PackageValues{.name = wanted,
                       .version = named(*packages, wanted).package.manifest.version,
                       .settings = std::move(configured->at(wanted).settings)};
}

Result<Rendered> render_package(const Project& project, const RenderOrder& order) {
  std::string name = order.name;
  auto packages = packages_around(project, name);
  if (!packages) return fail(packages);
  const auto installed = std::ranges::find(
      *packages, name, [](const package::Installed& each) { return each.package.manifest.name; });
  auto configured = package::configurations(*packages);
  if (!configured) return fail(configured);
  auto said = said_in(order, configured->at(name));
  if (!said) return fail(said);
  installed->said = *std::move(said);
  std::string origin;
  if (!order.item.empty()) {
    auto item = package::find_item(installed->package, order.item);
    if (!item) return fail(item);
    origin = fmt::format("{}/{}", package::package_folder(name), *item);
  }
  configured = package::configurations(*packages);
  if (!configured) return fail(configured);
  const auto deployed = package::deployment(*packages);
  if (!deployed) return fail(deployed);
  Rendered rendered;
  for (const auto& [place, file] : *deployed) {
    if (file.origin.empty() || !std::ranges::binary_search(file.owners, name)) continue;
    if (!origin.empty() && file.origin != origin) continue;
    const std::string& text = package::bytes_of(file.file);
    if (text::is_rendered(place)) add_missing(place, text, configured->at(name), rendered.missing);
    rendered.items.push_back({.place = place, .origin = file.origin, .text = text});
  }
  return rendered;
}

Result<Overridden> override_package(const Project& project, const OverrideOrder& order) {
  Overridden done{.path = package::overrides_path(order.name), .written = {}, .proposal = {}};
  auto proposal =
      change_project(project, "override", order.dry_run, [&](Lock lock) -> Result<package::Proposal> {
        package::Project view = project_view(project, std::move(lock), nothing_beside);
        auto edits = package::edit_overrides({.name = order.name,
                                              .set = order.set,
                                              .disable = order.disable,
                                              .add = order.add,
                                              .edit = order.edit,
                                              .remove = order.remove},
                                             view);
        if (!edits) return fail(edits);
        done.written = edits->files.at(done.path).value_or("");
        view.read_before = view.read_file;
        view.read_file =
            [&, read = view.read_file](const std::string& path) -> Result<std::optional<std::string>> {
          const auto edited = edits->files.find(path);
          return edited == edits->files.end() ? read(path) : edited->second;
        };
        auto planned = package::plan_install({.candidates = {}, .target = {}, .changed = {order.name}}, view);
        if (!planned) return planned;
        for (const auto& [path, bytes] : edits->files) add_file(project, path, bytes, planned->changes);
        std::ranges::sort(planned->changes.create, {}, &Creation::path);
        std::ranges::sort(planned->changes.replace, {}, &Replacement::path);
        std::ranges::sort(planned->changes.remove, {}, &Removal::path);
        return planned;
      });
  if (!proposal) return fail(proposal);
  done.proposal = *std::move(proposal);
  return done;
}

Result<std::string> overrides_of(const Project& project, const std::string& name) {
  const auto lock = load_lock(project);
  if (!lock) return fail(lock);
  if (std::ranges::find(lock->packages, name, &LockedPackage::name) == lock->packages.end())
    return fail(package::not_installed(name, *lock));
  const std::string path = package::overrides_path(name);
  if (!project.root().exists(path)) return std::string();
  return project.root().read(path, file_limit);
}

}  // namespace agentops::actions
