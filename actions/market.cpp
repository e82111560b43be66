#include "actions/market.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "package/archive.h"
#include "package/contents.h"
#include "package/manifest.h"
#include "package/range.h"
#include "text/escape.h"
#include "text/json.h"
#include "text/spelling.h"
#include "text/version.h"

namespace agentops::actions {
namespace {

Error not_published(const std::string& name, const Version& version) {
  return {.kind = ErrorKind::NotFound,
          .code = "E-NOT-PUBLISHED",
          .message = fmt::format("{} {} is in no registry of this project", name, text::to_text(version)),
          .hint = "agentops registry list",
          .where = {}};
}

Error not_as_promised(const std::string& origin, std::string_view what) {
  return {.kind = ErrorKind::Unsafe,
          .code = "E-REGISTRY-MISMATCH",
          .message = fmt::format("{}: {}", text::for_terminal(origin), what),
          .hint = "nothing was installed; tell whoever keeps the registry",
          .where = {}};
}

std::string origin_of(const std::string& registry, const std::string& name, const Version& version) {
  return fmt::format("{}: {} {}", registry, name, text::to_text(version));
}

/// The manifest of a release, which must be that of `name`.
Result<Manifest> manifest_of(const registry::Release& release, const std::string& name,
                             const std::string& origin) {
  const auto config = text::read_json(release.config, origin);
  if (!config) return fail(config);
  auto read = package::manifest_from(*config, origin);
  if (!read) return fail(read);
  if (read->manifest.name != name || read->manifest.version != release.version)
    return fail(not_as_promised(origin, "the manifest is that of another package"));
  return std::move(read->manifest);
}

Result<std::vector<Dependency>> read_needs(const std::vector<std::string>& needs, const std::string& origin) {
  std::vector<Dependency> dependencies;
  for (const std::string& need : needs) {
    auto dependency = package::read_dependency(need);
    if (!dependency) return fail(not_as_promised(origin, "the index shows a dependency that is none"));
    dependencies.push_back(*std::move(dependency));
  }
  return dependencies;
}

/// What a version depends on; its artifact is only read where the index does not say.
Result<std::vector<Dependency>> dependencies_of(const registry::Store& store, const std::string& name,
                                                const registry::Tagged& tagged, const std::string& origin) {
  if (tagged.needs) return read_needs(*tagged.needs, origin);
  const auto release = store.release(name, tagged);
  if (!release) return fail(release);
  auto manifest = manifest_of(*release, name, origin);
  if (!manifest) return fail(manifest);
  return std::move(manifest->dependencies);
}

Result<Market::Offer> offer_of(const std::string& registry, const registry::Store& store,
                               std::vector<registry::Tagged> tags, const std::string& name) {
  Market::Offer offer{.registry = registry, .releases = {}};
  for (registry::Tagged& tagged : tags) {
    auto dependencies = dependencies_of(store, name, tagged, origin_of(registry, name, tagged.version));
    if (!dependencies) return fail(dependencies);
    offer.releases.push_back({.tagged = std::move(tagged), .dependencies = *std::move(dependencies)});
  }
  return offer;
}

}  // namespace

std::optional<Version> newest_in(const Market::Offer& offer, std::string_view range) {
  const auto read = package::read_range(range);
  std::optional<Version> newest;
  for (const auto& [tagged, dependencies] : offer.releases)  // oldest first
    if (read && !tagged.yanked && package::satisfies(tagged.version, *read)) newest = tagged.version;
  return newest;
}

Result<const Market::Offer*> Market::offer(const std::string& name) {
  if (const auto known = offers_.find(name); known != offers_.end())
    return known->second ? &*known->second : nullptr;
  for (const RegistrySetting& setting : project_.settings().registries) {
    const auto store = this->store(setting);
    if (!store) return fail(store);
    auto tags = (*store)->tags(name);
    if (!tags) return fail(tags);
    if (tags->empty()) continue;
    auto read = offer_of(setting.name, **store, *std::move(tags), name);
    if (!read) return fail(read);
    return &*offers_.emplace(name, *std::move(read)).first->second;
  }
  offers_.emplace(name, std::nullopt);
  return nullptr;
}

Result<Market::Found> Market::find(const std::string& name, const Version& version) {
  const auto offered = offer(name);
  if (!offered) return fail(offered);
  if (*offered == nullptr) return fail(not_published(name, version));
  const Offer& from = **offered;
  const auto offering = std::ranges::find_if(
      from.releases, [&](const Release& release) { return release.tagged.version == version; });
  if (offering == from.releases.end()) return fail(not_published(name, version));
  const auto setting =
      std::ranges::find(project_.settings().registries, from.registry, &RegistrySetting::name);
  const auto store = this->store(*setting);
  if (!store) return fail(store);
  Found found{.store = *store,
              .registry = from.registry,
              .origin = origin_of(from.registry, name, version),
              .release = {},
              .manifest = {}};
  auto release = (*store)->release(name, offering->tagged);
  if (!release) return fail(release);
  found.release = *std::move(release);
  auto manifest = manifest_of(found.release, name, found.origin);
  if (!manifest) return fail(manifest);
  if (manifest->dependencies != offering->dependencies)
    return fail(not_as_promised(found.origin, "the index shows other dependencies than the manifest"));
  found.manifest = *std::move(manifest);
  return found;
}

Result<Manifest> Market::manifest(const std::string& name, const Version& version) {
  auto found = find(name, version);
  if (!found) return fail(found);
  return std::move(found->manifest);
}

Result<package::Candidate> Market::take(const std::string& name, const Version& version) {
  const auto found = find(name, version);
  if (!found) return fail(found);
  const auto bytes = found->store->archive(name, found->release);
  if (!bytes) return fail(bytes);
  auto package = package::unpack(*bytes, found->origin);
  if (!package) return fail(package);
  if (package->manifest != found->manifest)
    return fail(
        not_as_promised(found->origin, "the manifest in the archive is not the one that the registry shows"));
  return package::Candidate{.package = *std::move(package), .source = found->registry};
}

std::string Market::nearest(const std::string& name) {
  std::vector<std::string> names;
  for (const RegistrySetting& setting : project_.settings().registries)
    std::ranges::copy(names_in(setting), std::back_inserter(names));
  return text::closest_spelling(name, {names.begin(), names.end()});
}

std::string Market::look_alike(const std::string& name) {
  const auto known = offers_.find(name);
  if (known == offers_.end() || !known->second) return "";
  for (const RegistrySetting& setting : project_.settings().registries) {
    for (const std::string& other : names_in(setting))
      if (text::is_easily_confused(name, other)) return fmt::format("{} of {}", other, setting.name);
    if (setting.name == known->second->registry) return "";
  }
  return "";
}

const std::vector<std::string>& Market::names_in(const RegistrySetting& setting) {
  const auto [known, is_new] = names_.try_emplace(setting.name);
  if (!is_new) return known->second;
  const auto store = open_registry(project_, setting, Patience::Little);
  if (store) known->second = store->names().value_or(std::vector<std::string>{});
  return known->second;
}

Result<const registry::Store*> Market::store(const RegistrySetting& setting) {
  auto known = stores_.find(setting.name);
  if (known == stores_.end()) {
    auto opened = open_registry(project_, setting);
    if (!opened) return fail(opened);
    known = stores_.emplace(setting.name, *std::move(opened)).first;
  }
  return &known->second;
}

}  // namespace agentops::actions
