#pragma once

/// What a person typed for a manifest, judged before anything is written.

#include <string>

#include "models/result.h"

namespace agentops::actions {

/// Empty is always good: it is left open. Errors: Usage, E-USAGE, for a licence or category that is none.
[[nodiscard]] Status check_manifest_options(const std::string& license, const std::string& category);

}  // namespace agentops::actions
