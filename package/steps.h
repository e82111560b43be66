#pragma once

/// How a plan is told: one line for each package.
///
///   support (needs core), core  ->  + core 1.0.0, needed by support ^1.0.0;  + support 1.0.0, agents 4

#include <vector>

#include "package/install.h"
#include "package/selection.h"

namespace agentops::package {

/// The members that come, each after those that it needs; members of a circle by name.
[[nodiscard]] std::vector<Step> steps_in_order(const Members& members);

}  // namespace agentops::package
