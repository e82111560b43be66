#pragma once

/// Where packages are published: one interface, whatever holds them.
///
///   a folder of OCI image layouts     packages.json (catalogue.h), customer-service/oci-layout (layout.h)
///   the same behind a web server      web.h
///   a server of OCI artifacts         oci.h
///
/// A Source says how tags and blobs come; the Store made of it believes nothing of what comes that is not
/// what a digest named. Pure but for the functions of the source; as safe on several threads as they are.

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

/// How a registry is read. Nothing that it gives has been checked yet.
struct Source {
  /// What is there, sorted by name.
  std::function<Result<std::vector<Entry>>()> catalogue;
  /// What it is called alone, sorted: at most one question.
  std::function<Result<std::vector<std::string>>()> names;
  /// Oldest version first; empty when there is no such package.
  std::function<Result<std::vector<Tagged>>(const std::string& package)> tags;
  /// At most as many bytes as the descriptor says; nothing when the blob is not there.
  std::function<Result<std::optional<std::string>>(const std::string& package, const Descriptor& wanted)>
      blob;
};

struct Store {
  /// What is there, sorted by name; and its names alone, which may come much faster.
  std::function<Result<std::vector<Entry>>()> catalogue;
  std::function<Result<std::vector<std::string>>()> names;
  /// Oldest version first; empty when there is no such package.
  std::function<Result<std::vector<Tagged>>(const std::string& package)> tags;
  /// One of them.
  std::function<Result<Release>(const std::string& package, const Tagged& tagged)> release;
  /// All of them.
  std::function<Result<std::vector<Release>>(const std::string& package)> releases;
  /// The bytes of a release's archive.
  std::function<Result<std::string>(const std::string& package, const Release& release)> archive;
};

/// The bytes of a file below the registry's root, or nothing when there is none. More than `limit` bytes are
/// an error.
using ReadFile =
    std::function<Result<std::optional<std::string>>(const std::string& path, std::uint64_t limit)>;

/// A registry that is a folder, wherever it lies. `name` is the registry's, for the messages.
[[nodiscard]] Source layout_source(std::string name, ReadFile read);

/// `name` is the registry's, for the messages.
[[nodiscard]] Store checked_store(std::string name, Source source);

/// One release of a package, by its tag. Errors: NotFound, E-REGISTRY-BLOB, when a blob is not there; Unsafe,
/// E-REGISTRY-DIGEST or E-REGISTRY-MANIFEST.
[[nodiscard]] Result<Release> release_of(const std::string& name, const Source& source,
                                         const std::string& package, const Tagged& tagged);

/// The version that stands for a package: a release before a pre-release, the newest of those. `tags` are
/// oldest first. Null when all were withdrawn.
[[nodiscard]] const Tagged* newest(const std::vector<Tagged>& tags);

/// True when this very artifact is there already under `version`. Errors: Invalid, E-PUBLISHED, when another
/// one is, or one of a version that differs in build metadata alone.
[[nodiscard]] Result<bool> is_published(const Version& version, const Descriptor& manifest,
                                        const std::vector<Tagged>& tags, const std::string& name,
                                        const std::string& package);

/// What publishing writes.
struct Publication {
  FileTree files;  ///< to be created or to replace what is there; empty when nothing changes

  friend bool operator==(const Publication&, const Publication&) = default;
};

/// Into a folder. `package` is the manifest in the artifact's archive. Errors: those of is_published and of
/// reading.
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
