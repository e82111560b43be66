#pragma once

/// The page that `agentops --help` shows, made from the table of commands.

#include <string>
#include <vector>

#include "cli/command.h"

namespace agentops::cli {

[[nodiscard]] std::string overview(const std::vector<Command>& commands);

/// The page of `agentops help exit-codes`.
[[nodiscard]] std::string exit_codes_page();

/// The page of `agentops help registries`.
[[nodiscard]] std::string registries_page();

}  // namespace agentops::cli
