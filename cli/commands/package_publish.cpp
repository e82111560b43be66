/// `agentops package publish`: an archive becomes a version that others can install.

#include <memory>

#include <fmt/format.h>

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

int refuse(Session& session, const actions::Project& project, const actions::Published& published) {
  if (session.json())
    session.answer({.command = "package-publish",
                    .root = project.root().path(),
                    .ok = false,
                    .coverage = {},
                    .data = Map{{"name", published.manifest.name},
                                {"version", text::to_text(published.manifest.version)},
                                {"registry", published.registry.name},
                                {"written", false}},
                    .diagnostics = published.validation.findings,
                    .next = {}});
  else {
    for (const Finding& finding : published.validation.findings)
      session.print(fmt::format(" {:<7} {}  {}: {}\n", level_name(finding.severity), finding.rule,
                                text::for_terminal(finding.place.path), finding.message));
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
  if (!published->validation.valid) return refuse(session, *project, *published);
  const std::string what =
      fmt::format("{} {}", published->manifest.name, text::to_text(published->manifest.version));
  const bool written = !published->already && !session.dry_run;
  if (session.json()) {
    session.answer({.command = "package-publish",
                    .root = project->root().path(),
                    .data = Map{{"name", published->manifest.name},
                                {"version", text::to_text(published->manifest.version)},
                                {"registry", published->registry.name},
                                {"written", written}},
                    .diagnostics = published->validation.findings,
                    .next = {}});
    return 0;
  }
  if (!published->already) print_checks(session, *published);
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
          "Checks structure, files, documentation, licence, and that the version is new: a published version never changes. Exit code 1 when it is refused.",
      .arguments = {{"FILE", &flags->order.file, "NAME-VERSION.tar.gz, made by  agentops package build",
                     true}},
      .flags = {{"--root", &flags->root, "DIR", "the project's folder; here when it is left out"},
                {"--registry", &flags->order.registry, "NAME", "where to; the first when it is left out"}},
      .run = [flags](Session& session) { return run(session, *flags); }};
}

}  // namespace agentops::cli
