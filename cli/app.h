#pragma once

/// From the words of a command line to the command that they name.

#include <vector>

#include "cli/command.h"

namespace agentops::cli {

/// Every command, in the order of --help.
[[nodiscard]] std::vector<Command> all_commands();

/// Parses, runs one command and gives its exit code. A first word that is no command is the folder to look
/// at.
[[nodiscard]] int run(int count, char** words);

}  // namespace agentops::cli
