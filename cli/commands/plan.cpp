/// `agentops plan`: show, check or edit the plan.

#include "actions/plan.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "actions/describe.h"
#include "actions/mine.h"
#include "cli/commands.h"
#include "cli/commands/mine_screen.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

Error no_plan(const std::string& root) {
  return {.kind = ErrorKind::NotFound,
          .code = "E-NO-PLAN",
          .message = "there is no plan yet",
          .hint = "agentops mine " + shell_word(root),
          .where = {.path = actions::plan_file}};
}

/// The plan of the project, which must be there.
Result<actions::LoadedPlan> loaded_plan(const actions::Project& project) {
  auto plan = actions::load_plan(project);
  if (!plan) return fail(plan);
  if (!*plan) return fail(no_plan(project.root().path()));
  return **std::move(plan);
}

Value line_value(const PlanLine& line) {
  return Map{{"mark", std::string(1, static_cast<char>(line.mark))},
             {"kind", name_of(line.kind)},
             {"id", line.id},
             {"path", line.path},
             {"reason", line.reason}};
}

/// What is known now about the domain of a heading; null for other headings, and when it is no more.
const Domain* domain_of(const PlanHeading& heading, const Mining& mining) {
  const auto found = std::ranges::find(mining.domains, heading.id, &Domain::id);
  return heading.id.empty() || found == mining.domains.end() ? nullptr : &*found;
}

Value plan_value(const Plan& plan, const Mining& mining) {
  List headings;
  for (const PlanHeading& heading : plan.headings) {
    List lines;
    for (const PlanLine& line : heading.lines) lines.push_back(line_value(line));
    const Domain* domain = domain_of(heading, mining);
    headings.emplace_back(
        Map{{"name", heading.name},
            {"id", heading.id},
            {"words", heading.words},
            {"cohesion", domain == nullptr ? Value() : Value(domain->cohesion)},
            {"area", domain == nullptr || domain->area.empty() ? Value() : Value(domain->area)},
            {"lines", std::move(lines)}});
  }
  return Map{{"headings", std::move(headings)}, {"grouping", actions::describe(plan.grouping)}};
}

void print_plan(Session& session, const Plan& plan, const Mining& mining) {
  Table table({{"domain"},
               {"items", Align::Right},
               {"decided", Align::Right},
               {"close", Align::Right},
               {"cohesion", Align::Right},
               {"words", Align::Left, true}});
  for (const PlanHeading& heading : plan.headings) {
    const actions::PlanCheck count = actions::check_plan({.headings = {heading}}, {});
    const Domain* domain = domain_of(heading, mining);
    table.add({text::for_terminal(heading.name), std::to_string(heading.lines.size()),
               std::to_string(count.decided), std::to_string(count.close_calls),
               domain == nullptr ? "" : shown_figure(domain->cohesion), text::for_terminal(heading.words)});
  }
  session.print(table.print(session.terminal.out, session.terminal.width, session.cap()));
  print_hierarchy(session, mining);
}

std::string summary(const actions::PlanCheck& check) {
  return fmt::format("{}, {}, {} decided by you, {}", counted(check.items, "item"),
                     counted(check.domains, "domain"), check.decided,
                     counted(check.close_calls, "close call"));
}

int run_show(Session& session, const std::string& path) {
  const auto project = actions::Project::open(session.project(path));
  if (!project) return session.fail(project.error());
  const auto plan = loaded_plan(*project);
  if (!plan) return session.fail(plan.error());
  const auto mined = actions::mined_state(*project);
  if (!mined) return session.fail(mined.error());
  if (session.json()) {
    session.answer({.command = "plan",
                    .root = project->root().path(),
                    .data = plan_value(plan->plan, mined->mining),
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  print_plan(session, plan->plan, mined->mining);
  session.suggest(
      {{"agentops plan edit " + shell_word(project->root().path()), "move, rename, merge, split"}});
  return 0;
}

int run_check(Session& session, const std::string& path) {
  const auto project = actions::Project::open(session.project(path));
  if (!project) return session.fail(project.error());
  const auto plan = loaded_plan(*project);
  if (!plan) return session.fail(plan.error());
  const auto scanned = actions::scan(*project, {}, {});
  if (!scanned) return session.fail(scanned.error());
  const actions::PlanCheck check = actions::check_plan(plan->plan, scanned->inventory);
  if (session.json()) {
    session.answer({.command = "plan-check",
                    .root = project->root().path(),
                    .ok = check.findings.empty(),
                    .data = Map{{"items", actions::number(check.items)},
                                {"domains", actions::number(check.domains)},
                                {"decided", actions::number(check.decided)},
                                {"close_calls", actions::number(check.close_calls)}},
                    .diagnostics = check.findings,
                    .next = {}});
    return check.findings.empty() ? 0 : 1;
  }
  for (const Finding& finding : check.findings)
    session.print(fmt::format("{}{}: {}    {}\n", shown_path(project->root().path(), finding.place.path),
                              finding.place.line == 0 ? "" : fmt::format(":{}", finding.place.line),
                              finding.message, finding.fix));
  session.print(
      fmt::format("{}: {}\n", shown_path(project->root().path(), actions::plan_file), summary(check)));
  return check.findings.empty() ? 0 : 1;
}

/// The user's editor; empty when there is none that could be used here.
std::string editor(const Session& session) {
  for (const char* name : {"VISUAL", "EDITOR"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return session.no_input || isatty(STDIN_FILENO) == 0 || !session.terminal.out.terminal ? "" : "vi";
}

/// Opens `file` in the user's editor, whose command line may hold options, as git does; gives its exit code.
Result<int> run_editor(const std::string& editor, const std::string& file) {
  const std::string command = editor + " \"$@\"";
  std::array<const char*, 6> words = {"sh", "-c", command.c_str(), "editor", file.c_str(), nullptr};
  pid_t child = 0;
  if (const int failed =
          posix_spawnp(&child, "sh", nullptr, nullptr, const_cast<char**>(words.data()), environ);
      failed != 0)
    return fail({.kind = ErrorKind::Unreadable,
                 .code = "E-EDITOR",
                 .message = "cannot start the editor: " + std::system_category().message(failed),
                 .hint = "set VISUAL or EDITOR",
                 .where = {}});
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

int run_edit(Session& session, const std::string& path) {
  const auto project = actions::Project::open(session.project(path));
  if (!project) return session.fail(project.error());
  if (const auto plan = actions::load_plan(*project); plan && !*plan)
    return session.fail(no_plan(project->root().path()));
  const std::string file = (std::filesystem::path(project->root().path()) / actions::plan_file).string();
  const std::string program = editor(session);
  if (program.empty())
    return session.fail(
        {.kind = ErrorKind::Usage,
         .code = "E-EDITOR",
         .message = "there is no terminal to edit in",
         .hint = "set VISUAL or EDITOR, or edit " + shown_path(project->root().path(), actions::plan_file),
         .where = {}});
  while (true) {
    (void)session.flush();
    const auto code = run_editor(program, file);
    if (!code) return session.fail(code.error());
    if (*code != 0)
      return session.fail({.kind = ErrorKind::Unreadable,
                           .code = "E-EDITOR",
                           .message = fmt::format("the editor ended with {}", *code),
                           .hint = "the plan is as the editor left it",
                           .where = {}});
    const auto plan = actions::load_plan(*project);
    if (plan) break;
    const int failed = session.fail(plan.error());
    if (session.no_input || isatty(STDIN_FILENO) == 0) return failed;
    session.warn("press Enter to edit it again, Ctrl-C to leave it so");
    std::array<char, 256> line{};
    if (std::fgets(line.data(), line.size(), stdin) == nullptr) return failed;
  }
  session.suggest(
      {{"agentops mine " + shell_word(project->root().path()), "bring the rest in line with your decisions"},
       {"agentops draft --root " + shell_word(project->root().path()), "write the packages"}});
  return 0;
}

Command plan_command(std::string name, std::string summary, int (*run)(Session&, const std::string&)) {
  auto path = std::make_shared<std::string>();
  return {.name = std::move(name),
          .aliases = {},
          .group = Group::Decide,
          .summary = std::move(summary),
          .details = {},
          .arguments = {{"PATH", path.get(), "the folder of the plan; here when it is left out"}},
          .flags = {},
          .run = [path, run](Session& session) { return run(session, *path); }};
}

}  // namespace

std::vector<Command> plan_commands() {
  return {plan_command("plan show", "the plan as a table", run_show),
          plan_command("plan check", "read the plan against the folder; exit 1 when they differ", run_check),
          plan_command("plan edit", "open the plan in $VISUAL or $EDITOR, checked when you leave", run_edit)};
}

}  // namespace agentops::cli
