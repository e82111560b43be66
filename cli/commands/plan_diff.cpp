/// `agentops plan diff`: the plan beside what would be suggested without it, or beside an older plan.

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "actions/describe.h"
#include "actions/plan_difference.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"
#include "text/plan_file.h"

namespace agentops::cli {
namespace {

using mine::PlanDifference;

Error no_older_plan(const std::string& since) {
  return {.kind = ErrorKind::NotFound,
          .code = "E-NO-REVISION",
          .message = fmt::format("\"{}\" is neither a file nor a revision that has {}",
                                 text::for_terminal(since), actions::plan_file),
          .hint = "name a plan's file, - for stdin, or a commit of this repository: main, HEAD~3",
          .where = {}};
}

/// The plan's bytes in a commit, as git has them. Git gets the words as arguments, never through a shell, and
/// runs no filter, hook, pager or fetch of the repository on the way.
Result<std::string> plan_in_git(const std::string& root, const std::string& revision) {
  std::array<int, 2> pipe_ends{};
  if (revision.starts_with('-') || pipe2(pipe_ends.data(), O_CLOEXEC) != 0)
    return fail(no_older_plan(revision));
  const std::string blob = revision + ":./" + actions::plan_file;
  std::array<const char*, 12> words = {"git",        "-c",         "protocol.allow=never",
                                       "--no-pager", "-c",         "core.fsmonitor=false",
                                       "-C",         root.c_str(), "cat-file",
                                       "blob",       blob.c_str(), nullptr};
  posix_spawn_file_actions_t streams;
  (void)posix_spawn_file_actions_init(&streams);
  (void)posix_spawn_file_actions_adddup2(&streams, pipe_ends[1], STDOUT_FILENO);
  (void)posix_spawn_file_actions_addopen(&streams, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed =
      posix_spawnp(&child, "git", &streams, nullptr, const_cast<char**>(words.data()), environ);
  (void)posix_spawn_file_actions_destroy(&streams);
  (void)close(pipe_ends[1]);
  std::string bytes;
  std::array<char, 4096> part{};
  for (ssize_t got = 0; failed == 0 && (got = read(pipe_ends[0], part.data(), part.size())) > 0;)
    bytes.append(part.data(), static_cast<std::size_t>(got));
  (void)close(pipe_ends[0]);
  int status = 0;
  while (failed == 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (failed != 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return fail(no_older_plan(revision));
  return bytes;
}

Result<Plan> older_plan(const std::string& root, const std::string& since) {
  std::string bytes;
  if (since == "-") {
    bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else if (std::ifstream file(since, std::ios::binary); actions::exists(since) && file) {
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  } else {
    auto found = plan_in_git(root, since);
    if (!found) return fail(found);
    bytes = *std::move(found);
  }
  return text::read_plan(bytes, since);
}

/// Nothing when there is nothing to compare with but the suggestion.
Result<std::optional<Plan>> older_plan_if_named(const std::string& root, const std::string& since) {
  if (since.empty()) return std::nullopt;
  auto plan = older_plan(root, since);
  if (!plan) return fail(plan);
  return *std::move(plan);
}

Value keys_value(const std::vector<std::string>& keys) { return actions::texts(keys); }

Value difference_value(const actions::PlanComparison& compared) {
  const PlanDifference& difference = compared.difference;
  List moved;
  for (const auto& move : difference.moved)
    moved.emplace_back(Map{{"path", move.key}, {"from", move.from}, {"to", move.to}});
  List renamed;
  for (const auto& rename : difference.renamed)
    renamed.emplace_back(Map{{"from", rename.from}, {"to", rename.to}});
  return Map{{"moved", std::move(moved)},
             {"renamed", std::move(renamed)},
             {"opened", keys_value(difference.opened)},
             {"closed", keys_value(difference.closed)},
             {"dropped", keys_value(difference.dropped)},
             {"restored", keys_value(difference.restored)},
             {"added", keys_value(difference.added)},
             {"gone", keys_value(difference.gone)},
             {"look_again", keys_value(compared.look_again)}};
}

/// "dropped 2 items" and which.
void print_keys(Session& session, const std::string& head, char mark, const std::vector<std::string>& keys) {
  if (keys.empty()) return;
  session.print(fmt::format("{} {}\n", head, counted(keys.size(), "item")));
  for (std::size_t i = 0; i < keys.size() && i < session.cap(); ++i)
    session.print(fmt::format("  {} {}\n", mark, text::for_terminal(keys[i])));
}

void print_moves(Session& session, const std::vector<PlanDifference::Move>& moves) {
  for (auto first = moves.begin(); first != moves.end();) {
    const auto last = std::find_if(first, moves.end(), [&](const PlanDifference::Move& move) {
      return move.from != first->from || move.to != first->to;
    });
    std::vector<std::string> keys;
    for (auto move = first; move != last; ++move) keys.push_back(move->key);
    session.print(fmt::format("moved {} from {} to {}\n", counted(keys.size(), "item"),
                              text::for_terminal(first->from), text::for_terminal(first->to)));
    for (std::size_t i = 0; i < keys.size() && i < session.cap(); ++i)
      session.print(fmt::format("  > {}\n", text::for_terminal(keys[i])));
    first = last;
  }
}

void print_difference(Session& session, const actions::PlanComparison& compared) {
  const PlanDifference& difference = compared.difference;
  if (difference == PlanDifference{}) session.print("no difference\n");
  for (const auto& rename : difference.renamed)
    session.print(
        fmt::format("renamed {} to {}\n", text::for_terminal(rename.from), text::for_terminal(rename.to)));
  for (const std::string& name : difference.opened)
    session.print(fmt::format("opened {}\n", text::for_terminal(name)));
  for (const std::string& name : difference.closed)
    session.print(fmt::format("closed {}\n", text::for_terminal(name)));
  print_moves(session, difference.moved);
  print_keys(session, "dropped", 'x', difference.dropped);
  print_keys(session, "brought back", '+', difference.restored);
  print_keys(session, "added", '+', difference.added);
  print_keys(session, "lost", '-', difference.gone);
  print_keys(session, "changed since you decided:", '~', compared.look_again);
}

int run_diff(Session& session, const std::string& path, const std::string& since) {
  const auto project = actions::Project::open(session.project(path));
  if (!project) return session.fail(project.error());
  const auto before = older_plan_if_named(project->root().path(), since);
  if (!before) return session.fail(before.error());
  const auto compared = actions::plan_difference(*project, *before);
  if (!compared) return session.fail(compared.error());
  if (session.json())
    session.answer({.command = "plan-diff",
                    .root = project->root().path(),
                    .coverage = {},
                    .data = difference_value(*compared),
                    .diagnostics = {},
                    .next = {}});
  else
    print_difference(session, *compared);
  return 0;
}

}  // namespace

Command plan_diff_command() {
  struct DiffFlags {
    std::string path, since;
  };
  auto flags = std::make_shared<DiffFlags>();
  return {
      .name = "plan diff",
      .aliases = {},
      .group = Group::Decide,
      .summary = "the plan beside what would be suggested without it",
      .details = "With --since it is compared with an older plan: what a reviewer of a change wants to read.",
      .arguments = {{"PATH", &flags->path, "the folder of the plan; here when it is left out"}},
      .flags = {{"--since", &flags->since, "REV",
                 "a commit of this repository, a plan's file, or - for stdin"}},
      .run = [flags](Session& session) { return run_diff(session, flags->path, flags->since); }};
}

}  // namespace agentops::cli
