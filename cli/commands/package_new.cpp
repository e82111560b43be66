/// `agentops package new`: a package to begin with.

#include <memory>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/new_package.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

struct Flags {
  std::string root;
  package::SkeletonOptions options;
};

int run(Session& session, const Flags& flags) {
  const auto project = actions::Project::open(session.project(flags.root));
  if (!project) return session.fail(project.error());
  const auto made = actions::new_package(*project, flags.options, session.dry_run);
  if (!made) return session.fail(made.error());
  const std::string& root = project->root().path();
  const std::string folder = shown_path(root, made->folder);
  std::vector<NextStep> next;
  if (!session.dry_run)
    next = {{"agentops package validate " + folder, "what is left to do"},
            {"agentops package install " + folder, "try it in a project"}};
  if (session.json()) {
    session.answer({.command = "package-new",
                    .root = root,
                    .data = Map{{"folder", made->folder},
                                {"files", actions::texts(made->files)},
                                {"written", !session.dry_run}},
                    .diagnostics = {},
                    .next = next});
    return 0;
  }
  for (const std::string& file : made->files)
    session.print(fmt::format(" + {}\n", shown_path(root, fmt::format("{}/{}", made->folder, file))));
  if (session.dry_run) session.print(" nothing written (--dry-run)\n");
  session.suggest(next);
  return 0;
}

}  // namespace

Command package_new_command() {
  auto flags = std::make_shared<Flags>();
  package::SkeletonOptions& options = flags->options;
  return {
      .name = "package new",
      .aliases = {},
      .group = Group::Package,
      .summary = "write a package to begin with",
      .details =
          "packages/NAME with an agent, a workflow, a setting, a rule and the documents: it is valid and installs as it stands.",
      .arguments = {{"NAME", &options.name, "name of the package", true}},
      .flags = {{"--root", &flags->root, "DIR", "the project's folder; here when it is left out"},
                {"--author", &options.author, "NAME", "author of the package (from git's settings)"},
                {"--license", &options.license, "SPDX", "its licence; a blank when left out"},
                {"--category", &options.category, "CATEGORY", "domain, industry, process or meta"}},
      .run = [flags](Session& session) { return run(session, *flags); }};
}

}  // namespace agentops::cli
