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

Error not_as_promised(const std::string& origin) {
  return {.kind = ErrorKind::Unsafe,
          .code = "E-REGISTRY-MISMATCH",
          .message = fmt::format("{}: the manifest in the archive is not the one that the registry shows",
                                 text::for_terminal(origin)),
          .hint = "nothing was installed; tell whoever keeps the registry",
          .where = {}};
}

Result<Market::Offer> offer_of(const RegistrySetting& setting, std::vector<registry::Release> releases,
                               const std::string& name) {
  Market::Offer offer{.registry = setting.name, .releases = std::move(releases), .manifests = {}};
  for (const registry::Release& release : offer.releases) {
    const std::string origin = fmt::format("{}: {} {}", setting.name, name, text::to_text(release.version));
    const auto config = text::read_json(release.config, origin);
    if (!config) return fail(config);
    auto read = package::manifest_from(*config, origin);
    if (!read) return fail(read);
    if (read->manifest.name != name || read->manifest.version != release.version)
      return fail(not_as_promised(origin));
    offer.manifests.push_back(std::move(read->manifest));
  }
  return offer;
}

std::size_t index_of(const Market::Offer& offer, const Version& version) {
  const auto at = std::ranges::find(offer.releases, version, &registry::Release::version);
  return static_cast<std::size_t>(at - offer.releases.begin());
}

}  // namespace

std::optional<Version> newest_in(const Market::Offer& offer, std::string_view range) {
  const auto read = package::read_range(range);
  std::optional<Version> newest;
  for (const registry::Release& release : offer.releases)  // oldest first
    if (read && !release.yanked && package::satisfies(release.version, *read)) newest = release.version;
  return newest;
}

Result<const Market::Offer*> Market::offer(const std::string& name) {
  if (const auto known = offers_.find(name); known != offers_.end())
    return known->second ? &*known->second : nullptr;
  for (const RegistrySetting& setting : project_.settings().registries) {
    const auto store = this->store(setting);
    if (!store) return fail(store);
    auto releases = (*store)->releases(name);
    if (!releases) return fail(releases);
    if (releases->empty()) continue;
    auto read = offer_of(setting, *std::move(releases), name);
    if (!read) return fail(read);
    return &*offers_.emplace(name, *std::move(read)).first->second;
  }
  offers_.emplace(name, std::nullopt);
  return nullptr;
}

Result<package::Candidate> Market::take(const std::string& name, const Version& version) {
  const auto offered = offer(name);
  if (!offered) return fail(offered);
  const auto at = *offered == nullptr ? std::size_t{0} : index_of(**offered, version);
  if (*offered == nullptr || at == (*offered)->releases.size()) return fail(not_published(name, version));
  const Offer& from = **offered;
  const auto setting =
      std::ranges::find(project_.settings().registries, from.registry, &RegistrySetting::name);
  const auto store = this->store(*setting);
  if (!store) return fail(store);
  const auto bytes = (*store)->archive(name, from.releases[at]);
  if (!bytes) return fail(bytes);
  const std::string origin = fmt::format("{}: {} {}", from.registry, name, text::to_text(version));
  auto package = package::unpack(*bytes, origin);
  if (!package) return fail(package);
  if (package->manifest != from.manifests[at]) return fail(not_as_promised(origin));
  return package::Candidate{.package = *std::move(package), .source = from.registry};
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
  const auto store = this->store(setting);
  if (!store) return known->second;
  if (const auto entries = (*store)->catalogue())
    for (const registry::Entry& entry : *entries) known->second.push_back(entry.name);
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
