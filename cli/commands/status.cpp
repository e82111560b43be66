/// `agentops status`: the five steps from a folder to packages, and which are done.

#include "actions/status.h"

#include <algorithm>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

using actions::PackageStatus;
using actions::ProjectStatus;

std::string extract_line(const ProjectStatus& status) {
  if (!status.has_plan) return "-";
  if (!status.plan_fault.empty()) return "the plan cannot be read: " + text::for_terminal(status.plan_fault);
  return fmt::format("{}       {}, {}, {} of yours", status.plan_findings == 0 ? "done" : "behind",
                     counted(status.domains, "domain"), counted(status.close_calls, "close call"),
                     counted(status.decided, "decision"));
}

std::string package_line(const ProjectStatus& status) {
  if (status.packages.empty()) return "-";
  std::string line =
      fmt::format("{} of {}     ", status.packages.size(), status.packages.size() + status.undrafted.size());
  std::size_t blanks = 0;
  for (const PackageStatus& package : status.packages) blanks += package.blanks;
  line += counted(blanks, "blank") + " to fill";
  if (!status.undrafted.empty())
    line += fmt::format("; {} not drafted", counted(status.undrafted.size(), "domain"));
  return line;
}

std::string test_line(const ProjectStatus& status) {
  if (status.packages.empty()) return "-";
  const auto valid = std::ranges::count(status.packages, true, &PackageStatus::valid);
  return fmt::format("{} of {}     without errors; {} installed here", valid, status.packages.size(),
                     status.installed);
}

std::string publish_line(const ProjectStatus& status) {
  if (status.packages.empty()) return "-";
  return fmt::format("{} of {}     ready to publish",
                     std::ranges::count(status.packages, true, &PackageStatus::ready),
                     status.packages.size());
}

std::vector<NextStep> next_steps(const ProjectStatus& status, const std::string& root) {
  if (!status.has_plan || status.plan_findings > 0)
    return {{"agentops mine " + shell_word(root), "group into domains, find patterns"}};
  if (status.packages.empty() || !status.undrafted.empty())
    return {{"agentops draft --root " + shell_word(root), "write the packages"}};
  const auto open = std::ranges::find(status.packages, false, &PackageStatus::ready);
  const std::string folder =
      shown_path(root, "packages/" + (open == status.packages.end() ? status.packages.front() : *open).name);
  if (open != status.packages.end()) return {{"agentops package validate " + folder, "what is left to do"}};
  return {{"agentops package build " + folder, "an archive to give away"}};
}

Value status_data(const ProjectStatus& status) {
  List packages;
  for (const PackageStatus& package : status.packages)
    packages.emplace_back(Map{{"name", package.name},
                              {"blanks", actions::number(package.blanks)},
                              {"valid", package.valid},
                              {"ready", package.ready}});
  return Map{{"items", actions::number(status.items)},
             {"changed", actions::number(status.changed)},
             {"has_plan", status.has_plan},
             {"domains", actions::number(status.domains)},
             {"decided", actions::number(status.decided)},
             {"close_calls", actions::number(status.close_calls)},
             {"packages", std::move(packages)},
             {"undrafted", actions::texts(status.undrafted)},
             {"installed", actions::number(status.installed)}};
}

int run_status(Session& session, const std::string& path) {
  const auto project = actions::Project::open(session.project(path));
  if (!project) return session.fail(project.error());
  const auto status = actions::project_status(*project);
  if (!status) return session.fail(status.error());
  const std::string& root = project->root().path();
  const std::vector<NextStep> next = next_steps(*status, root);
  if (session.json()) {
    session.answer(
        {.command = "status", .root = root, .data = status_data(*status), .diagnostics = {}, .next = next});
    return 0;
  }
  session.print(fmt::format(
      " 1 Inventory   {}\n",
      status->items == 0
          ? "-"
          : fmt::format("done       {}, {} skipped", counted(status->items, "item"), status->skipped)));
  session.print(fmt::format(" 2 Extract     {}\n", extract_line(*status)));
  session.print(fmt::format(" 3 Package     {}\n", package_line(*status)));
  session.print(fmt::format(" 4 Test        {}\n", test_line(*status)));
  session.print(fmt::format(" 5 Publish     {}\n", publish_line(*status)));
  session.suggest(next);
  return 0;
}

}  // namespace

Command status_command() {
  auto path = std::make_shared<std::string>();
  return {.name = "status",
          .aliases = {},
          .group = Group::Help,
          .summary = "which of the five steps to packages are done",
          .details = {},
          .arguments = {{"PATH", path.get(), "the project's folder; here when it is left out"}},
          .flags = {},
          .run = [path](Session& session) { return run_status(session, *path); }};
}

}  // namespace agentops::cli
