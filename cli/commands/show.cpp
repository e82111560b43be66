/// `agentops show ITEM`: one card with what an item is, needs, and who refers to whom.

#include <algorithm>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/lookup.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

struct ShowFlags {
  ReadingOptions reading;
  std::string item;
  bool source = false, outline = false;
};

std::string joined(const std::vector<std::string>& words) {
  return text::for_terminal(fmt::format("{}", fmt::join(words, ", ")));
}

std::string lines_of(const Reference& reference) {
  return fmt::format("{} {}", reference.lines.size() == 1 ? "line" : "lines",
                     fmt::join(reference.lines, ", "));
}

/// " label      text", or nothing when there is no text.
void print_fact(Session& session, std::string_view label, const std::string& fact) {
  if (!fact.empty()) session.print(fmt::format(" {:<12} {}\n", label, fact));
}

void print_references(Session& session, const Item& item, const std::vector<Item>& items) {
  std::string_view label = "mentions";
  for (const Reference& reference : actions::references_by_target(item)) {
    const Item* target = actions::find_item(items, reference.to);
    const std::string name = target != nullptr      ? target->name
                             : reference.to.empty() ? reference.target
                                                    : reference.to;
    print_fact(session, std::exchange(label, ""),
               fmt::format("{}{}  {}", text::for_terminal(name), reference.to.empty() ? "  (nowhere)" : "",
                           lines_of(reference)));
  }
  label = "mentioned by";
  for (const Item& other : items)
    for (const Reference& reference : actions::references_by_target(other))
      if (reference.to == item.key)
        print_fact(session, std::exchange(label, ""),
                   fmt::format("{}  {}", text::for_terminal(other.name), lines_of(reference)));
}

void print_literals(Session& session, const Item& item) {
  std::vector<std::string> values;
  for (const Literal& literal : item.uses.literals)
    values.push_back(fmt::format("{} (line {})", literal.value, literal.line));
  print_fact(session, "values", joined(values));
}

void print_card(Session& session, const std::string& root, const Item& item, const std::vector<Item>& items) {
  session.print(fmt::format("{}   {}   {}   {}  ~{} tokens\n",
                            painted(session.terminal.out, Ink::Bold, text::for_terminal(item.name)),
                            name_of(item.kind), shown_path(root, item.key), counted(item.lines, "line"),
                            with_commas(item.tokens)));
  if (!item.description.empty()) session.print(text::for_terminal(item.description) + "\n");
  session.print("\n");
  print_fact(session, "id", item.id);
  print_fact(session, "kind from", joined(item.kind_from));
  if (is_unsure(item))
    print_fact(session, fmt::format("or {}", name_of(item.runner_up)), joined(item.runner_up_from));
  print_fact(session, "name from", item.name_from);
  print_fact(session, "described in", item.description_from);
  print_fact(session, "model", text::for_terminal(item.model));
  print_fact(session, "tools", joined(item.uses.tools));
  print_fact(session, "programs", joined(item.uses.programs));
  print_fact(session, "variables", joined(item.uses.env));
  print_fact(session, "hosts", joined(item.uses.hosts));
  print_fact(session, "files", joined(item.uses.files));
  print_literals(session, item);
  print_references(session, item, items);
  for (const Finding& finding : item.findings)
    print_fact(session, finding.rule,
               fmt::format("line {}: {}", finding.place.line, text::for_terminal(finding.message)));
}

void print_outline(Session& session, const std::vector<Section>& sections) {
  for (const Section& section : sections)
    if (section.level > 0)
      session.print(fmt::format("{:>6}  {}{}\n", section.line,
                                std::string(std::size_t{2} * (section.level - 1U), ' '),
                                text::for_terminal(section.title)));
}

int run_show(Session& session, const ShowFlags& flags) {
  const auto project = actions::Project::open(session.project(flags.reading.path));
  if (!project) return session.fail(project.error());
  const auto scanned = actions::scan(*project, flags.reading.scan, {});
  if (!scanned) return session.fail(scanned.error());
  tell_words(session, *project, scanned->words);
  const auto item = actions::item_named(scanned->inventory.items, flags.item);
  if (!item) return session.fail(item.error());
  const std::string& root = project->root().path();
  if (session.json()) {
    session.answer({.command = "show",
                    .root = root,
                    .coverage = actions::coverage(*scanned),
                    .data = Map{{"item", actions::describe(**item)}},
                    .diagnostics = (*item)->findings,
                    .next = {}});
    return 0;
  }
  if (!flags.source && !flags.outline) {
    print_card(session, root, **item, scanned->inventory.items);
    return 0;
  }
  const SourceReader read = actions::source_reader(*project, scanned->inventory);
  if (flags.outline) {
    const auto sections = actions::outline_of(**item, read);
    if (!sections) return session.fail(sections.error());
    print_outline(session, *sections);
    return 0;
  }
  const auto bytes = read((*item)->path);
  if (!bytes) return session.fail(bytes.error());
  session.print(session.terminal.out.terminal ? text::lines_for_terminal(*bytes) : *bytes);
  return 0;
}

}  // namespace

Command show_command() {
  auto flags = std::make_shared<ShowFlags>();
  Command command{.name = "show",
                  .aliases = {},
                  .group = Group::Look,
                  .summary = "one item: what it is, needs and refers to",
                  .details = "ITEM is a name, kind:name, a path, or the short id.",
                  .arguments = {{"ITEM", &flags->item, "the item", true}, path_argument(flags->reading.path)},
                  .flags = {{"--source", &flags->source, "", "print its file"},
                            {"--outline", &flags->outline, "", "print its headings"}},
                  .run = [flags](Session& session) { return run_show(session, *flags); }};
  for (Flag& flag : reading_flags(flags->reading.scan)) command.flags.push_back(std::move(flag));
  return command;
}

}  // namespace agentops::cli
