/// `agentops search`: find items by words, phrases and filters; one query, or a file of them.

#include "actions/search.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/search_places.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/commands/search_screen.h"
#include "cli/table.h"
#include "models/wrong_usage.h"
#include "text/ascii.h"
#include "text/escape.h"
#include "text/json.h"

namespace agentops::cli {
namespace {

struct SearchFlags {
  std::vector<std::string> words;
  std::string root;
  std::string batch;
  std::string registry;
  std::string facets;  ///< names of filters, with commas between
  std::optional<unsigned> limit;
  unsigned context = 0;
  bool titles = false;
  bool installed = false;
  bool explain = false;
  bool lines = false;
};

constexpr unsigned usual_limit = 10;
constexpr unsigned limit_of_lines = 10'000;  // for programs that let a person pick
constexpr std::string_view everything = "path:*";

actions::PlacesOrder places_of(const SearchFlags& flags) {
  return {.folder = !flags.installed, .packages = {.installed = true, .registry = flags.registry}};
}

std::string query_of(const SearchFlags& flags) { return fmt::to_string(fmt::join(flags.words, " ")); }

void nothing_found(Session& session, const std::string& query, const actions::PlacedHits& search) {
  const index::Hits& hits = search.hits;
  const std::string suggestion =
      hits.suggestion.empty() ? ""
                              : fmt::format(". Did you mean  {}  ({})?", text::for_terminal(hits.suggestion),
                                            counted(hits.suggested, "item"));
  session.print(fmt::format("no match for \"{}\"{}\n", text::for_terminal(query), suggestion));
}

/// "kind,package" -> the filters of these names.
Result<std::vector<index::FieldId>> read_facets(std::string_view names) {
  std::vector<index::FieldId> facets;
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find(','));
    names.remove_prefix(std::min(names.size(), name.size() + 1));
    const index::Field* field = index::field_named(text::lower(name));
    if (field == nullptr || field->form != index::FieldForm::Filter || field->id == index::FieldId::Path)
      return fail(wrong_usage(fmt::format("nothing is counted by \"{}\"", text::for_terminal(name)),
                              "kind, package, domain, tool, model, program, env, host or has"));
    facets.push_back(field->id);
  }
  return facets;
}

/// What the words and flags ask for.
Result<actions::PlacedQuery> read_query(const SearchFlags& flags) {
  std::string query = query_of(flags);
  const bool is_blank = query.find_first_not_of(' ') == std::string::npos;
  if (is_blank && !flags.lines)
    return fail(wrong_usage("what shall be searched for?", "agentops search rollback kind:workflow"));
  auto facets = read_facets(flags.facets);
  if (!facets) return fail(facets);
  return actions::PlacedQuery{
      .query = {.words = is_blank ? std::string(everything) : std::move(query),
                .limit = flags.limit.value_or(flags.lines ? limit_of_lines : usual_limit),
                .explain = flags.explain,
                .facets = *std::move(facets)},
      .snippets = !flags.titles,
      .lines = {.context = flags.context}};
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

void print_found(Session& session, const SearchFlags& flags, const std::string& root,
                 const actions::Scanned& scanned, const actions::PlacedHits& search) {
  const std::string query = query_of(flags);
  const SearchScreen screen{.root = root, .titles = flags.titles};
  if (session.json()) {
    session.answer({.command = "search",
                    .root = root,
                    .coverage = actions::coverage(scanned),
                    .data = search_data(query, search),
                    .diagnostics = {},
                    .next = {}});
  } else if (session.format == Format::Jsonl) {
    for (const actions::PlacedHit& found : search.found)
      session.print(text::write_json(hit_value(found)) + "\n");
  } else if (session.format == Format::Tsv) {
    for (const actions::PlacedHit& found : search.found)
      session.print(fmt::format("{}\t{:.4f}\n", text::for_terminal(found.item.key), found.hit.score));
  } else if (flags.lines) {
    print_lines(session, screen, search);
  } else if (!search.found.empty()) {
    print_hits(session, screen, search);
  } else {
    nothing_found(session, query, search);
  }
}

int run_one(Session& session, const actions::Project& project, const SearchFlags& flags) {
  const auto query = read_query(flags);
  if (!query) return session.fail(query.error());
  auto places = actions::SearchPlaces::open(project, places_of(flags));
  if (!places) return session.fail(places.error());
  const auto search = places->search(*query);
  tell_words(session, project, places->words());
  if (!search) return query_error(session, query->query.words, search.error());
  if (places->scanned().inventory.items.empty() && places->packages().empty())
    return flags.installed ? nothing_installed(session)
                           : nothing_read(session, project.root().path(), places->scanned());
  say_how_it_was_read(session, *search);
  print_found(session, flags, project.root().path(), places->scanned(), *search);
  return search->found.empty() ? 1 : 0;
}

int run_batch(Session& session, const actions::Project& project, const SearchFlags& flags) {
  if (session.format == Format::Json || session.format == Format::Jsonl)
    return session.fail(wrong_usage("a batch prints tsv only", "leave --json out"));
  const auto lines = read_input(flags.batch, "each line is  id<TAB>query");
  if (!lines) return session.fail(lines.error());
  auto places = actions::SearchPlaces::open(project, places_of(flags));
  if (!places) return session.fail(places.error());
  const auto outcome =
      actions::search_batch(*places, *lines, flags.limit.value_or(usual_limit),
                            [&](std::string_view id, const std::vector<actions::PlacedHit>& found) {
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
         "Also \"phrases\", a NEAR b, NEAR/5, AND OR NOT, brackets, deploy* for beginnings. Short and long names of the "
         "same (k8s, kubernetes) find each other. Exit code 1: no match.\n"
         "agentops search -i | fzf -d '\\t' --with-nth 3,2,4  picks an item.";
}

}  // namespace

Command search_command() {
  auto flags = std::make_shared<SearchFlags>();
  return {
      .name = "search",
      .aliases = {},
      .group = Group::Look,
      .summary = "find items by words, phrases and filters",
      .details = help_page(),
      .arguments = {{"QUERY", &flags->words, "what to look for", false}},
      .flags =
          {{"--root", &flags->root, "DIR", "the folder to search; here when it is left out"},
           {"-n,--limit", &flags->limit, "N", "how many hits (10)"},
           {"--titles", &flags->titles, "", "no lines of text"},
           {"-C,--context", &flags->context, "LINES", "lines around those that show why"},
           {"--explain", &flags->explain, "", "why each stands where it does"},
           {"--facets", &flags->facets, "FIELDS", "count all matches by these: kind,package,domain,tool,..."},
           {"-i,--lines", &flags->lines, "",
            "PATH:LINE, kind, name and description of all matches, for fzf; of everything without a QUERY"},
           {"--installed", &flags->installed, "", "packages only, not the folder"},
           {"--registry", &flags->registry, "NAME",
            "also the packages of this registry that are not installed; it must be a folder"},
           {"--batch", &flags->batch, "FILE",
            "run each line id<TAB>query of FILE (- for stdin), print id<TAB>path<TAB>score"}},
      .formats = {Format::Text, Format::Json, Format::Jsonl, Format::Tsv},
      .run = [flags](Session& session) {
        if (flags->limit == 0)
          return session.fail(wrong_usage("no hits were asked for", "-n takes a number from 1"));
        const auto project = actions::Project::open(session.project(flags->root));
        if (!project) return session.fail(project.error());
        return flags->batch.empty() ? run_one(session, *project, *flags)
                                    : run_batch(session, *project, *flags);
      }};
}

}  // namespace agentops::cli
