#pragma once

/// From the words of a command line to the command that they name.

#include <functional>
#include <string>
#include <vector>

#include "actions/project.h"
#include "cli/command.h"

namespace agentops::cli {

/// Answers other programs about a folder until they are done; `version` is that of agentops.
using Serve = std::function<void(const actions::ProjectOptions& folder, const std::string& version)>;

/// Every command, in the order of --help. `agentops mcp` hands over to `serve`.
[[nodiscard]] std::vector<Command> all_commands(const Serve& serve);

/// Parses, runs one command and gives its exit code. A first word that is no command is the folder to look
/// at.
[[nodiscard]] int run(int count, char** words, const Serve& serve);

}  // namespace agentops::cli
