/// `agentops package publish`: an archive becomes a version that others can install.

#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "actions/registries.h"
#include "cli/commands.h"
#include "cli/commands/findings.h"
#include "cli/commands/reading.h"
#include "text/escape.h"
#include "text/version.h"

namespace agentops::cli {
namespace {

struct Flags {
  std::string root;
  actions::PublishOrder order;
};

/// What the brief's publishing checks found, all in order.
void print_checks(Session& session, const actions::Published& published) {
  session.print(
      fmt::format(" ok  structure   ok  all files present   ok  documentation complete\n"
                  " ok  version not already published       ok  license {}\n",
                  text::for_terminal(published.manifest.license)));
}

/// The entry that CHANGELOG.md lacks; empty when it has one, or there was no release before.
std::string missing_entry(const actions::Published& published) {
  return published.since && !published.since->told ? published.since->changelog : std::string();
}

void print_entry(Session& session, const actions::Published& published) {
  const std::string entry = missing_entry(published);
  if (entry.empty()) return;
  session.print(fmt::format(" CHANGELOG.md says nothing of {}; a draft:\n\n{}\n",
                            entry.substr(3, entry.find('\n') - 3), entry));
}

/// What a change asks for, and was not given.
std::string step_refusal(const actions::Published& published) {
  const actions::PackageDifference& since = *published.since;
  return fmt::format("{} is too small a step from {}: {}", text::to_text(since.after),
                     text::to_text(since.before), fmt::join(since.asked.because, "; "));
}

Map data_of(const actions::Published& published, bool written) {
  Map data{{"name", published.manifest.name},
           {"version", text::to_text(published.manifest.version)},
           {"registry", published.registry.name},
           {"written", written},
           {"since", Value{}},
           {"changelog", missing_entry(published)}};
  if (!published.since) return data;
  data[4].second = Map{{"version", text::to_text(published.since->before)},
                       {"bump", package::word_of(published.since->asked.bump)},
                       {"least", text::to_text(published.since->least)}};
  return data;
}

int refuse(Session& session, const actions::Project& project, const actions::Published& published) {
  if (session.json()) {
    session.answer({.command = "package-publish",
                    .root = project.root().path(),
                    .ok = false,
                    .coverage = {},
                    .data = data_of(published, false),
                    .diagnostics = published.validation.findings,
                    .next = {}});
  } else if (published.steps_too_little()) {
    session.print(fmt::format(" no  version   {}\n", step_refusal(published)));
    print_entry(session, published);
    session.say(
        fmt::format("nothing was published: raise the version in package.yaml to {} or more, build it again",
                    text::to_text(published.since->least)));
  } else {
    for (const Finding& finding : published.validation.findings)
      session.print(fmt::format(" {:<7} {}  {}{}: {}\n", level_name(finding.severity), finding.rule,
                                text::for_terminal(finding.place.path),
                                finding.place.line == 0 ? "" : fmt::format(":{}", finding.place.line),
                                finding.message));
    session.say("nothing was published: mend this in the package's folder, build it again");
  }
  return 1;
}

int run(Session& session, Flags& flags) {
  const auto project = actions::Project::open(session.project(flags.root));
  if (!project) return session.fail(project.error());
  flags.order.dry_run = session.dry_run;
  const auto published = actions::publish(*project, flags.order);
  if (!published) {
    const int code = session.fail(published.error());
    return published.error().code == "E-PUBLISHED" ? 1 : code;
  }
  if (!published->validation.valid || published->steps_too_little())
    return refuse(session, *project, *published);
  const std::string what =
      fmt::format("{} {}", published->manifest.name, text::to_text(published->manifest.version));
  const bool written = !published->already && !session.dry_run;
  if (session.json()) {
    session.answer({.command = "package-publish",
                    .root = project->root().path(),
                    .data = data_of(*published, written),
                    .diagnostics = published->validation.findings,
                    .next = {}});
    return 0;
  }
  if (!published->already) {
    print_checks(session, *published);
    print_entry(session, *published);
  }
  session.print(fmt::format("{} {} {} {} ({})\n",
                            published->already ? "already there:"
                            : session.dry_run  ? "would publish"
                                               : "published",
                            what, published->already ? "in" : "to", published->registry.name,
                            text::for_terminal(published->registry.url)));
  return 0;
}

}  // namespace

Command package_publish_command() {
  auto flags = std::make_shared<Flags>();
  return {
      .name = "package publish",
      .aliases = {},
      .group = Group::Package,
      .summary = "put an archive into a registry",
      .details =
          "Checks structure, files, documentation, licence, and that the version is new and a large enough step for what changed: a published version never changes. Exit code 1 when it is refused.",
      .arguments = {{"FILE", &flags->order.file, "NAME-VERSION.tar.gz, made by  agentops package build",
                     true}},
      .flags = {{"--root", &flags->root, "DIR", "the project's folder; here when it is left out"},
                {"--registry", &flags->order.registry, "NAME", "where to; the first when it is left out"}},
      .run = [flags](Session& session) { return run(session, *flags); }};
}

}  // namespace agentops::cli
