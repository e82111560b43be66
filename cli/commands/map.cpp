/// `agentops map`: the domains of a folder on one screen, as a tree, or for programs that draw.

#include "actions/map.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/map_screen.h"
#include "cli/commands/reading.h"
#include "models/wrong_usage.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

struct MapFlags {
  std::string root;
  bool tree = false, dot = false, mermaid = false;
};

Value map_data(const FolderMap& map, bool clear) {
  List domains;
  for (const MapDomain& domain : map.domains) {
    List items;
    for (const MapItem& item : domain.items)
      items.emplace_back(Map{{"path", item.key},
                             {"name", item.name},
                             {"kind", std::string(name_of(item.kind))},
                             {"tokens", actions::number(item.tokens)},
                             {"close_call", item.close_call}});
    domains.emplace_back(Map{{"id", domain.id.empty() ? Value() : Value(domain.id)},
                             {"name", domain.name},
                             {"items", std::move(items)}});
  }
  List references;
  for (const MapReference& reference : map.references)
    references.emplace_back(
        Map{{"from", reference.from}, {"to", reference.to}, {"count", actions::number(reference.count)}});
  return Map{{"clear", clear}, {"domains", std::move(domains)}, {"references", std::move(references)}};
}

int run_map(Session& session, const MapFlags& flags) {
  if (flags.tree + flags.dot + flags.mermaid > 1)
    return session.fail(
        wrong_usage("--tree, --dot and --mermaid are three ways to show one map", "choose one"));
  const auto project = actions::Project::open(session.project(flags.root));
  if (!project) return session.fail(project.error());
  const auto mapped = actions::map_folder(*project);
  if (!mapped) return session.fail(mapped.error());
  tell_words(session, *project, mapped->scanned.words);
  const std::string& root = project->root().path();
  if (mapped->scanned.inventory.items.empty()) return nothing_read(session, root, mapped->scanned);
  if (session.json()) {
    session.answer({.command = "map",
                    .root = root,
                    .coverage = actions::coverage(mapped->scanned),
                    .data = map_data(mapped->map, mapped->clear),
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  if (flags.dot || flags.mermaid) {
    session.print(actions::print_map(mapped->map,
                                     flags.dot ? actions::MapNotation::Dot : actions::MapNotation::Mermaid));
    return 0;
  }
  session.print(flags.tree ? map_tree(mapped->map, session.cap())
                           : map_boxes(mapped->map, session.terminal.width, session.cap()));
  return 0;
}

}  // namespace

Command map_command() {
  auto flags = std::make_shared<MapFlags>();
  return {
      .name = "map",
      .aliases = {},
      .group = Group::Look,
      .summary = "show the domains and what lies in each",
      .details =
          "The domains are those of the plan, or what  agentops mine  would suggest. A ? stands behind what "
          "sits between two domains. Nothing is written.",
      .arguments = {path_argument(flags->root)},
      .flags = {{"--tree", &flags->tree, "", "one item on a line, with what it refers to"},
                {"--dot", &flags->dot, "", "for Graphviz: agentops map --dot | dot -Tsvg"},
                {"--mermaid", &flags->mermaid, "", "a flowchart for Markdown pages"}},
      .run = [flags](Session& session) { return run_map(session, *flags); }};
}

}  // namespace agentops::cli
