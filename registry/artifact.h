#pragma once

/// A version of a package as an OCI artifact, so that every OCI registry and every tool for them can hold it.
///
///   make_artifact(customer-service 1.2.0, its archive)
///     -> manifest {"artifactType": "application/vnd.agentops.package.v1", "config": ..., "layers":
///     [archive]}
///        config   the package's manifest as JSON: who resolves versions never fetches an archive
///        archive  NAME-VERSION.tar.gz as `package build` made it
///
/// Notation: OCI Image Format Specification 1.1, manifest.md and annotations.md. The same package gives the
/// same bytes everywhere. Pure; safe on any thread.

#include <cstdint>
#include <string>
#include <string_view>

#include "models/manifest.h"
#include "models/result.h"
#include "models/source.h"
#include "models/value.h"

namespace agentops::registry {

inline constexpr std::string_view artifact_type = "application/vnd.agentops.package.v1";
inline constexpr std::string_view config_type = "application/vnd.agentops.package.config.v1+json";
inline constexpr std::string_view archive_type = "application/vnd.agentops.package.content.v1.tar+gzip";
inline constexpr std::string_view manifest_type = "application/vnd.oci.image.manifest.v1+json";
inline constexpr std::string_view index_type = "application/vnd.oci.image.index.v1+json";

/// What may be read of each at most, in bytes. A config is as JSON what package.yaml says in 256 KiB at most,
/// so that whatever can be published can be read again.
inline constexpr std::uint64_t most_manifest_bytes = 64 << 10;
inline constexpr std::uint64_t most_config_bytes = 1 << 20;
inline constexpr std::uint64_t most_archive_bytes = 64 << 20;
inline constexpr std::uint64_t most_index_bytes = 4 << 20;
inline constexpr std::uint64_t most_catalogue_bytes = 64 << 20;

/// Names some bytes by what they are: SHA-256 and length.
struct Descriptor {
  std::string media_type;
  Digest digest;
  std::uint64_t size = 0;

  friend bool operator==(const Descriptor&, const Descriptor&) = default;
};

[[nodiscard]] Descriptor describe(std::string_view media_type, std::string_view bytes);

/// The three blobs that a registry holds for one version.
struct Artifact {
  std::string manifest;
  std::string config;
  std::string archive;

  friend bool operator==(const Artifact&, const Artifact&) = default;
};

/// `package` is the manifest in `archive`.
[[nodiscard]] Artifact make_artifact(const Manifest& package, std::string archive);

/// What an artifact's manifest points to.
struct ArtifactParts {
  Descriptor config;
  Descriptor archive;

  friend bool operator==(const ArtifactParts&, const ArtifactParts&) = default;
};

/// Strict: exactly one layer, our media types, sizes within the limits. `origin` is for the messages. Errors:
/// Unsafe, E-REGISTRY-MANIFEST, when it is anything but the manifest of a package.
[[nodiscard]] Result<ArtifactParts> read_artifact(std::string_view manifest, std::string_view origin);

/// A descriptor as OCI writes it, and as it is read. Errors: Unsafe, E-REGISTRY-MANIFEST: a digest that is no
/// sha256, a size that is none or over `most`.
[[nodiscard]] Map descriptor_map(const Descriptor& descriptor);
[[nodiscard]] Result<Descriptor> read_descriptor(const Value& value, std::uint64_t most,
                                                 std::string_view origin);

/// Errors: Unsafe, E-REGISTRY-DIGEST, when `bytes` are not what `wanted` names.
[[nodiscard]] Status check_bytes(std::string_view bytes, const Descriptor& wanted, std::string_view origin);

}  // namespace agentops::registry
