#pragma once

/// `package.yaml` as text: the notation in which a manifest is written, for a draft, a new package and a test
/// alike. package/manifest.h reads it.
///
///   {.name = "core", .version = 0.1.0, .license = "TODO"}, {{"license", "a blank: MIT, ..."}}
///   -> name: core
///      version: 0.1.0
///      license: TODO                   # a blank: MIT, ...
///
/// Keys stand in one order, each only when it is used. Pure and safe on any thread.

#include <cstdint>
#include <map>
#include <string>

#include "models/manifest.h"

namespace agentops::text {

/// Comments at the ends of lines, put on one line each. Keys: a field ("author"), or a field and its entry
/// ("dependencies:core", "agents:agents/triage.md", "config:defaults").
using ManifestComments = std::map<std::string, std::string, std::less<>>;

/// The manifest as YAML: name, version, description, author and license, then category and addresses, then
/// the lists. Reading it gives `manifest` back.
[[nodiscard]] std::string write_manifest(const Manifest& manifest, const ManifestComments& comments = {});

}  // namespace agentops::text
