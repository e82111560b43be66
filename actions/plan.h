#pragma once

/// The plan file of a project: read, checked against the folder, written.
///
/// Writing is atomic and keeps the file before it as `agentops.plan~`. A plan that somebody edited while a
/// command ran is never overwritten: the new one is then `agentops.plan.new`, and the answer is a conflict.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/project.h"
#include "mine/plan_edits.h"
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

/// NotFound, E-NO-PLAN.
[[nodiscard]] Error no_plan();

/// The plan as the program last wrote it, from the state folder; nothing when that is gone.
[[nodiscard]] std::optional<Plan> load_previous_plan(const Project& project);

/// Writes `plan` in place of `before` (the bytes that were read; nothing: there was no file). Gives false
/// when the file says so already. Conflict (E-PLAN-EDITED) when it is no longer `before`.
[[nodiscard]] Result<bool> save_plan(const Project& project, const Plan& plan,
                                     const std::optional<std::string>& before);

/// The same for a plan that a person's command made: what the program itself wrote last is not touched, so
/// that the next `mine` sees the edits as a person's.
[[nodiscard]] Result<bool> replace_plan(const Project& project, const std::string& bytes,
                                        const std::optional<std::string>& before);

/// An edit as a person words it: `items` are named as in actions/lookup.h.
struct PlanChange {
  mine::PlanEdit edit;
  bool changed = false;  ///< false: the plan said so already
};

/// Does the edits in order, all or none, and writes the plan, unless `dry_run`; the plan before is kept as
/// `agentops.plan~`. Gives the edits with the keys of their items. Errors: those of loading, of item_named
/// and of mine::edit_plan; Conflict when the plan is edited meanwhile.
[[nodiscard]] Result<std::vector<PlanChange>> edit_plan_file(const Project& project,
                                                             const std::vector<mine::PlanEdit>& edits,
                                                             bool dry_run);

/// The edits that split a domain into so many parts (2 or more), along the likeness of its items: the largest
/// part keeps the heading. Errors: those of loading and scanning; NotFound (E-NO-DOMAIN); Usage when it has
/// fewer parts.
[[nodiscard]] Result<std::vector<mine::PlanEdit>> split_of(const Project& project, const std::string& domain,
                                                           unsigned into);

/// Reads edits as the report and assistants word them, one a line: `move ITEM -> DOMAIN`, `rename OLD ->
/// NEW`, `merge A -> B`, `pin ITEM`, `drop ITEM`, `drop ITEM because TEXT`, `kind ITEM -> KIND`, `together A,
/// B`, `apart A, B`. Blank lines and those that begin with `#` are passed over. Errors: Invalid,
/// E-PATCH-SYNTAX, with the line.
[[nodiscard]] Result<std::vector<mine::PlanEdit>> read_plan_patch(std::string_view text,
                                                                  const std::string& path);

/// "deploy-infra.md -> delivery": what an edit says behind its verb.
[[nodiscard]] std::string words_of(const mine::PlanEdit& edit);

/// What is wrong with a plan that can be read: lines whose item is gone, items without a line, rules that
/// decisions overrule.
struct PlanCheck {
  std::vector<Finding> findings;
  std::size_t items = 0, domains = 0, decided = 0, close_calls = 0;
};

[[nodiscard]] PlanCheck check_plan(const Plan& plan, const Inventory& inventory);

}  // namespace agentops::actions
