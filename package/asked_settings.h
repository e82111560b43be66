#pragma once

/// Settings that the items of a package ask for and that none of its files declares.
///
///   agents/a.md:9 "above {{ settings.limits.amout }}"  ->  warning AO512, "... is declared nowhere", "did
///   you mean limits.amount?"

#include <vector>

#include "models/file_tree.h"
#include "models/finding.h"
#include "models/manifest.h"

namespace agentops::package {

/// Sorted by path and place. Settings that cannot be read are one finding. All contents must be read.
[[nodiscard]] std::vector<Finding> check_settings(const FileTree& files, const Manifest& manifest);

}  // namespace agentops::package
