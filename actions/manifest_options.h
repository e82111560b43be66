#pragma once

/// What a person typed for a manifest, judged before anything is written.

#include <string>

#include "models/result.h"

namespace agentops::actions {

/// Empty is always good: it is left open. Errors: Usage, E-USAGE, for a licence or category that is none.
[[nodiscard]] Status check_manifest_options(const std::string& license, const std::string& category);

/// What cannot be meant, and how to say it. Usage, E-USAGE.
[[nodiscard]] Error bad_option(std::string message, std::string hint);

}  // namespace agentops::actions
