#pragma once

/// Writing into package.yaml what lies in the package's folders and is not listed there.
///
///   agents/a.md, docs/best-practices.md  ->  "agents:\n  - agents/a.md\n",
///                                            "documentation:\n  best_practices: docs/best-practices.md\n"

#include <string>
#include <string_view>
#include <vector>

#include "models/file_tree.h"
#include "models/result.h"

namespace agentops::package {

/// The key of package.yaml under which a file is listed: "agents", "documentation"; empty for one that lies
/// in none of the package's folders.
[[nodiscard]] std::string listing_key(std::string_view path);

struct Listing {
  std::string yaml;                ///< package.yaml; every byte that was there stays
  std::vector<std::string> added;  ///< paths, sorted

  friend bool operator==(const Listing&, const Listing&) = default;
};

/// package.yaml of `folder` with what AO503 misses in it. Attachments of a skill come with its SKILL.md.
/// Errors: NotFound, E-MANIFEST-MISSING; those of read_manifest and of text/yaml_edit.h.
[[nodiscard]] Result<Listing> list_files(const FileTree& folder);

}  // namespace agentops::package
