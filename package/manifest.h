#pragma once

/// `package.yaml`, read strictly. text/manifest_file.h writes it.
///
///   name: customer-service
///   version: 1.2.0                      read_manifest -> Manifest{.name = "customer-service",
///   agents: [agents/handle-inquiry.md]                            .version = 1.2.0, ...}
///
/// Two readers over one set of rules. inspect_manifest reports everything at once, for `package validate`;
/// read_manifest takes a manifest or refuses it, for everything that acts on one. Both are pure and safe on
/// any thread.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/finding.h"
#include "models/manifest.h"
#include "models/result.h"
#include "models/value.h"

namespace agentops::package {

inline constexpr std::string_view manifest_path = "package.yaml";

struct ManifestReading {
  Manifest manifest;              ///< what could be read; whole when no finding is an error
  std::vector<Finding> findings;  ///< in the order of the file
  std::string refusal;  ///< the code for refusing it: E-MANIFEST, E-CONTENT-BIDI ...; empty when whole
  std::map<std::string, std::uint32_t, std::less<>>
      lines;  ///< "license", "agents/handle-inquiry.md" -> line, from 1
};

/// Everything that can be said about the manifest in `bytes`. AO501 for fields and AO504 for the version;
/// unknown keys are warnings. Errors only when it is no YAML map at all: those of text::read_yaml, and
/// E-MANIFEST.
[[nodiscard]] Result<ManifestReading> inspect_manifest(std::string_view bytes, std::string_view path);

/// The manifest, or the first thing that is wrong with it (Invalid; E-MANIFEST, E-CONFIG, E-CONTENT-HIDDEN,
/// E-CONTENT-BIDI, or E-YAML... of text::read_yaml), with its place. A licence that is still a blank is
/// accepted.
[[nodiscard]] Result<ManifestReading> read_manifest(std::string_view bytes, std::string_view path);

/// The same of a manifest that was read already: as JSON, in a registry.
[[nodiscard]] Result<ManifestReading> manifest_from(const Value& manifest, std::string_view path);

/// Lower-case letters, digits and single dashes, a folder on every system, a text to every reader of YAML.
[[nodiscard]] bool can_name_package(std::string_view name);

/// `core@^1.0.0`, `core`, as in the manifest and on the command line. Errors: Invalid, E-MANIFEST.
[[nodiscard]] Result<Dependency> read_dependency(std::string_view text);

}  // namespace agentops::package
