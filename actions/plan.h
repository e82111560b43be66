#pragma once

/// The plan file of a project: read, checked against the folder, written.
///
/// Writing is atomic and keeps the file before it as `agentops.plan~`. A plan that somebody edited while a
/// command ran is never overwritten: the new one is then `agentops.plan.new`, and the answer is a conflict.

#include <optional>
#include <string>
#include <vector>

#include "actions/project.h"
#include "models/inventory.h"
#include "models/plan.h"

namespace agentops::actions {

inline constexpr const char* plan_file = "agentops.plan";
inline constexpr const char* previous_plan_file = "agentops.plan~";
inline constexpr const char* new_plan_file = "agentops.plan.new";

/// The plan as it was read, with its bytes.
struct LoadedPlan {
  Plan plan;
  std::string bytes;
};

/// Nothing when there is no plan yet. Errors: a line that cannot be read.
[[nodiscard]] Result<std::optional<LoadedPlan>> load_plan(const Project& project);

/// The plan as the program last wrote it, from the state folder; nothing when that is gone.
[[nodiscard]] std::optional<Plan> load_previous_plan(const Project& project);

/// Writes `plan` in place of `before` (the bytes that were read; nothing: there was no file). Gives false
/// when the file says so already. Conflict (E-PLAN-EDITED) when it is no longer `before`.
[[nodiscard]] Result<bool> save_plan(const Project& project, const Plan& plan,
                                     const std::optional<std::string>& before);

/// What is wrong with a plan that can be read: lines whose item is gone, items without a line.
struct PlanCheck {
  std::vector<Finding> findings;
  std::size_t items = 0, domains = 0, decided = 0, close_calls = 0;
};

[[nodiscard]] PlanCheck check_plan(const Plan& plan, const Inventory& inventory);

}  // namespace agentops::actions
