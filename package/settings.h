#pragma once

/// The settings of a package: all files under the manifest's `config:` make one tree, whose single values
/// text/placeholders.h puts into the items.
///
///   config/limits.yaml "refund: {limit: $500}" + config/hosts.yaml "ci: ..."  ->  {refund: {limit: $500},
///   ci: ...}

#include <string>

#include "models/file_tree.h"
#include "models/manifest.h"
#include "models/result.h"
#include "models/value.h"

namespace agentops::package {

/// The merged tree, a Map in the order of the manifest and its files. Errors: Invalid; those of
/// text::read_yaml, E-CONFIG for a file that is no map, or a key that two files define (both named).
[[nodiscard]] Result<Value> read_settings(const FileTree& files, const Manifest& manifest);

/// `tree`, a map, as YAML in block style, each line indented by `indent` spaces.
[[nodiscard]] std::string write_yaml(const Map& tree, unsigned indent = 0);

}  // namespace agentops::package
