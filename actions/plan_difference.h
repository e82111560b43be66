#pragma once

/// How far the plan and the program's own view differ, or the plan and an older one.

#include <optional>
#include <string>
#include <vector>

#include "actions/plan.h"
#include "mine/plan_difference.h"

namespace agentops::actions {

struct PlanComparison {
  mine::PlanDifference difference;      ///< from what it is compared with to the plan
  std::vector<std::string> look_again;  ///< keys of decided items whose text has changed
};

/// The plan beside `before`, or beside what would be suggested if there were no plan. Writes nothing. Errors:
/// those of mining; NotFound (E-NO-PLAN).
[[nodiscard]] Result<PlanComparison> plan_difference(const Project& project,
                                                     const std::optional<Plan>& before);

}  // namespace agentops::actions
