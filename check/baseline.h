#pragma once

/// A baseline: the findings that a team knows and does not want to hear of again, as a file to commit.
///
///   {"schema": "agentops/baseline@1",
///    "findings": [{"rule": "AO101", "path": "agents/a.md", "fingerprint": "5f0c..."}]}

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/result.h"
#include "models/rule.h"

namespace agentops::check {

/// Fingerprints.
using Baseline = std::set<std::string, std::less<>>;

/// The file, sorted by path, rule and fingerprint: equal findings, equal bytes.
[[nodiscard]] std::string write_baseline(const std::vector<KnownFinding>& findings);

/// Errors: Invalid (E-BASELINE, E-JSON).
[[nodiscard]] Result<Baseline> read_baseline(std::string_view bytes, const std::string& path);

/// Sets `known` on each finding that `baseline` has.
void mark_known(std::vector<KnownFinding>& findings, const Baseline& baseline);

}  // namespace agentops::check
