#pragma once

/// The edits that a person makes in the plan, as commands make them.
///
///   edit_plan(plan, {.verb = PlanVerb::Move, .items = {"flows/close.md"}, .heading = "billing"})
///   -> the line stands under [billing], marked `=`
///
/// A plan after these edits is what an editor would have left: the next `mine` obeys it. Pure.

#include <cstdint>
#include <string>
#include <vector>

#include "models/plan.h"
#include "models/result.h"

namespace agentops::mine {

enum class PlanVerb : std::uint8_t { Move, Rename, Merge, Pin, Drop, Together, Apart, Kind };

struct PlanEdit {
  PlanVerb verb = PlanVerb::Pin;
  std::vector<std::string> items;  ///< keys; of Move, Pin, Drop, Together, Apart, Kind
  std::string heading;             ///< of Move: where to; of Rename and Merge: which
  std::string to;                  ///< the new name; of Merge: the domain that stays; of Kind: the kind
  std::string because;             ///< of Drop: kept as a note; may be empty
  bool add_heading = false;        ///< of Move: make the domain when there is none of the name

  friend bool operator==(const PlanEdit&, const PlanEdit&) = default;
};

/// Does one edit; gives false when the plan says so already. Nothing is changed on an error. Errors: NotFound
/// (E-NO-DOMAIN, E-NO-LINE), Usage (E-USAGE), Invalid (E-PLAN-RULE) for a rule that contradicts another.
[[nodiscard]] Result<bool> edit_plan(Plan& plan, const PlanEdit& edit);

/// "move", "rename", ...
[[nodiscard]] std::string_view name_of(PlanVerb verb);

}  // namespace agentops::mine
