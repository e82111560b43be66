#include "actions/registries.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "actions/registry_folder.h"
#include "actions/registry_memory.h"
#include "actions/remote.h"
#include "actions/settings_edits.h"
#include "actions/tree.h"
#include "disk/apply.h"
#include "disk/lock.h"
#include "disk/place.h"
#include "models/wrong_usage.h"
#include "package/archive.h"
#include "package/contents.h"
#include "package/manifest.h"
#include "registry/address.h"
#include "text/escape.h"
#include "text/fold.h"
#include "text/hash.h"
#include "text/spelling.h"
#include "text/version.h"

namespace agentops::actions {
namespace {

/// Writes agentops.yaml as `edit` makes it of what is there, under the project's lock, so that no edit is
/// lost.
template <class Edit>
Status edit_settings(const Project& project, bool dry_run, const Edit& edit) {
  std::optional<disk::FolderLock> held;
  if (!dry_run) {
    auto lock = disk::FolderLock::acquire(project.root(),
                                          {.purpose = "registry", .waiting = waiting_listener(project)});
    if (!lock) return fail(lock);
    held.emplace(*std::move(lock));
  }
  std::string yaml;
  const std::string path(settings_file);
  if (project.root().exists(path)) {
    auto there = project.root().read(path, settings_limit);
    if (!there) return fail(there);
    yaml = *std::move(there);
  }
  const Result<std::string> edited = edit(yaml);
  if (!edited) return fail(edited);
  if (dry_run) return {};
  return disk::write_file(project.root(), path, *edited);
}

/// Of a server only its address is looked at: it need not answer now.
Status check_address(const Project& project, const RegistrySetting& setting) {
  if (!registry::is_remote(setting.url)) {
    const auto opened = open_registry_folder(project, setting);
    return opened ? Status{} : fail(opened);
  }
  const auto address = registry::read_address(setting.url);
  if (!address) return fail(address);
  if (address->scheme == "http" && !setting.insecure && !registry::is_loopback(address->host))
    return fail(
        wrong_usage(fmt::format("{}: plain http, where anybody on the way can read and change what is sent",
                                text::for_terminal(setting.url)),
                    "use https; --insecure allows http"));
  return {};
}

Error unknown_registry(const Project& project, const std::string& name) {
  std::vector<std::string_view> known;
  for (const RegistrySetting& setting : project.settings().registries) known.push_back(setting.name);
  const std::string near = text::closest_spelling(name, known);
  return {.kind = ErrorKind::NotFound,
          .code = "E-REGISTRY-UNKNOWN",
          .message = fmt::format("this project has no registry \"{}\"", text::for_terminal(name)),
          .hint = near.empty() ? "agentops registry list" : "did you mean  " + near,
          .where = {}};
}

// Searching --------------------------------------------------------------------------------------

std::string searchable(const registry::Entry& entry) {
  const std::string text =
      fmt::format("{} {} {}", entry.name, entry.description, fmt::join(entry.keywords, " "));
  return text::folded(text).value_or(text);
}

bool matches(const registry::Entry& entry, const std::vector<std::string>& words) {
  const std::string text = searchable(entry);
  return std::ranges::all_of(
      words, [&](const std::string& word) { return text.contains(text::folded(word).value_or(word)); });
}

}  // namespace

Result<RegistrySetting> registry_named(const Project& project, const std::string& name) {
  const auto& known = project.settings().registries;
  if (known.empty())
    return fail({.kind = ErrorKind::NotFound,
                 .code = "E-NO-REGISTRY",
                 .message = "this project knows no registry",
                 .hint = "agentops registry init DIR, then  agentops registry add NAME DIR",
                 .where = {}});
  if (name.empty()) return known.front();
  const auto found = std::ranges::find(known, name, &RegistrySetting::name);
  if (found == known.end()) return fail(unknown_registry(project, name));
  return *found;
}

Result<registry::Store> open_registry(const Project& project, const RegistrySetting& setting,
                                      Patience patience) {
  if (registry::is_remote(setting.url)) {
    auto source = remote_source(project, setting, patience);
    if (!source) return fail(source);
    return registry::checked_store(setting.name, *std::move(source));
  }
  auto opened = open_registry_folder(project, setting);
  if (!opened) return fail(opened);
  auto folder = std::make_shared<const disk::Folder>(*std::move(opened));
  const registry::ReadFile read = [folder](const std::string& path, std::uint64_t limit) {
    return reader_of(*folder)(path, limit);
  };
  return registry::checked_store(
      setting.name,
      registry::remembered(registry::layout_source(setting.name, read), memory_of(project, setting)));
}

Status init_registry(const std::string& folder, bool dry_run) {
  if (disk::what_is(folder) != disk::Found::Nothing && !disk::names_in(folder).empty())
    return fail({.kind = ErrorKind::Conflict,
                 .code = "E-EXISTS",
                 .message = "this folder is not empty: nothing was written",
                 .hint = "choose a new or an empty folder",
                 .where = {.path = folder}});
  if (dry_run) return {};
  if (disk::what_is(folder) == disk::Found::Nothing)
    if (const Status made = disk::make_folder(folder); !made) return made;
  const auto opened = disk::Folder::open(folder);
  if (!opened) return fail(opened);
  for (const auto& [path, file] : registry::empty_registry())
    if (const Status written = disk::write_file(*opened, path, package::bytes_of(file)); !written)
      return written;
  return {};
}

Status add_registry(const Project& project, const RegistrySetting& setting, bool dry_run) {
  if (!package::can_name_package(setting.name))
    return fail(wrong_usage(fmt::format("\"{}\" cannot name a registry", text::for_terminal(setting.name)),
                            "lower-case letters, digits and single dashes, as in team"));
  const auto& known = project.settings().registries;
  if (std::ranges::find(known, setting.name, &RegistrySetting::name) != known.end())
    return fail({.kind = ErrorKind::Conflict,
                 .code = "E-REGISTRY-KNOWN",
                 .message = fmt::format("there is a registry \"{}\" already", setting.name),
                 .hint = fmt::format("agentops registry remove {}", setting.name),
                 .where = {}});
  if (const Status usable = check_address(project, setting); !usable) return usable;
  const Status added =
      edit_settings(project, dry_run, [&](std::string_view yaml) { return with_registry(yaml, setting); });
  if (added && !dry_run) forget_registry(project, setting);
  return added;
}

Status remove_registry(const Project& project, const std::string& name, bool dry_run) {
  if (const auto known = registry_named(project, name); !known) return fail(known);
  return edit_settings(project, dry_run, [&](std::string_view yaml) { return without_registry(yaml, name); });
}

std::vector<RegistryState> list_registries(const Project& project) {
  std::vector<RegistryState> states;
  for (const RegistrySetting& setting : project.settings().registries) {
    const auto count = [&]() -> Result<std::size_t> {
      const auto store = open_registry(project, setting);
      if (!store) return fail(store);
      const auto entries = store->catalogue();
      if (!entries) return fail(entries);
      return entries->size();
    };
    states.push_back({.setting = setting, .packages = count()});
  }
  return states;
}

Result<std::vector<RegistryHit>> search_registries(const Project& project,
                                                   const std::vector<std::string>& words,
                                                   const std::string& only) {
  if (const auto known = registry_named(project, only); !known) return fail(known);
  std::vector<RegistryHit> hits;
  for (const RegistrySetting& setting : project.settings().registries) {
    if (!only.empty() && setting.name != only) continue;
    const auto store = open_registry(project, setting);
    if (!store) return fail(store);
    const auto entries = store->catalogue();
    if (!entries) return fail(entries);
    for (const registry::Entry& entry : *entries)
      if (matches(entry, words)) hits.push_back({.registry = setting.name, .entry = entry});
  }
  return hits;
}

Result<bool> yank(const Project& project, const YankOrder& order) {
  const auto setting = registry_named(project, order.registry);
  if (!setting) return fail(setting);
  const auto named = package::read_dependency(order.package);
  const auto version = named ? text::read_version(named->range) : Result<Version>(fail(named));
  if (!version)
    return fail(wrong_usage(fmt::format("\"{}\" names no version", text::for_terminal(order.package)),
                            "write it as NAME@VERSION: customer-service@1.2.0"));
  if (registry::is_remote(setting->url))
    return fail(read_only(
        *setting,
        "withdraw the version where the registry is kept: agentops registry yank works on its folder"));
  const registry::Withdrawal withdrawal{.package = named->name, .version = *version, .yanked = !order.undo};
  return change_registry(project, *setting, order.dry_run, [&](const registry::ReadFile& read) {
    return registry::withdraw(withdrawal, setting->name, read);
  });
}

Result<Published> publish(const Project& project, const PublishOrder& order) {
  const auto setting = registry_named(project, order.registry);
  if (!setting) return fail(setting);
  auto archive = read_archive(order.file);
  if (!archive) return fail(archive);
  const Manifest& manifest = archive->package.manifest;
  Published published{.manifest = manifest,
                      .registry = *setting,
                      .validation = judge(order.file, archive->package.files, package::Gate::Publish)};
  if (!published.validation.valid) return published;
  const auto store = open_registry(project, *setting);
  if (!store) return fail(store);
  auto since = compare_with_published(*store, archive->package);
  if (!since) return fail(since);
  published.since = *std::move(since);
  if (published.steps_too_little()) return published;
  const registry::Artifact artifact = registry::make_artifact(manifest, std::move(archive->bytes));
  const PlanPublication plan = [&](const registry::ReadFile& read) {
    return registry::publish(published.manifest, artifact, setting->name, read);
  };
  const auto changed = registry::is_remote(setting->url)
                           ? publish_remote(project, *setting, published.manifest, artifact, order.dry_run)
                           : change_registry(project, *setting, order.dry_run, plan);
  if (!changed) return fail(changed);
  published.already = !*changed;
  return published;
}

}  // namespace agentops::actions
