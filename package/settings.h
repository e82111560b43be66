#pragma once

/// The settings of a package: all files under the manifest's `config:` make one tree, whose single values
/// text/placeholders.h puts into the items.
///
///   config/limits.yaml "refund: {limit: $500}" + config/hosts.yaml "ci: ..."  ->  {refund: {limit: $500},
///   ci: ...}

#include <map>
#include <string>

#include "models/file_tree.h"
#include "models/manifest.h"
#include "models/result.h"
#include "models/value.h"

namespace agentops::package {

struct DeclaredSettings {
  Map tree;                                                 ///< in the order of the manifest and its files
  std::map<std::string, std::string, std::less<>> file_of;  ///< key at the top -> path in the package

  friend bool operator==(const DeclaredSettings&, const DeclaredSettings&) = default;
};

/// What the package's files say. Errors: Invalid; those of text::read_yaml, E-CONFIG for a file that is no
/// map, or a key that two files define (both named).
[[nodiscard]] Result<DeclaredSettings> read_settings(const FileTree& files, const Manifest& manifest);

}  // namespace agentops::package
