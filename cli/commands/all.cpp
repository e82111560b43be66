/// The order of --help.

#include <iterator>

#include "cli/app.h"
#include "cli/commands.h"

namespace agentops::cli {

std::vector<Command> all_commands(const Serve& serve) {
  std::vector<Command> commands = {look_command(), scan_command(),   list_command(),
                                   show_command(), search_command(), similar_command()};
  for (Command& command : dups_commands()) commands.push_back(std::move(command));
  for (Command& command : patterns_commands()) commands.push_back(std::move(command));
  commands.push_back(why_command());
  commands.push_back(check_command());
  commands.push_back(map_command());
  commands.push_back(mine_command());
  for (Command& command : plan_commands()) commands.push_back(std::move(command));
  for (Command& command : plan_edit_commands()) commands.push_back(std::move(command));
  commands.push_back(plan_diff_command());
  commands.push_back(review_command());
  commands.push_back(draft_command());
  commands.push_back(package_new_command());
  for (Command& command : package_build_commands()) commands.push_back(std::move(command));
  for (Command& command : package_install_commands()) commands.push_back(std::move(command));
  commands.push_back(package_test_command());
  for (Command& command : package_state_commands()) commands.push_back(std::move(command));
  commands.push_back(package_diff_command());
  for (Command& command : package_settings_commands()) commands.push_back(std::move(command));
  commands.push_back(package_adapt_command());
  commands.push_back(package_publish_command());
  for (Command& command : registry_commands()) commands.push_back(std::move(command));
  commands.push_back(mcp_command(serve));
  for (Command& command : std::vector{status_command(), demo_command(), explain_command(), help_command(),
                                      doctor_command(), version_command()})
    commands.push_back(std::move(command));
  return commands;
}

}  // namespace agentops::cli
