#pragma once

/// Links of a package's items that lead into another package. Packages lie beside each other wherever they
/// are installed, so such a link holds only as long as the other package is there: when it is a dependency.
///
///   agents/a.md of `support` links to ../../core/patterns/p.md, and package.yaml names no `core`
///     ->  warning AO305 at agents/a.md
///
/// Pure, linear in the texts, safe on any thread.

#include <vector>

#include "models/file_tree.h"
#include "models/finding.h"
#include "models/manifest.h"

namespace agentops::package {

/// One AO305 for each file and each package that it links to without a dependency, in the order of their
/// paths. `folder` holds the package; links that leave the folder of all packages are none of these.
[[nodiscard]] std::vector<Finding> crossings(const FileTree& folder, const Manifest& manifest);

}  // namespace agentops::package
