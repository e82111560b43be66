#include "actions/plan_difference.h"

#include <utility>

#include "actions/mine.h"

namespace agentops::actions {

Result<PlanComparison> plan_difference(const Project& project, const std::optional<Plan>& before) {
  const auto loaded = load_plan(project);
  if (!loaded) return fail(loaded);
  if (!*loaded) return fail(no_plan());
  auto now = mined_state(project);
  if (!now) return fail(now);
  const Plan& plan = (*loaded)->plan;
  if (before)
    return PlanComparison{.difference = mine::difference(*before, plan, true),
                          .look_again = std::move(now->changes.look_again)};
  const auto suggested = mine_folder(
      project, {.scan = {}, .index = false, .grouping = plan.grouping, .dry_run = true, .fresh = true});
  if (!suggested) return fail(suggested);
  return PlanComparison{.difference = mine::difference(suggested->plan, plan, false),
                        .look_again = std::move(now->changes.look_again)};
}

}  // namespace agentops::actions
