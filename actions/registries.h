#pragma once

/// The registries that a project knows, and publishing to them.
///
///   agentops registry init ../registry; agentops registry add team ../registry
///   agentops package publish core-1.0.0.tar.gz
///
/// A registry is a folder (registry_folder.h) or a server (remote.h); what its address is, says the setting.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "actions/compare.h"
#include "actions/package_files.h"
#include "actions/project.h"
#include "actions/remote.h"
#include "registry/store.h"

namespace agentops::actions {

/// Makes an empty registry in `folder`, which may not be there yet. Errors: Conflict, E-EXISTS, when there is
/// one, or other files.
[[nodiscard]] Status init_registry(const std::string& folder, bool dry_run);

/// Writes the registry into agentops.yaml. Errors: Usage for a name or an address that is none; NotFound when
/// there is no registry at the address; Conflict, E-REGISTRY-KNOWN, for a name that is taken; those of
/// settings_edits.h.
[[nodiscard]] Status add_registry(const Project& project, const RegistrySetting& setting, bool dry_run);

/// Errors: NotFound, E-REGISTRY-UNKNOWN; those of settings_edits.h.
[[nodiscard]] Status remove_registry(const Project& project, const std::string& name, bool dry_run);

/// A registry of the project, and how many packages it has.
struct RegistryState {
  RegistrySetting setting;
  Result<std::size_t> packages;
};

/// In the order of agentops.yaml; the first one is where packages are published by default.
[[nodiscard]] std::vector<RegistryState> list_registries(const Project& project);

struct RegistryHit {
  std::string registry;
  registry::Entry entry;
};

/// Packages in whose name, description or keywords each word stands, whatever its case; all without words. In
/// the order of the registries, then by name. `only` names one of them. Errors: NotFound, E-REGISTRY-UNKNOWN,
/// E-NO-REGISTRY; those of the store.
[[nodiscard]] Result<std::vector<RegistryHit>> search_registries(const Project& project,
                                                                 const std::vector<std::string>& words,
                                                                 const std::string& only);

struct YankOrder {
  std::string package;   ///< NAME@VERSION
  std::string registry;  ///< empty: the first
  bool undo = false;
  bool dry_run = false;
};

/// Whether anything changed. Errors: those of registry::withdraw, and of finding the registry; Usage,
/// E-REGISTRY-READ-ONLY, for a server.
[[nodiscard]] Result<bool> yank(const Project& project, const YankOrder& order);

struct PublishOrder {
  std::string file;      ///< an archive
  std::string registry;  ///< empty: the first
  bool dry_run = false;
};

struct Published {
  Manifest manifest;
  RegistrySetting registry;
  Validation validation;  ///< as for publishing; nothing is published unless it is valid
  bool already = false;   ///< this very archive was there
  std::optional<PackageDifference> since = {};  ///< what changed since the newest release before it

  /// Whether the version is less than what the change asks for: then nothing is published.
  [[nodiscard]] bool steps_too_little() const {
    return since && !package::reaches(manifest.version, since->least);
  }
};

/// Errors: those of reading an archive, of finding the registry, of registry::publish and of publish_remote.
[[nodiscard]] Result<Published> publish(const Project& project, const PublishOrder& order);

/// The registry of this name, or the first. Errors: NotFound, E-REGISTRY-UNKNOWN or E-NO-REGISTRY.
[[nodiscard]] Result<RegistrySetting> registry_named(const Project& project, const std::string& name);

/// The way to the packages of a registry. Errors: those of open_registry_folder and of remote_source.
[[nodiscard]] Result<registry::Store> open_registry(const Project& project, const RegistrySetting& setting,
                                                    Patience patience = Patience::Usual);

}  // namespace agentops::actions
