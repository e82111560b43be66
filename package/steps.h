#pragma once

/// How a plan is told: one line for each package.
///
///   support (needs core), core  ->  + core 1.0.0, needed by support ^1.0.0;  + support 1.0.0, agents 4

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "models/file_tree.h"
#include "package/install.h"
#include "package/selection.h"

namespace agentops::package {

/// "agents" 4, "workflows" 3: how many items the files of a package are, by the folder of their kind; a skill
/// counts one. Their contents do not matter.
[[nodiscard]] std::vector<std::pair<std::string, std::size_t>> count_items(const FileTree& files);

/// The members that come, each after those that it needs; members of a circle by name.
[[nodiscard]] std::vector<Step> steps_in_order(const Members& members);

}  // namespace agentops::package
