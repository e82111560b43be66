#pragma once

/// The question before something is done that was just shown.
///
///   apply 2 changes to agentops.plan? [y/N]

#include <string_view>

#include "cli/session.h"

namespace agentops::cli {

/// False when there is nobody to ask, or no need: stdout is no terminal, or --yes, --no-input, --dry-run or
/// --json was given.
[[nodiscard]] bool asks(const Session& session);

/// Asks the person at the terminal, even when stdin is a pipe; y or yes goes on, anything else does not. When
/// nobody is asked the answer is yes.
[[nodiscard]] bool consents(Session& session, std::string_view question);

}  // namespace agentops::cli
