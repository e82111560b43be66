/// `agentops help`, `version` and `demo`: the program about itself.

#include "cli/help.h"

#include <fmt/format.h>

#include "actions/demo.h"
#include "actions/describe.h"
#include "cli/app.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "models/wrong_usage.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

int run_help(Session& session, const std::string& topic) {
  if (topic.empty()) {
    session.print(overview(all_commands({})));
    return 0;
  }
  if (topic == "exit-codes") {
    session.print(exit_codes_page());
    return 0;
  }
  if (topic == "registries") {
    session.print(registries_page());
    return 0;
  }
  return session.fail(wrong_usage(
      fmt::format("there is no page about \"{}\"", text::for_terminal(topic)),
      "agentops help, agentops help exit-codes, agentops help registries, agentops COMMAND --help"));
}

int run_version(Session& session) {
  if (session.json())
    session.answer({.command = "version",
                    .root = {},
                    .data = Map{{"version", AGENTOPS_VERSION}},
                    .diagnostics = {},
                    .next = {}});
  else
    session.print(fmt::format("agentops {}\n", AGENTOPS_VERSION));
  return 0;
}

int run_demo(Session& session, const std::string& folder) {
  const std::string where = folder.empty() ? "agentops-demo" : folder;
  const auto files = actions::write_sample(where);
  if (!files) return session.fail(files.error());
  const std::vector<NextStep> next = {
      {"cd " + text::for_terminal(where),
       "an invented company's agents, with planted faults (README.md lists them)"},
      {"agentops", "what is here?"},
      {"agentops mine", "group into domains"},
      {"agentops draft", "write the packages"},
      {"agentops search refund kind:agent", "find something"}};
  if (session.json()) {
    session.answer({.command = "demo",
                    .root = where,
                    .data = Map{{"folder", where}, {"files", actions::number(*files)}},
                    .diagnostics = {},
                    .next = next});
    return 0;
  }
  session.print(fmt::format("wrote {} into {}/\n", counted(*files, "file"), text::for_terminal(where)));
  session.suggest(next);
  return 0;
}

}  // namespace

Command help_command() {
  auto topic = std::make_shared<std::string>();
  return {.name = "help",
          .aliases = {},
          .group = Group::Help,
          .summary = "this page; also: help exit-codes, help registries",
          .details = {},
          .arguments = {{"TOPIC", topic.get(), "exit-codes or registries", false}},
          .flags = {},
          .run = [topic](Session& session) { return run_help(session, *topic); }};
}

Command version_command() {
  return {.name = "version",
          .aliases = {},
          .group = Group::Help,
          .summary = "the program's version",
          .details = {},
          .arguments = {},
          .flags = {},
          .run = run_version};
}

Command demo_command() {
  auto folder = std::make_shared<std::string>();
  return {.name = "demo",
          .aliases = {},
          .group = Group::Help,
          .summary = "write a sample folder to play with",
          .details = "Nothing that exists is touched.",
          .arguments = {{"FOLDER", folder.get(), "a new folder (agentops-demo)", false}},
          .flags = {},
          .run = [folder](Session& session) { return run_demo(session, *folder); }};
}

}  // namespace agentops::cli
