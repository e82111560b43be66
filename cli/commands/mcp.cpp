/// `agentops mcp`: the folder for assistants, over the Model Context Protocol.

#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/session.h"

namespace agentops::cli {
namespace {

/// No server is asked and nothing is said but answers: stdout belongs to the protocol.
int run_mcp(Session& session, const Serve& serve, const std::string& root) {
  actions::ProjectOptions folder = session.project(root);
  folder.offline = true;
  folder.progress = {};
  const auto project = actions::Project::open(folder);
  if (!project) return session.fail(project.error());
  serve(folder, AGENTOPS_VERSION);
  return 0;
}

}  // namespace

Command mcp_command(const Serve& serve) {
  auto root = std::make_shared<std::string>();
  return {
      .name = "mcp",
      .aliases = {},
      .group = Group::Connect,
      .summary = "answer an assistant over the Model Context Protocol, on stdin and stdout",
      .details =
          "Assistants start it themselves:  claude mcp add agentops -- agentops mcp --root .\n"
          "Its tools search and compare what is in the folder, and write nothing. docs/assistants.md shows "
          "how to register it with others.",
      .arguments = {},
      .flags = {{"--root", root.get(), "DIR", "the folder; where it is started when it is left out"}},
      .formats = {Format::Text},
      .run = [root, serve](Session& session) { return run_mcp(session, serve, *root); }};
}

}  // namespace agentops::cli
