#pragma once

/// The packages that a search looks into beside the folder at hand: those installed in the project, those
/// installed for the user, and those of a registry that are not installed.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "actions/package_index.h"
#include "actions/project.h"

namespace agentops::actions {

enum class Scope : std::uint8_t {
  Folder,    ///< the folder at hand
  Project,   ///< a package that is installed in it
  User,      ///< a package that is installed for the user ($XDG_DATA_HOME/agentops)
  Registry,  ///< a package that a registry offers and that is not installed
};

/// "folder", "project", "user", "registry"
[[nodiscard]] std::string_view name_of(Scope scope);

/// Where an item that was found lies.
struct Place {
  Scope scope = Scope::Folder;
  std::string package;   ///< its name; empty: the folder itself
  std::string version;   ///< of the package
  std::string registry;  ///< that offers it
  std::string folder;    ///< of the package, with '/' at its end: "packages/core/", absolute for the user's;
                         ///< "core@1.0.0/" in a registry

  friend bool operator==(const Place&, const Place&) = default;
};

/// A package, and how to read it.
struct PlacedPackage {
  Place place;
  PackageSource source;
  std::function<Result<std::string>(const std::string& path)> read_file;  ///< one of its files
};

struct PackagesOrder {
  bool installed = true;  ///< in the project and for the user
  std::string registry;   ///< name of one whose other packages are looked into, too; empty: none
};

/// In the order of scopes, then by name; a version that is in several places is named once, in the first.
/// What is locked and not there is told in `words`, and so is a lock that does not read. `project` must
/// outlive the answer. Errors: NotFound, E-REGISTRY-UNKNOWN; Usage for a registry that is no folder; those of
/// the store.
[[nodiscard]] Result<std::vector<PlacedPackage>> packages_to_search(const Project& project,
                                                                    const PackagesOrder& order,
                                                                    std::vector<std::string>& words);

}  // namespace agentops::actions
