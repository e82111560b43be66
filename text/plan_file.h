#pragma once

/// `agentops.plan` as text: the notation that people edit.
///
///   together: agents/refund.md, agents/complaint.md
///
///   [customer-service] d3 process           # ticket, refund, reply
///   ## owner: support team
///   . agent    77be901  agents/refund.md    # d3
///   ? workflow 3f9a1c2  flows/close.md      # d3; words say billing
///
/// What the program writes at the end of a suggested line is the domain under which it wrote it, so that a
/// line that was moved is known without any other file. Lines "# mined with --domains 4" say how the items
/// were grouped, so that the next command groups them in the same way. `##` lines are the user's and stay with the line that
/// follows them. write_plan(read_plan(text)) == text for every text that write_plan made.

#include <string>
#include <string_view>

#include "models/plan.h"
#include "models/result.h"

namespace agentops::text {

/// Errors: Invalid, E-PLAN-SYNTAX, with the line's number and what was expected; the first one only.
[[nodiscard]] Result<Plan> read_plan(std::string_view bytes, std::string_view path);

/// The file, with its explaining head: rules, then core, domains in the plan's order, unsorted, dropped; in
/// each the patterns, then the items, by name. Merges in git: every item is a line of its own, and what
/// stands on a line depends on no other line.
[[nodiscard]] std::string write_plan(const Plan& plan);

}  // namespace agentops::text
