#pragma once

/// A package as it is acted upon: its files, judged, and its manifest, read.
///
///   read_package({"package.yaml": "name: core ...", "patterns/a.md": "..."})  -> Package{core 0.1.0, 2
///   files}

#include <string>
#include <string_view>
#include <vector>

#include "models/file_tree.h"
#include "models/finding.h"
#include "models/manifest.h"
#include "models/result.h"
#include "models/source.h"

namespace agentops::package {

/// A path that the manifest names, and under which key.
struct ListedPath {
  std::string_view key;  ///< "agents", "config" ...
  std::string path;

  friend bool operator==(const ListedPath&, const ListedPath&) = default;
};

/// In the order of the brief's keys.
[[nodiscard]] std::vector<ListedPath> listed_paths(const Manifest& manifest);

/// True when the file is in the package; a skill may be listed by its folder.
[[nodiscard]] bool is_there(const FileTree& files, const ListedPath& listed);

struct Package {
  Manifest manifest;
  FileTree files;                 ///< without `.draft/`; all contents read
  Digest digest;                  ///< of the tree, see package/digest.h
  std::vector<Finding> findings;  ///< warnings worth telling: unknown keys, scripts

  friend bool operator==(const Package&, const Package&) = default;
};

/// Judges every path and content of `folder`, reads its manifest, and checks that what that lists is there.
/// Errors are Unsafe, since the files may be a stranger's: E-ARCHIVE-... for a path or content,
/// E-MANIFEST-MISSING, and those of read_manifest. `origin` names the folder or archive in messages.
[[nodiscard]] Result<Package> read_package(const FileTree& folder, std::string_view origin);

}  // namespace agentops::package
