/// `agentops package test`: a package, installed where nothing else is.

#include "actions/package_test.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "actions/describe.h"
#include "actions/packages.h"
#include "cli/commands.h"
#include "cli/commands/findings.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"
#include "text/version.h"

namespace agentops::cli {
namespace {

struct Flags {
  std::string root;
  std::string target;
  bool strict = false;
  actions::PackageTestOptions options;
};

std::size_t count(const std::vector<Finding>& findings, Severity severity) {
  return static_cast<std::size_t>(std::ranges::count(findings, severity, &Finding::severity));
}

void print_test(Session& session, const Flags& flags, const actions::PackageTest& test, bool passed) {
  std::vector<std::string> with;
  for (const auto& [name, version] : test.with)
    with.push_back(fmt::format("{}@{}", name, text::to_text(version)));
  session.print(fmt::format(" {} {} installed into a clean folder{}{}\n", test.name,
                            text::to_text(test.version), with.empty() ? "" : " with ",
                            fmt::join(with, ", ")));
  std::vector<std::string> items;
  for (const auto& [folder, number] : test.items)
    items.push_back(counted(number, folder.substr(0, folder.size() - 1)));
  session.print(fmt::format(" {} in place; {} resolve{}, {} not; {}\n",
                            items.empty() ? "nothing" : fmt::format("{}", fmt::join(items, ", ")),
                            counted(test.resolved, "reference"), test.resolved == 1 ? "s" : "", test.dead,
                            counted(test.paths, "hard-coded path")));
  const std::size_t shown = std::min(test.findings.size(), session.cap());
  for (std::size_t i = 0; i < shown; ++i) {
    const Finding& finding = test.findings[i];
    session.print(fmt::format("   {:<7} {}  {}{}: {}\n", level_name(finding.severity), finding.rule,
                              shown_path(flags.options.from, finding.place.path),
                              finding.place.line == 0 ? "" : fmt::format(":{}", finding.place.line),
                              finding.message));
  }
  if (shown < test.findings.size())
    session.print(fmt::format("   ... and {} more  (--all)\n", test.findings.size() - shown));
  session.print(fmt::format(" {} with {}, {}\n", passed ? "passed" : "failed",
                            counted(count(test.findings, Severity::Error), "error"),
                            counted(count(test.findings, Severity::Warning), "warning")));
}

int answer(Session& session, const Flags& flags, const actions::PackageTest& test, bool passed) {
  Map items;
  for (const auto& [folder, number] : test.items) items.emplace_back(folder, actions::number(number));
  List with;
  for (const auto& [name, version] : test.with)
    with.emplace_back(Map{{"name", name}, {"version", text::to_text(version)}});
  session.answer({.command = "package-test",
                  .root = flags.options.from,
                  .ok = passed,
                  .coverage = {},
                  .data = Map{{"name", test.name},
                              {"version", text::to_text(test.version)},
                              {"with", std::move(with)},
                              {"items", std::move(items)},
                              {"resolved", actions::number(test.resolved)},
                              {"dead", actions::number(test.dead)},
                              {"paths", actions::number(test.paths)},
                              {"passed", passed}},
                  .diagnostics = test.findings,
                  .next = {}});
  return passed ? 0 : 1;
}

int run(Session& session, Flags& flags) {
  if (flags.options.from.empty()) flags.options.from = ".";
  const auto target = actions::read_target(flags.target);
  if (!target) return session.fail(target.error());
  flags.options.target = target->value_or(package::Target::Generic);
  const auto project = actions::Project::open(session.project(flags.root));
  if (!project) return session.fail(project.error());
  const auto test = actions::test_package(*project, flags.options);
  if (!test) return session.fail(test.error());
  for (const std::string& word : test->words) session.say("note: " + word);
  const bool passed = count(test->findings, Severity::Error) == 0 &&
                      (!flags.strict || count(test->findings, Severity::Warning) == 0);
  if (session.json()) return answer(session, flags, *test, passed);
  print_test(session, flags, *test, passed);
  return passed ? 0 : 1;
}

}  // namespace

Command package_test_command() {
  auto flags = std::make_shared<Flags>();
  return {
      .name = "package test",
      .aliases = {},
      .group = Group::Package,
      .summary = "install a package where nothing else is, and look at what then lies there",
      .details =
          "Nothing is written but an index in the user's cache. Dependencies come from beside the package, or from the registries. Exit code 1 when there are errors; with --strict also when there are warnings.",
      .arguments = {{"FROM", &flags->options.from,
                     "the package's folder or archive; here when it is left out"}},
      .flags = {{"--root", &flags->root, "DIR",
                 "the project whose registries count; here when it is left out"},
                {"--target", &flags->target, "TARGET", "generic (the default), claude or agents-dir"},
                {"--with", &flags->options.with, "FILE",
                 "install it with these overrides, written like packages/NAME.local.yaml"},
                {"--strict", &flags->strict, "", "warnings fail as well"}},
      .run = [flags](Session& session) { return run(session, *flags); }};
}

}  // namespace agentops::cli
