/// `agentops doctor`: every setting with its origin, and the health of what the program keeps.

#include "actions/doctor.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

int run_doctor(Session& session, const std::string& path) {
  const actions::ProjectOptions options = session.project(path);
  const auto project = actions::Project::open(options);
  const bool bad_settings = !project && project.error().kind == ErrorKind::Invalid;
  if (!project && !bad_settings) return session.fail(project.error());
  const std::vector<actions::DoctorLine> lines =
      bad_settings
          ? std::vector<actions::DoctorLine>{{.what = "agentops.yaml",
                                              .value = fmt::format("line {}: {}", project.error().where.line,
                                                                   project.error().message),
                                              .origin = {},
                                              .fault = true}}
          : actions::examine(*project, options);
  const bool healthy = std::ranges::none_of(lines, &actions::DoctorLine::fault);
  if (session.json()) {
    List list;
    for (const actions::DoctorLine& line : lines)
      list.emplace_back(
          Map{{"what", line.what}, {"value", line.value}, {"origin", line.origin}, {"fault", line.fault}});
    session.answer({.command = "doctor",
                    .root = path.empty() ? "." : path,
                    .ok = healthy,
                    .data = Map{{"version", AGENTOPS_VERSION}, {"lines", std::move(list)}},
                    .diagnostics = {},
                    .next = {}});
    return healthy ? 0 : 1;
  }
  Table table({{""}, {""}, {""}, {""}});
  table.add({"", "version", AGENTOPS_VERSION, ""});
  for (const actions::DoctorLine& line : lines)
    table.add({line.fault ? "!" : "", line.what, text::for_terminal(line.value), line.origin});
  session.print(table.print(session.terminal.out, session.terminal.width, session.cap()));
  return healthy ? 0 : 1;
}

}  // namespace

Command doctor_command() {
  auto path = std::make_shared<std::string>();
  return {.name = "doctor",
          .aliases = {},
          .group = Group::Help,
          .summary = "every setting with its origin, and what is damaged",
          .details = "Exit code 1 when something is damaged or cannot be read.",
          .arguments = {{"PATH", path.get(), "the project's folder; here when it is left out"}},
          .flags = {},
          .run = [path](Session& session) { return run_doctor(session, *path); }};
}

}  // namespace agentops::cli
