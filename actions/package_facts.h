#pragma once

/// What the Markdown of a package says, read for its validations.

#include <functional>
#include <vector>

#include "models/document.h"
#include "models/file_tree.h"
#include "models/finding.h"
#include "models/inventory.h"
#include "models/manifest.h"
#include "package/validations.h"

namespace agentops::actions {

/// The files of a tree as a scan of its folder would see them, references looked up among them. All contents
/// must be read. `visit` is called for each document, in the order of the files.
[[nodiscard]] Inventory read_items(const FileTree& files, const std::function<void(const Document&)>& visit);

/// Reads the items of `files` when it is first asked. A link, import or path is dead when it leads to no file
/// of the package and to no package that `manifest` depends on; names are not looked up, since they may be
/// those of another package. Both must live as long as the answer. For one thread.
[[nodiscard]] package::FactsOf package_facts(const FileTree& files, const Manifest& manifest);

/// What the items of `files` take for granted and another team has otherwise (AO6xx), sorted by path and
/// place.
[[nodiscard]] std::vector<Finding> package_assumptions(const FileTree& files);

}  // namespace agentops::actions
