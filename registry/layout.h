#pragma once

/// One package's releases as an OCI image layout: the notation of a folder that any OCI tool reads.
///
///   customer-service/oci-layout              {"imageLayoutVersion": "1.0.0"}
///   customer-service/index.json              tag 1.2.0 -> the digest of its manifest
///   customer-service/blobs/sha256/9c1e...    manifests, configs and archives
///
/// A tag is the version with "+" written "_", which a tag may not hold. A version that was withdrawn keeps
/// its tag and its blobs and carries the annotation `vnd.agentops.yanked`. The annotation
/// `vnd.agentops.dependencies` says what a version depends on, so that choosing versions reads one file for
/// each package. Notation: OCI Image Format Specification 1.1, image-layout.md. Pure; safe on any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/result.h"
#include "models/version.h"
#include "registry/artifact.h"

namespace agentops::registry {

inline constexpr std::string_view index_file = "index.json";
inline constexpr std::string_view layout_file = "oci-layout";

/// The bytes of `oci-layout`.
[[nodiscard]] std::string layout_text();

/// "blobs/sha256/9c1e..."
[[nodiscard]] std::string blob_path(const Digest& digest);

/// "1.2.0+linux" -> "1.2.0_linux", and back; nothing for a tag that is no version.
[[nodiscard]] std::string tag_of(const Version& version);
[[nodiscard]] std::optional<Version> version_of(std::string_view tag);

struct Tagged {
  Version version;
  Descriptor manifest;
  bool yanked = false;
  /// What it depends on, as package.yaml has it: "core-workflow@^2.0.0". Nothing when only the artifact says.
  /// A hint for who chooses versions; who takes one compares it with the artifact.
  std::optional<std::vector<std::string>> needs = {};

  friend bool operator==(const Tagged&, const Tagged&) = default;
};

/// By precedence; versions that differ in build metadata only by that.
[[nodiscard]] std::vector<Tagged> oldest_first(std::vector<Tagged> tags);

/// The index of a layout, its tags in the given order.
[[nodiscard]] std::string write_index(const std::vector<Tagged>& tags);

/// Oldest first. Entries that are no package versions (signatures, other tags) are left out. `origin` is for
/// the messages. Errors: Unsafe, E-REGISTRY-INDEX, when it is no index, or has a version twice.
[[nodiscard]] Result<std::vector<Tagged>> read_index(std::string_view bytes, std::string_view origin);

}  // namespace agentops::registry
