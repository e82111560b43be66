#pragma once

/// Where packages are published: one interface, and the store that is a folder of OCI image layouts.
///
///   packages.json                          what is there, see catalogue.h
///   customer-service/oci-layout ...        one layout a package, see layout.h
///
/// The same folder may be read from a disk or through a static web server: how the bytes come is a function.
/// Everything that comes is checked against the digest that named it before it is handed on. Pure but for
/// that function; as safe on several threads as it is.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/file_tree.h"
#include "models/result.h"
#include "registry/artifact.h"
#include "registry/catalogue.h"
#include "registry/layout.h"

namespace agentops::registry {

/// A published version.
struct Release {
  Version version;
  std::string config;   ///< the package's manifest as JSON
  Descriptor manifest;  ///< of the artifact: what one version is, for ever
  Descriptor archive;
  bool yanked = false;  ///< not for new resolutions

  friend bool operator==(const Release&, const Release&) = default;
};

struct Store {
  /// What is there, sorted by name.
  std::function<Result<std::vector<Entry>>()> catalogue;
  /// Oldest version first; empty when there is no such package.
  std::function<Result<std::vector<Release>>(const std::string& package)> releases;
  /// The bytes of a release's archive.
  std::function<Result<std::string>(const std::string& package, const Release& release)> archive;
};

/// The bytes of a file below the registry's root, or nothing when there is none. More than `limit` bytes are
/// an error.
using ReadFile =
    std::function<Result<std::optional<std::string>>(const std::string& path, std::uint64_t limit)>;

/// `name` is the registry's, for the messages.
[[nodiscard]] Store layout_store(std::string name, ReadFile read);

/// What publishing writes.
struct Publication {
  FileTree files;  ///< to be created or to replace what is there; empty when nothing changes

  friend bool operator==(const Publication&, const Publication&) = default;
};

/// `package` is the manifest in the artifact's archive. Errors: Invalid, E-PUBLISHED, when this version is
/// there with other bytes; those of reading.
[[nodiscard]] Result<Publication> publish(const Manifest& package, const Artifact& artifact,
                                          const std::string& name, const ReadFile& read);

/// A registry without packages.
[[nodiscard]] FileTree empty_registry();

/// Which version is no longer to be taken by new resolutions, or is again.
struct Withdrawal {
  std::string package;
  Version version;
  bool yanked = true;
};

/// Nothing is deleted: who has the version in a lock still gets it. Errors: NotFound, E-NOT-PUBLISHED; those
/// of reading.
[[nodiscard]] Result<Publication> withdraw(const Withdrawal& withdrawal, const std::string& name,
                                           const ReadFile& read);

}  // namespace agentops::registry
