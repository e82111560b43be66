#pragma once

/// What the Markdown of a package says, read for its validations.

#include "models/file_tree.h"
#include "models/manifest.h"
#include "package/validations.h"

namespace agentops::actions {

/// Reads the items of `files` when it is first asked. A link, import or path is dead when it leads to no file
/// of the package and to no package that `manifest` depends on; names are not looked up, since they may be
/// those of another package. Both must live as long as the answer. For one thread.
[[nodiscard]] package::FactsOf package_facts(const FileTree& files, const Manifest& manifest);

}  // namespace agentops::actions
