#pragma once

/// The fingerprint of a package's files: what `agentops.lock` records, and what must never change for a
/// version.
///
///   tree_digest({"package.yaml": "..."})  -> the SHA-256 of its canonical tar
///
/// It depends on paths, contents and executable bits, on nothing else: not on compression, order, times or
/// owners.

#include "models/file_tree.h"
#include "models/source.h"

namespace agentops::package {

/// `files` as for write_ustar.
[[nodiscard]] Digest tree_digest(const FileTree& files);

}  // namespace agentops::package
