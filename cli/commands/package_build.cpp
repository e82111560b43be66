/// `agentops package validate` and `build`: what is asked of a package before others get it.

#include <algorithm>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/packages.h"
#include "cli/commands.h"
#include "cli/commands/proposal_screen.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

std::size_t count(const std::vector<Finding>& findings, Severity severity) {
  return static_cast<std::size_t>(std::ranges::count(findings, severity, &Finding::severity));
}

// ------------------------------------------------------------------------------------------------- validate

struct ValidateFlags {
  std::string folder;
  bool strict = false;
  bool fix = false;
};

int run_validate(Session& session, const ValidateFlags& flags) {
  const std::string where = flags.folder.empty() ? "." : flags.folder;
  const bool strict = flags.strict;
  const auto listed = flags.fix ? actions::list_unlisted(where, session.dry_run) : std::vector<std::string>{};
  if (!listed) return session.fail(listed.error());
  const auto validation = actions::validate_package(where, strict);
  if (!validation) return session.fail(validation.error());
  const bool passed = validation->valid && (!strict || count(validation->findings, Severity::Warning) == 0);
  if (session.json()) {
    session.answer({.command = "package-validate",
                    .root = where,
                    .ok = passed,
                    .coverage = {},
                    .data = Map{{"name", validation->name},
                                {"version", validation->version},
                                {"valid", passed},
                                {"listed", actions::texts(*listed)}},
                    .diagnostics = validation->findings,
                    .next = {}});
    return passed ? 0 : 1;
  }
  for (const std::string& path : *listed)
    session.print(
        fmt::format(" {} {}\n", session.dry_run ? "would list" : "listed", text::for_terminal(path)));
  session.print(fmt::format(" {}   {} {}\n", text::for_terminal(where), text::for_terminal(validation->name),
                            text::for_terminal(validation->version)));
  const std::size_t shown = std::min(validation->findings.size(), session.cap());
  for (std::size_t i = 0; i < shown; ++i) print_finding(session, where, validation->findings[i]);
  if (shown < validation->findings.size())
    session.print(fmt::format("   ... and {} more  (--all)\n", validation->findings.size() - shown));
  session.print(fmt::format(" 1 package validated, {}, {}\n",
                            counted(count(validation->findings, Severity::Error), "error"),
                            counted(count(validation->findings, Severity::Warning), "warning")));
  return passed ? 0 : 1;
}

Command validate_command() {
  auto flags = std::make_shared<ValidateFlags>();
  return {.name = "package validate",
          .aliases = {},
          .group = Group::Package,
          .summary = "check a package's folder",
          .details = "Exit code 1 when there are errors; with --strict also when there are warnings.",
          .arguments = {{"DIR", &flags->folder, "the package's folder; here when it is left out"}},
          .flags = {{"--strict", &flags->strict, "",
                     "as for publishing: licence, documentation and blanks are errors too"},
                    {"--fix", &flags->fix, "", "list in package.yaml what lies in the package's folders"}},
          .run = [flags](Session& session) { return run_validate(session, *flags); }};
}

// ---------------------------------------------------------------------------------------------------- build

int run_build(Session& session, actions::BuildRequest request) {
  if (request.folder.empty()) request.folder = ".";
  request.list_only |= session.dry_run;
  const auto built = actions::build_package(request);
  if (!built) {
    const int code = session.fail(built.error());
    return built.error().kind == ErrorKind::Invalid ? 1 : code;
  }
  if (session.json()) {
    session.answer({.command = "package-build",
                    .root = request.folder,
                    .data = Map{{"file", built->file},
                                {"members", actions::texts(built->members)},
                                {"bytes", actions::number(built->bytes)},
                                {"sha256", built->sha256},
                                {"written", !request.list_only && !built->unchanged}},
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  if (request.list_only)
    for (const std::string& member : built->members) session.print(text::for_terminal(member) + "\n");
  else
    session.print(text::for_terminal(built->file) + "\n");
  session.say(fmt::format("{}, {}   sha256 {}   {}", counted(built->members.size(), "file"),
                          byte_size(built->bytes), built->sha256,
                          built->unchanged ? "was there already" : "reproducible"));
  return 0;
}

Command build_command() {
  auto request = std::make_shared<actions::BuildRequest>();
  return {.name = "package build",
          .aliases = {},
          .group = Group::Package,
          .summary = "make NAME-VERSION.tar.gz of a package's folder",
          .details = "The same bytes for everyone. Exit code 1 when the package is not valid.",
          .arguments = {{"DIR", &request->folder, "the package's folder; here when it is left out"}},
          .flags = {{"-o,--output", &request->out, "DIR", "folder for the archive (here)"},
                    {"--list", &request->list_only, "", "say what would be in it, write nothing"}},
          .run = [request](Session& session) { return run_build(session, *request); }};
}

}  // namespace

std::vector<Command> package_build_commands() { return {validate_command(), build_command()}; }

}  // namespace agentops::cli
