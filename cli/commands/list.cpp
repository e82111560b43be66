/// `agentops list`: every item on a line, filtered and sorted.

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "models/wrong_usage.h"
#include "text/ascii.h"
#include "text/escape.h"
#include "text/json.h"

namespace agentops::cli {
namespace {

constexpr std::size_t longest_name = 48;

constexpr std::string_view usual_fields = "kind,name,tokens,path";
constexpr std::string_view unsure_fields = "kind,name,path,why";

struct ListFlags {
  ReadingOptions reading;
  std::vector<std::string> kinds;
  std::vector<std::string> tools, hosts, env;
  bool unsure = false, orphans = false, no_description = false;
  std::optional<unsigned> over_tokens;
  std::string sort = "path";
  std::string fields = std::string(usual_fields);
};

using Cell = std::function<std::string(const Item&)>;

/// What speaks for an item's kind and, when it is unsure, for the next.
std::string why(const Item& item) {
  const bool unsure = is_unsure(item) && !item.runner_up_from.empty();
  return fmt::format("{}", fmt::join(item.kind_from, ", ")) +
         (unsure ? fmt::format("; {}: {}", name_of(item.runner_up), fmt::join(item.runner_up_from, ", "))
                 : "");
}

/// Every field that --fields and --sort know.
const std::map<std::string, Cell, std::less<>>& fields() {
  static const std::map<std::string, Cell, std::less<>> known = {
      {"id", [](const Item& item) { return item.id; }},
      {"kind",
       [](const Item& item) { return std::string(name_of(item.kind)) + (is_unsure(item) ? "?" : ""); }},
      {"why", why},
      {"name", [](const Item& item) { return item.name; }},
      {"path", [](const Item& item) { return item.key; }},
      {"title", [](const Item& item) { return item.title; }},
      {"description", [](const Item& item) { return item.description; }},
      {"model", [](const Item& item) { return item.model; }},
      {"lines", [](const Item& item) { return std::to_string(item.lines); }},
      {"tokens", [](const Item& item) { return std::to_string(item.tokens); }},
      {"tools", [](const Item& item) { return fmt::format("{}", fmt::join(item.uses.tools, " ")); }},
      {"hosts", [](const Item& item) { return fmt::format("{}", fmt::join(item.uses.hosts, " ")); }},
      {"env", [](const Item& item) { return fmt::format("{}", fmt::join(item.uses.env, " ")); }},
      {"programs", [](const Item& item) { return fmt::format("{}", fmt::join(item.uses.programs, " ")); }},
  };
  return known;
}

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    if (end > begin) parts.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

Status check_fields(const std::vector<std::string>& names) {
  std::string known;
  for (const auto& [name, cell] : fields()) known += (known.empty() ? "" : " ") + name;
  for (const std::string& name : names)
    if (!fields().contains(name))
      return fail(
          wrong_usage(fmt::format("\"{}\" is no field", text::for_terminal(name)), "fields: " + known));
  return {};
}

std::set<std::string> referred_to(const std::vector<Item>& items) {
  std::set<std::string> keys;
  for (const Item& item : items)
    for (const Reference& reference : item.references) keys.insert(reference.to);
  return keys;
}

/// Names are compared without case, as search compares them.
bool is_same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return text::lower(c); };
  return std::ranges::equal(a, b, {}, lower, lower);
}

/// True when `wanted` is empty or `names` has one of them.
bool has_any(const std::vector<std::string>& names, const std::vector<std::string>& wanted) {
  return wanted.empty() || std::ranges::any_of(names, [&](const std::string& name) {
           return std::ranges::any_of(wanted,
                                      [&](const std::string& other) { return is_same_name(name, other); });
         });
}

bool uses_what_is_asked(const Uses& uses, const ListFlags& flags) {
  return (has_any(uses.tools, flags.tools) || has_any(uses.programs, flags.tools)) &&
         has_any(uses.hosts, flags.hosts) && has_any(uses.env, flags.env);
}

std::vector<Item> filtered(const std::vector<Item>& items, const ListFlags& flags) {
  const std::set<std::string> referred = referred_to(items);
  std::vector<Item> kept;
  for (const Item& item : items) {
    if (!flags.kinds.empty() && std::ranges::find(flags.kinds, name_of(item.kind)) == flags.kinds.end())
      continue;
    if (!uses_what_is_asked(item.uses, flags)) continue;
    if (flags.unsure && !is_unsure(item)) continue;
    if (flags.orphans && referred.contains(item.key)) continue;
    if (flags.no_description && is_described(item)) continue;
    if (flags.over_tokens && item.tokens <= *flags.over_tokens) continue;
    kept.push_back(item);
  }
  return kept;
}

void sort_by(std::vector<Item>& items, const std::string& field) {
  if (field == "tokens")
    std::ranges::stable_sort(items, std::greater<>(), &Item::tokens);
  else if (field == "lines")
    std::ranges::stable_sort(items, std::greater<>(), &Item::lines);
  else
    std::ranges::stable_sort(items, {}, fields().at(field));
}

std::vector<std::string> row(const Item& item, const std::vector<std::string>& names) {
  std::vector<std::string> cells;
  for (const std::string& name : names) cells.push_back(text::for_terminal(fields().at(name)(item)));
  return cells;
}

void print_lines(Session& session, const std::vector<Item>& items, const std::vector<std::string>& names) {
  for (const Item& item : items) {
    if (session.format == Format::Jsonl)
      session.print(text::write_json(actions::describe(item)) + "\n");
    else
      session.print(fmt::format("{}\n", fmt::join(row(item, names), "\t")));
  }
}

void print_table(Session& session, const std::string& root, const std::vector<Item>& items,
                 const std::vector<std::string>& names) {
  std::vector<Column> columns;
  for (const std::string& name : names)
    columns.push_back({name, name == "tokens" || name == "lines" ? Align::Right : Align::Left,
                       name == "description" || name == "title" || name == "path"});
  Table table(std::move(columns));
  for (const Item& item : items) {
    std::vector<std::string> cells = row(item, names);
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i] == "path")
        cells[i] = shown_path(root, item.key);
      else if (names[i] == "name")
        cells[i] = text::cut_to_width(cells[i], longest_name);
    table.add(std::move(cells));
  }
  session.print(table.print(session.terminal.out, session.terminal.width, session.cap()));
}

int run_list(Session& session, const ListFlags& flags) {
  for (const std::string& kind : flags.kinds)
    if (const Status known = check_kind(kind); !known) return session.fail(known.error());
  const bool tells_why = flags.unsure && flags.fields == usual_fields;
  const std::vector<std::string> names = split(tells_why ? std::string(unsure_fields) : flags.fields);
  for (const Status& checked : {check_fields(names), check_fields({flags.sort})})
    if (!checked) return session.fail(checked.error());
  const auto project = actions::Project::open(session.project(flags.reading.path));
  if (!project) return session.fail(project.error());
  const auto scanned = actions::scan(*project, flags.reading.scan, {});
  if (!scanned) return session.fail(scanned.error());
  tell_words(session, *project, scanned->words);
  const std::string& root = project->root().path();
  if (scanned->inventory.items.empty()) return nothing_read(session, root, *scanned);
  std::vector<Item> items = filtered(scanned->inventory.items, flags);
  sort_by(items, flags.sort);

  if (session.json()) {
    List list;
    for (const Item& item : items) list.push_back(actions::describe(item));
    session.answer({.command = "list",
                    .root = root,
                    .coverage = actions::coverage(*scanned),
                    .data = Map{{"items", std::move(list)}},
                    .diagnostics = {},
                    .next = {}});
  } else if (session.format != Format::Text) {
    print_lines(session, items, names);
  } else {
    print_table(session, root, items, names);
    session.say(
        fmt::format("{} of {}", with_commas(items.size()), counted(scanned->inventory.items.size(), "item")));
  }
  return items.empty() ? 1 : 0;
}

}  // namespace

Command list_command() {
  auto flags = std::make_shared<ListFlags>();
  Command command{
      .name = "list",
      .aliases = {},
      .group = Group::Look,
      .summary = "every item on a line",
      .details =
          "Several of --kind, --tool, --host or --env mean any of them. The exit code is 1 when nothing is left.",
      .arguments = {path_argument(flags->reading.path)},
      .flags =
          {{"--kind", &flags->kinds, "KIND", "only this kind"},
           {"--tool", &flags->tools, "TOOL", "only items that use this tool or call this program"},
           {"--host", &flags->hosts, "HOST", "only items that speak of this host"},
           {"--env", &flags->env, "NAME", "only items that need this environment variable"},
           {"--unsure", &flags->unsure, "", "only items whose kind is unsure"},
           {"--orphans", &flags->orphans, "", "only items that no other item refers to"},
           {"--no-description", &flags->no_description, "",
            "only items whose text does not say what they are for"},
           {"--over-tokens", &flags->over_tokens, "N", "only items of more than about N tokens"},
           {"--fields", &flags->fields, "LIST",
            "columns: id,kind,why,name,path,title,description,model,lines,tokens,tools,programs,hosts,env"},
           {"--sort", &flags->sort, "FIELD", "by this field (path); numbers from the largest"}},
      .formats = {Format::Text, Format::Json, Format::Jsonl, Format::Tsv},
      .run = [flags](Session& session) { return run_list(session, *flags); }};
  for (Flag& flag : reading_flags(flags->reading.scan)) command.flags.push_back(std::move(flag));
  return command;
}

}  // namespace agentops::cli
