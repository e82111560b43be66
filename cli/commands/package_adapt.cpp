/// `agentops package adapt`: a package for a second domain, from one that works.

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "actions/adapt.h"
#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

struct Flags {
  std::string root;
  actions::AdaptOrder order;
};

Value answer_of(const actions::Adapted& adapted, bool written) {
  List words;
  for (const auto& [place, before, after] : adapted.words)
    words.emplace_back(Map{{"path", place.path},
                           {"line", actions::number(place.line)},
                           {"column", actions::number(place.column)},
                           {"before", before},
                           {"after", after}});
  List blanks;
  for (const auto& [place, what] : adapted.blanks)
    blanks.emplace_back(Map{{"path", place.path}, {"line", actions::number(place.line)}, {"what", what}});
  return Map{{"folder", adapted.written.folder},
             {"files", actions::texts(adapted.written.files)},
             {"words", std::move(words)},
             {"blanks", std::move(blanks)},
             {"written", written}};
}

int run(Session& session, Flags& flags) {
  const auto project = actions::Project::open(session.project(flags.root));
  if (!project) return session.fail(project.error());
  flags.order.dry_run = session.dry_run;
  const auto adapted = actions::adapt_package(*project, flags.order);
  if (!adapted) return session.fail(adapted.error());
  const std::string folder = shown_path(project->root().path(), adapted->written.folder);
  const std::vector<NextStep> next = {{"agentops package validate " + folder, "what is left to do"}};
  if (session.json()) {
    session.answer({.command = "package-adapt",
                    .root = project->root().path(),
                    .data = answer_of(*adapted, !session.dry_run),
                    .diagnostics = {},
                    .next = next});
    return 0;
  }
  for (const std::string& file : adapted->written.files)
    session.print(fmt::format(" + {}/{}\n", folder, text::for_terminal(file)));
  session.print(fmt::format(" {} replaced; {} says where\n", counted(adapted->words.size(), "word"),
                            package::adaptation_path));
  const std::size_t shown = std::min(adapted->blanks.size(), session.cap());
  session.print(fmt::format(" {} left\n", counted(adapted->blanks.size(), "blank")));
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& [place, what] = adapted->blanks[i];
    session.print(fmt::format("   {}{}  {}\n", text::for_terminal(place.path),
                              place.line == 0 ? "" : fmt::format(":{}", place.line), what));
  }
  if (shown < adapted->blanks.size())
    session.print(fmt::format("   ... and {} more  (--all)\n", adapted->blanks.size() - shown));
  if (session.dry_run) session.print(" nothing written (--dry-run)\n");
  session.suggest(next);
  return 0;
}

}  // namespace

Command package_adapt_command() {
  auto flags = std::make_shared<Flags>();
  actions::AdaptOrder& order = flags->order;
  return {
      .name = "package adapt",
      .aliases = {},
      .group = Group::Package,
      .summary = "draft a package for a second domain from one that works",
      .details =
          "packages/NEW with the same templates: words are replaced in every form, in texts and names of files; settings lose their values, which are somebody else's. What is left to a person is listed.",
      .arguments = {{"NAME", &order.from, "an installed package, or the folder of one", true}},
      .flags = {{"--root", &flags->root, "DIR", "the project's folder; here when it is left out"},
                {"--as", &order.name, "NEW", "name of the new package"},
                {"--map", &order.maps, "OLD=NEW", "a word and what stands for it: customer=lead"},
                {"--author", &order.author, "NAME", "author of the package (from git's settings)"}},
      .run = [flags](Session& session) { return run(session, *flags); }};
}

}  // namespace agentops::cli
