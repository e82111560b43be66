#pragma once

/// `agentops.plan` as text: the notation that people edit.
///
///   [kustomize-infra] d3                 # kustomize, overlay, env
///   ## owner: platform team
///   . agent    77be901  legacy/infrastructure-drift.md       # d3
///   ? workflow 3f9a1c2  legacy/deploy-infra.md               # d3; words say security-pipeline
///   together: legacy/a.md, legacy/b.md
///
/// What the program writes at the end of a suggested line is the domain under which it wrote it, so that a
/// line that was moved is known without any other file. write_plan(read_plan(text)) == text for every text
/// that write_plan made.

#include <string>
#include <string_view>

#include "models/plan.h"
#include "models/result.h"

namespace agentops::text {

/// Errors: Invalid, E-PLAN-SYNTAX, with the line's number and what was expected; the first one only.
[[nodiscard]] Result<Plan> read_plan(std::string_view bytes, std::string_view path);

/// The file, with its explaining head, sorted lines and aligned columns. Merges in git: every item is a line
/// of its own and nothing on it changes unless a decision does.
[[nodiscard]] std::string write_plan(const Plan& plan);

}  // namespace agentops::text
