#include "actions/registry_memory.h"

#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "actions/registry_folder.h"
#include "actions/user_folders.h"
#include "disk/place.h"
#include "registry/address.h"
#include "state/store.h"

namespace agentops::actions {
namespace {

constexpr std::uint32_t memory_version = 1;

const registry::Keep nothing_kept = {.load = [](const std::string&) { return std::nullopt; },
                                     .save = [](const std::string&, std::string_view) {}};

/// Sealed files in a folder of the user; it is made when the first one is saved.
registry::Keep keep_in(const Project& project, UserFolder which, std::string_view name) {
  const auto folder = user_folder(which);
  if (!folder || project.unkept()) return nothing_kept;
  const std::string path = fmt::format("{}/{}", *folder, name);
  const state::Store store(path, project.secret());
  return {.load = [store](const std::string& stage) -> std::optional<std::string> {
            auto bytes = store.load(stage, memory_version);
            if (!bytes) return std::nullopt;
            return *std::move(bytes);
          },
          .save =
              [store, path](const std::string& stage, std::string_view bytes) {
                if (disk::what_is(path) == disk::Found::Nothing) (void)disk::make_folder(path);
                (void)store.save(stage, memory_version, bytes);  // the next run asks again
              }};
}

}  // namespace

registry::Memory memory_of(const Project& project, const RegistrySetting& setting) {
  const bool is_remote = registry::is_remote(setting.url);
  return {.registry = setting.name,
          .address = is_remote ? setting.url : registry_path(project, setting),
          .blobs = is_remote ? keep_in(project, UserFolder::Cache, "downloads") : nothing_kept,
          .seen = keep_in(project, UserFolder::State, "seen"),
          .offline = is_remote && project.offline()};
}

void forget_registry(const Project& project, const RegistrySetting& setting) {
  const registry::Memory memory = memory_of(project, setting);
  registry::forget(memory.seen, memory.address);
}

}  // namespace agentops::actions
