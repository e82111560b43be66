#pragma once

/// The lines of the plan file that say something, one by one. text/plan_file puts them together.
///
///   read_plan_item(". agent 77be901 a.md  # d3")   -> {Suggested, Agent, "77be901", "a.md", home "d3"}
///   read_plan_heading("[sre] d4  # pager, slo")     -> {"sre", "d4", words "pager, slo"}
///   read_plan_rule("together: a.md, b.md")          -> {together, {"a.md", "b.md"}}

#include <expected>
#include <string>
#include <string_view>

#include "models/plan.h"

namespace agentops::text {

/// How a line of the program's begins that remembers a flag of `mine`: "# mined with --domains 4".
inline constexpr std::string_view grouped_by = "# mined with ";

/// What is wrong with a line, and what would be right.
struct LineComplaint {
  std::string message;
  std::string hint;
};

template <class T>
using LineResult = std::expected<T, LineComplaint>;

/// `text` without spaces at its ends.
[[nodiscard]] std::string_view trimmed_line(std::string_view text);

/// Foreign text for a message: in quotes, escaped, cut.
[[nodiscard]] std::string shown_in_message(std::string_view text);

/// True for "P1", the id of a pattern that was mined; an item's id is the beginning of a hash.
[[nodiscard]] bool is_pattern_id(std::string_view id);

// Lines come trimmed and begin as their kind does: with a mark, with '[', with "together:" or "apart:". What
// is read has neither notes nor number.
[[nodiscard]] LineResult<PlanLine> read_plan_item(std::string_view line);
[[nodiscard]] LineResult<PlanHeading> read_plan_heading(std::string_view line);
[[nodiscard]] LineResult<PlanRule> read_plan_rule(std::string_view line);

}  // namespace agentops::text
