#pragma once

/// What each command is called and does; every one has a file of its own in commands/.

#include <vector>

#include "cli/app.h"
#include "cli/command.h"

namespace agentops::cli {

[[nodiscard]] Command look_command();
[[nodiscard]] Command mcp_command(const Serve& serve);
[[nodiscard]] Command scan_command();
[[nodiscard]] Command list_command();
[[nodiscard]] Command show_command();
[[nodiscard]] Command search_command();
[[nodiscard]] Command similar_command();
[[nodiscard]] Command check_command();
[[nodiscard]] Command explain_command();
[[nodiscard]] std::vector<Command> dups_commands();
[[nodiscard]] Command why_command();
[[nodiscard]] Command map_command();
[[nodiscard]] std::vector<Command> patterns_commands();
[[nodiscard]] Command mine_command();
[[nodiscard]] std::vector<Command> plan_commands();
[[nodiscard]] std::vector<Command> plan_edit_commands();
[[nodiscard]] Command plan_diff_command();
[[nodiscard]] Command review_command();
[[nodiscard]] Command draft_command();
[[nodiscard]] Command package_new_command();
[[nodiscard]] std::vector<Command> package_build_commands();
[[nodiscard]] std::vector<Command> package_install_commands();
[[nodiscard]] Command package_diff_command();
[[nodiscard]] Command package_publish_command();
[[nodiscard]] std::vector<Command> package_state_commands();
[[nodiscard]] Command package_adapt_command();
[[nodiscard]] std::vector<Command> package_settings_commands();
[[nodiscard]] Command package_test_command();
[[nodiscard]] std::vector<Command> registry_commands();
[[nodiscard]] Command status_command();
[[nodiscard]] Command demo_command();
[[nodiscard]] Command doctor_command();
[[nodiscard]] Command help_command();
[[nodiscard]] Command version_command();

}  // namespace agentops::cli
