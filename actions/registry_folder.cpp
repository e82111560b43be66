#include "actions/registry_folder.h"

#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "actions/tree.h"
#include "disk/apply.h"
#include "disk/lock.h"
#include "models/wrong_usage.h"
#include "package/layout.h"
#include "text/escape.h"
#include "text/hash.h"

namespace agentops::actions {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view file_scheme = "file://";

/// The folder that an address names, or nothing for one of another kind.
std::optional<std::string> folder_of(const Project& project, std::string_view url) {
  if (url.starts_with(file_scheme)) return std::string(url.substr(file_scheme.size()));
  if (url.contains("://")) return std::nullopt;
  return (fs::path(project.root().path()) / fs::path(url)).lexically_normal().string();
}

/// What turns the files that are there into `files`.
Result<ChangeSet> changes_to(const FileTree& files, const disk::Folder& folder) {
  ChangeSet changes;
  for (const auto& [path, file] : files) {
    if (!folder.exists(path)) {
      changes.create.push_back({.path = path, .file = file});
      continue;
    }
    const auto there = folder.read(path, registry::most_archive_bytes);
    if (!there) return fail(there);
    if (*there != package::bytes_of(file))
      changes.replace.push_back({.path = path, .file = file, .expected = text::sha256(*there)});
  }
  return changes;
}

}  // namespace

Result<disk::Folder> open_registry_folder(const Project& project, const RegistrySetting& setting) {
  const auto folder = folder_of(project, setting.url);
  if (!folder)
    return fail(wrong_usage(
        fmt::format("{}: {} is no folder", setting.name, text::for_terminal(setting.url)),
        "a registry is a folder (/srv/agentops, ../registry), https://HOST/PATH or oci://HOST/NAMESPACE"));
  auto opened = disk::Folder::open(*folder);
  if (opened && opened->exists(std::string(registry::catalogue_file))) return opened;
  return fail({.kind = ErrorKind::NotFound,
               .code = "E-REGISTRY-FOLDER",
               .message = fmt::format("{}: there is no registry at {}", setting.name,
                                      text::for_terminal(setting.url)),
               .hint = fmt::format("agentops registry init {}", text::for_terminal(*folder)),
               .where = {}});
}

std::string registry_path(const Project& project, const RegistrySetting& setting) {
  const auto folder = folder_of(project, setting.url);
  if (!folder) return "";
  const fs::path path = fs::absolute(*folder).lexically_normal();
  return (path.has_filename() ? path : path.parent_path()).string();
}

registry::ReadFile reader_of(const disk::Folder& folder) {
  return [&folder](const std::string& path, std::uint64_t limit) -> Result<std::optional<std::string>> {
    if (!folder.exists(path)) return std::nullopt;
    auto bytes = folder.read(path, limit);
    if (!bytes) return fail(bytes);
    return *std::move(bytes);
  };
}

Result<bool> change_registry(const Project& project, const RegistrySetting& setting, bool dry_run,
                             const PlanPublication& plan) {
  const auto folder = open_registry_folder(project, setting);
  if (!folder) return fail(folder);
  std::optional<disk::FolderLock> held;
  if (!dry_run) {
    auto lock =
        disk::FolderLock::acquire(*folder, {.purpose = "publish", .waiting = waiting_listener(project)});
    if (!lock) return fail(lock);
    held.emplace(*std::move(lock));
    if (const Status recovered = disk::recover(*folder); !recovered) return fail(recovered);
  }
  const Result<registry::Publication> publication = plan(reader_of(*folder));
  if (!publication) return fail(publication);
  const auto changes = changes_to(publication->files, *folder);
  if (!changes) return fail(changes);
  if (!dry_run && !changes->empty())
    if (const Status written = disk::apply(*folder, *changes, {}); !written) return fail(written);
  return !changes->empty();
}

}  // namespace agentops::actions
