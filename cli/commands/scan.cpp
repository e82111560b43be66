/// `agentops [PATH]` and `agentops scan`: read a folder and say what is in it.

#include "actions/scan.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/mine.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"
#include "text/hash.h"

namespace agentops::cli {
namespace {

struct Totals {
  std::size_t items = 0;
  std::uint64_t lines = 0, tokens = 0;
  std::size_t described = 0;

  void add(const Item& item) {
    ++items;
    lines += item.lines;
    tokens += item.tokens;
    described += item.description_from == "frontmatter" || item.name_from == "frontmatter" ? 1U : 0U;
  }
};

std::vector<std::string> cells(std::string label, const Totals& totals) {
  return {std::move(label), with_commas(totals.items), with_commas(totals.lines), with_commas(totals.tokens),
          fmt::format("{} of {}", totals.described, totals.items)};
}

/// A row for each group of items, then the total.
void print_groups(Session& session, const std::string& title, const std::map<std::string, Totals>& groups) {
  Table table({{title, Align::Left, true},
               {"items", Align::Right},
               {"lines", Align::Right},
               {"~tokens", Align::Right},
               {"named in frontmatter", Align::Right}});
  Totals all;
  for (const auto& [label, totals] : groups) {
    table.add(cells(text::for_terminal(label), totals));
    all.items += totals.items;
    all.lines += totals.lines;
    all.tokens += totals.tokens;
    all.described += totals.described;
  }
  table.set_foot(cells("total", all));
  session.print("\n" + table.print(session.terminal.out, session.terminal.width, session.cap()));
}

/// What `group` makes of each item -> its totals.
template <class Group>
std::map<std::string, Totals> grouped(const std::vector<Item>& items, const Group& group) {
  std::map<std::string, Totals> groups;
  for (const Item& item : items) groups[group(item)].add(item);
  return groups;
}

std::map<std::string, Totals> by_kind(const std::vector<Item>& items) {
  return grouped(items, [](const Item& item) { return std::string(name_of(item.kind)); });
}

std::string folder_of(const Item& item) {
  const auto slash = item.path.rfind('/');
  return slash == std::string::npos ? "." : item.path.substr(0, slash);
}

std::size_t sharing_a_body(const std::vector<Item>& items) {
  std::map<Digest, std::size_t> bodies;
  for (const Item& item : items) ++bodies[item.body_digest];
  std::size_t sharing = 0;
  for (const auto& [digest, count] : bodies) sharing += count > 1 ? count : 0;
  return sharing;
}

void print_findings(Session& session, const std::string& root, const std::vector<Item>& items) {
  std::map<std::string, std::vector<const Finding*>> rules;
  for (const Item& item : items)
    for (const Finding& finding : item.findings) rules[finding.rule].push_back(&finding);
  if (rules.empty()) return;
  session.print("\n reading\n");
  for (const auto& [rule, findings] : rules) {
    const Finding& first = *findings.front();
    session.print(
        fmt::format(" {}  {:>4}  {}\n", rule, findings.size(),
                    text::cut_to_width(text::for_terminal(first.message), session.terminal.width - 16)));
    session.print(
        fmt::format("        first at {}:{}\n", shown_path(root, first.place.path), first.place.line));
  }
}

void print_changes(Session& session, const std::string& root, const actions::Scanned& scanned) {
  const actions::ScanChanges& changes = scanned.changes;
  if (changes.first || (changes.changed.empty() && changes.added.empty() && changes.gone.empty())) return;
  session.print(fmt::format("since the last scan: {} changed, {} new, {} gone\n", changes.changed.size(),
                            changes.added.size(), changes.gone.size()));
  Table table({{""}, {"", Align::Left, true}});
  for (const std::string& key : changes.changed) table.add({"~", shown_path(root, key)});
  for (const std::string& key : changes.added) table.add({"+", shown_path(root, key)});
  for (const std::string& key : changes.gone) table.add({"-", shown_path(root, key)});
  session.print(table.print(session.terminal.out, session.terminal.width, session.cap()));
}

/// Folders that repeat others, so that nobody wonders why their items stand there twice.
void print_mirrors(Session& session, const std::vector<FolderMirror>& mirrors) {
  if (mirrors.empty()) return;
  Table table({{" mirror"}, {"files", Align::Right}, {"as in", Align::Left, true}});
  for (const FolderMirror& mirror : mirrors)
    table.add({" " + text::for_terminal(mirror.at), fmt::format("{}", mirror.files),
               text::for_terminal(mirror.of)});
  session.print("\n" + table.print(session.terminal.out, session.terminal.width, session.cap()));
}

Value totals_value(const Totals& totals) {
  return Map{{"items", actions::number(totals.items)},
             {"lines", actions::number(totals.lines)},
             {"tokens", actions::number(totals.tokens)}};
}

Value scan_data(const actions::Scanned& scanned) {
  const Inventory& inventory = scanned.inventory;
  Totals all;
  for (const Item& item : inventory.items) all.add(item);
  List kinds;
  for (const auto& [kind, totals] : by_kind(inventory.items)) {
    Value entry = totals_value(totals);
    std::get<Map>(entry.data).insert(std::get<Map>(entry.data).begin(), {"kind", kind});
    kinds.push_back(std::move(entry));
  }
  List files;
  for (const FileEntry& file : inventory.files) files.push_back(actions::describe(file));
  List items;
  for (const Item& item : inventory.items) items.push_back(actions::describe(item));
  return Map{{"totals", totals_value(all)},
             {"by_kind", std::move(kinds)},
             {"files", std::move(files)},
             {"items", std::move(items)}};
}

std::vector<Finding> all_findings(const Inventory& inventory) {
  std::vector<Finding> findings;
  for (const Item& item : inventory.items) std::ranges::copy(item.findings, std::back_inserter(findings));
  return findings;
}

struct ScanFlags {
  ReadingOptions reading;
  bool by_file = false, by_dir = false;
  std::string kind;
};

int run_scan(Session& session, const ScanFlags& flags) {
  if (!flags.kind.empty())
    if (const Status known = check_kind(flags.kind); !known) return session.fail(known.error());
  const auto project = actions::Project::open(session.project(flags.reading.path));
  if (!project) return session.fail(project.error());
  auto scanned = actions::scan(*project, flags.reading.scan, {.index = true});
  if (!scanned) return session.fail(scanned.error());
  tell_words(session, *project, scanned->words);
  const std::string& root = project->root().path();
  std::vector<Item>& items = scanned->inventory.items;
  if (items.empty()) return nothing_read(session, root, *scanned);
  if (!flags.kind.empty())
    std::erase_if(items, [&](const Item& item) { return name_of(item.kind) != flags.kind; });

  const std::vector<NextStep> next = {
      {"agentops mine " + shell_word(root), "group into domains, find patterns"},
      {"agentops list " + shell_word(root), "every item on a line"}};
  if (session.json()) {
    session.answer({.command = "scan",
                    .root = root,
                    .coverage = actions::coverage(*scanned),
                    .data = scan_data(*scanned),
                    .diagnostics = all_findings(scanned->inventory),
                    .next = next});
    return 0;
  }
  print_coverage(session, root, *scanned);
  print_changes(session, root, *scanned);
  if (flags.by_file)
    print_groups(session, "file", grouped(items, [](const Item& item) { return item.path; }));
  else if (flags.by_dir)
    print_groups(session, "folder", grouped(items, folder_of));
  else
    print_groups(session, "kind", by_kind(items));
  print_mirrors(session, scanned->inventory.mirrors);
  print_findings(session, root, items);
  session.suggest(next);
  return 0;
}

int run_look(Session& session, const std::string& path) {
  const auto project = actions::Project::open(session.project(path));
  if (!project) return session.fail(project.error());
  const auto mined = actions::mined_state(*project);
  if (!mined) return session.fail(mined.error());
  const std::string& root = project->root().path();
  tell_words(session, *project, mined->scanned.words);
  const std::vector<Item>& items = mined->scanned.inventory.items;
  if (items.empty()) return nothing_read(session, root, mined->scanned);
  std::size_t close_calls = 0;
  for (const Domain& domain : mined->mining.domains)
    close_calls += static_cast<std::size_t>(std::ranges::count(domain.members, true, &Member::close_call));
  const auto generic = std::ranges::count(mined->mining.patterns, true, &Pattern::generic);
  const std::vector<NextStep> next = {
      {"agentops mine " + shell_word(root), "write the domains down as a plan to edit"},
      {"agentops scan " + shell_word(root), "more about what was read"}};
  if (session.json()) {
    session.answer({.command = "look",
                    .root = root,
                    .coverage = actions::coverage(mined->scanned),
                    .data = Map{{"items", actions::number(items.size())},
                                {"domains", actions::number(mined->mining.domains.size())},
                                {"close_calls", actions::number(close_calls)},
                                {"generic_patterns", actions::number(static_cast<std::uint64_t>(generic))},
                                {"sharing_a_body", actions::number(sharing_a_body(items))}},
                    .diagnostics = {},
                    .next = next});
    return 0;
  }
  print_coverage(session, root, mined->scanned);
  print_groups(session, "kind", by_kind(items));
  session.print(fmt::format(
      "\n {}, {}    {} in 3 domains or more    {} share their text with another\n",
      counted(mined->mining.domains.size(), "domain"), counted(close_calls, "close call"),
      counted(static_cast<std::uint64_t>(generic), "pattern"), counted(sharing_a_body(items), "item")));
  session.suggest(next);
  return 0;
}

}  // namespace

Command look_command() {
  auto path = std::make_shared<std::string>();
  return {.name = "look",
          .aliases = {},
          .group = Group::Hidden,
          .summary = "look at a folder: what it holds, what to type next",
          .details = {},
          .arguments = {path_argument(*path)},
          .flags = {},
          .run = [path](Session& session) { return run_look(session, *path); }};
}

Command scan_command() {
  auto flags = std::make_shared<ScanFlags>();
  Command command{
      .name = "scan",
      .aliases = {"inventory"},
      .group = Group::Look,
      .summary = "read a folder: what each file is, what it uses",
      .details =
          "Only what changed since the last scan is read again. The exit code is 2 when no item was read.",
      .arguments = {path_argument(flags->reading.path)},
      .flags = reading_flags(flags->reading.scan),
      .run = [flags](Session& session) { return run_scan(session, *flags); }};
  command.flags.push_back({"--by-file", &flags->by_file, "", "a row for each file"});
  command.flags.push_back({"--by-dir", &flags->by_dir, "", "a row for each folder"});
  command.flags.push_back({"--kind", &flags->kind, "KIND", "only items of this kind"});
  return command;
}

}  // namespace agentops::cli
