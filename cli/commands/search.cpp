/// `agentops search`: find items by words, phrases and filters; one query, or a file of them.

#include "actions/search.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/search_places.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"
#include "text/json.h"

namespace agentops::cli {
namespace {

struct SearchFlags {
  std::vector<std::string> words;
  std::string root;
  std::string batch;
  std::string registry;
  unsigned limit = 10;
  bool titles = false;
  bool installed = false;
};

actions::PlacesOrder places_of(const SearchFlags& flags) {
  return {.folder = !flags.installed, .packages = {.installed = true, .registry = flags.registry}};
}

std::string joined(const std::vector<std::string>& words) {
  std::string query;
  for (const std::string& word : words) query += (query.empty() ? "" : " ") + word;
  return query;
}

/// A line with its marks painted, or between asterisks where there are no colours.
std::string marked(const Stream& stream, const index::SnippetLine& line) {
  std::string shown;
  std::uint32_t at = 0;
  for (const Span& mark : line.marks) {
    shown += text::for_terminal(std::string_view(line.text).substr(at, mark.begin - at));
    const std::string word = text::for_terminal(slice(line.text, mark));
    shown += stream.colour ? painted(stream, Ink::Bold, word) : "*" + word + "*";
    at = mark.end;
  }
  return shown + text::for_terminal(std::string_view(line.text).substr(at));
}

Value place_value(const actions::Place& place) {
  const auto or_null = [](const std::string& text) { return text.empty() ? Value() : Value(text); };
  return Map{{"scope", std::string(name_of(place.scope))},
             {"package", or_null(place.package)},
             {"version", or_null(place.version)},
             {"registry", or_null(place.registry)}};
}

Value hit_value(const actions::PlacedHit& found) {
  List snippets;
  for (const index::SnippetLine& line : found.lines) {
    List marks;
    for (const Span& mark : line.marks)
      marks.emplace_back(List{actions::number(mark.begin), actions::number(mark.end)});
    snippets.emplace_back(
        Map{{"line", actions::number(line.line)}, {"text", line.text}, {"marks", std::move(marks)}});
  }
  return Map{{"item", actions::describe(found.item)}, {"path", found.item.key},
             {"place", place_value(found.place)},     {"score", found.hit.score},
             {"percent", found.hit.percent},          {"snippets", std::move(snippets)}};
}

Value search_data(const std::string& query, const actions::PlacedHits& search) {
  List hits;
  for (const actions::PlacedHit& found : search.found) hits.push_back(hit_value(found));
  const std::string& suggestion = search.hits.suggestion;
  return Map{{"query", query},
             {"parsed", search.hits.parsed},
             {"total", actions::number(search.hits.total)},
             {"loosened", search.hits.loosened},
             {"hits", std::move(hits)},
             {"suggestion", suggestion.empty() ? Value() : Value(suggestion)}};
}

/// Where an item stands, as one would open it.
std::string shown_place(const std::string& root, const actions::PlacedHit& found) {
  const bool is_elsewhere =
      found.place.scope == actions::Scope::User || found.place.scope == actions::Scope::Registry;
  const std::string path =
      is_elsewhere ? text::for_terminal(found.item.path) : shown_path(root, found.item.path);
  const std::string from =
      found.place.registry.empty() ? "" : text::for_terminal(found.place.registry) + ": ";
  return fmt::format("{}{}:{}", from, path, found.lines.empty() ? found.item.line : found.lines.front().line);
}

void print_hits(Session& session, const std::string& root, const actions::PlacedHits& search, bool titles) {
  std::size_t number = 0;
  if (search.hits.loosened) session.say("nothing has all of these words; these have some");
  for (const actions::PlacedHit& found : search.found) {
    session.print(fmt::format("{:>2}  {:<28} {:<9} {}\n", ++number,
                              text::cut_to_width(text::for_terminal(found.item.name), 28),
                              name_of(found.item.kind), shown_place(root, found)));
    if (titles) continue;
    for (const index::SnippetLine& line : found.lines)
      session.print("      " + marked(session.terminal.out, line) + "\n");
  }
  session.print(
      fmt::format("{} of {}\n", search.found.size(), counted(search.hits.total, "match", "matches")));
}

int nothing_found(Session& session, const std::string& query, const actions::PlacedHits& search) {
  session.print(fmt::format(
      "no match for \"{}\"{}\n", text::for_terminal(query),
      search.hits.suggestion.empty() ? "" : ". Did you mean  " + text::for_terminal(search.hits.suggestion)));
  return 1;
}

int nothing_installed(Session& session) {
  return session.fail({.kind = ErrorKind::NotFound,
                       .code = "E-NOTHING-READ",
                       .message = "no packages are installed, here or for the user",
                       .hint = "leave --installed out to search the folder",
                       .where = {}});
}

/// A fault in the query, with a caret under it.
int query_error(Session& session, const std::string& query, const Error& error) {
  if (error.code == "E-QUERY" && error.where.column > 0 && session.format == Format::Text &&
      query.size() < 200) {
    session.warn(text::for_terminal(query));
    session.warn(std::string(error.where.column - 1, ' ') + "^");
  }
  Error told = error;
  told.where = {};
  return session.fail(told);
}

int run_one(Session& session, const actions::Project& project, const SearchFlags& flags) {
  const std::string query = joined(flags.words);
  if (query.find_first_not_of(' ') == std::string::npos)
    return session.fail({.kind = ErrorKind::Usage,
                         .code = "E-USAGE",
                         .message = "what shall be searched for?",
                         .hint = "agentops search rollback kind:workflow",
                         .where = {}});
  auto places = actions::SearchPlaces::open(project, places_of(flags));
  if (!places) return session.fail(places.error());
  const auto search = places->search(
      {.query = {.words = query, .limit = flags.limit}, .snippets = !flags.titles, .lines = {}});
  tell_words(session, project, places->words());
  if (!search) return query_error(session, query, search.error());
  const std::string& root = project.root().path();
  const actions::Scanned& scanned = places->scanned();
  if (scanned.inventory.items.empty() && places->packages().empty())
    return flags.installed ? nothing_installed(session) : nothing_read(session, root, scanned);
  if (session.json()) {
    session.answer({.command = "search",
                    .root = root,
                    .coverage = actions::coverage(scanned),
                    .data = search_data(query, *search),
                    .diagnostics = {},
                    .next = {}});
  } else if (session.format == Format::Jsonl) {
    for (const actions::PlacedHit& found : search->found)
      session.print(text::write_json(hit_value(found)) + "\n");
  } else if (session.format == Format::Tsv) {
    for (const actions::PlacedHit& found : search->found)
      session.print(fmt::format("{}\t{:.4f}\n", text::for_terminal(found.item.key), found.hit.score));
  } else if (search->found.empty()) {
    return nothing_found(session, query, *search);
  } else {
    print_hits(session, root, *search, flags.titles);
  }
  return search->found.empty() ? 1 : 0;
}

Result<std::string> read_batch(const std::string& path) {
  std::ostringstream text;
  if (path == "-") {
    text << std::cin.rdbuf();
    return text.str();
  }
  const std::ifstream file(path, std::ios::binary);
  if (!file)
    return fail({.kind = ErrorKind::NotFound,
                 .code = "E-READ",
                 .message = "cannot open the file of queries",
                 .hint = "each line is  id<TAB>query",
                 .where = {.path = path}});
  text << file.rdbuf();
  return text.str();
}

int run_batch(Session& session, const actions::Project& project, const SearchFlags& flags) {
  if (session.format == Format::Json || session.format == Format::Jsonl)
    return session.fail({.kind = ErrorKind::Usage,
                         .code = "E-USAGE",
                         .message = "a batch prints tsv only",
                         .hint = "leave --json out",
                         .where = {}});
  const auto lines = read_batch(flags.batch);
  if (!lines) return session.fail(lines.error());
  auto places = actions::SearchPlaces::open(project, places_of(flags));
  if (!places) return session.fail(places.error());
  const auto outcome = actions::search_batch(
      *places, *lines, flags.limit, [&](std::string_view id, const std::vector<actions::PlacedHit>& found) {
        for (const actions::PlacedHit& one : found)
          session.print(fmt::format("{}\t{}\t{:.4f}\n", text::for_terminal(id),
                                    text::for_terminal(one.item.key), one.hit.score));
      });
  tell_words(session, project, places->words());
  if (!outcome) return session.fail(outcome.error());
  if (outcome->plain > 0)
    session.say(fmt::format("{} did not parse and were searched as plain words",
                            counted(outcome->plain, "query", "queries")));
  for (const std::size_t line : outcome->malformed)
    session.warn(fmt::format("error: {}:{}: expected id<TAB>query", text::for_terminal(flags.batch), line));
  return outcome->malformed.empty() ? 0 : 2;
}

std::string help_page() {
  return "Words are stemmed; several words must all be there, of more than three any may be missing.\n" +
         actions::field_help() +
         "Also \"phrases\", AND OR NOT, brackets, deploy* for beginnings. Exit code 1: no match.";
}

}  // namespace

Command search_command() {
  auto flags = std::make_shared<SearchFlags>();
  return {.name = "search",
          .aliases = {},
          .group = Group::Look,
          .summary = "find items by words, phrases and filters",
          .details = help_page(),
          .arguments = {{"QUERY", &flags->words, "what to look for", false}},
          .flags = {{"--root", &flags->root, "DIR", "the folder to search; here when it is left out"},
                    {"-n,--limit", &flags->limit, "N", "how many hits (10)"},
                    {"--titles", &flags->titles, "", "no lines of text"},
                    {"--installed", &flags->installed, "", "packages only, not the folder"},
                    {"--registry", &flags->registry, "NAME",
                     "also the packages of this registry that are not installed; it must be a folder"},
                    {"--batch", &flags->batch, "FILE",
                     "run each line id<TAB>query of FILE (- for stdin), print id<TAB>path<TAB>score"}},
          .formats = {Format::Text, Format::Json, Format::Jsonl, Format::Tsv},
          .run = [flags](Session& session) {
            if (flags->limit == 0)
              return session.fail({.kind = ErrorKind::Usage,
                                   .code = "E-USAGE",
                                   .message = "no hits were asked for",
                                   .hint = "-n takes a number from 1",
                                   .where = {}});
            const auto project = actions::Project::open(session.project(flags->root));
            if (!project) return session.fail(project.error());
            return flags->batch.empty() ? run_one(session, *project, *flags)
                                        : run_batch(session, *project, *flags);
          }};
}

}  // namespace agentops::cli
