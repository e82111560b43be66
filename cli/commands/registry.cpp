/// `agentops registry init | add | list | remove | yank | search`: where packages are published and found.

#include <memory>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/registries.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"
#include "text/version.h"

namespace agentops::cli {
namespace {

/// Flags and words of a command that changes a registry or the settings.
struct Options {
  std::string root;
  std::string name;
  actions::RegistrySetting added;
  actions::YankOrder yank;
  std::vector<std::string> words;
  std::string only;
};

Flag root_flag(Options& options) {
  return {"--root", &options.root, "DIR", "the project's folder; here when it is left out"};
}

/// Opens the project and answers with what `act` gives: the data, and the line for a person.
struct Done {
  Map data;
  std::string line;
  bool changed = true;
};

template <class Act>
int run_change(Session& session, const Options& options, const std::string& command, const Act& act) {
  const auto project = actions::Project::open(session.project(options.root));
  if (!project) return session.fail(project.error());
  Result<Done> done = act(*project);
  if (!done) return session.fail(done.error());
  if (session.json()) {
    done->data.emplace_back("written", done->changed && !session.dry_run);
    session.answer({.command = command,
                    .root = project->root().path(),
                    .data = std::move(done->data),
                    .diagnostics = {},
                    .next = {}});
  } else {
    session.print(fmt::format("{}{}\n", done->line, session.dry_run ? "  (nothing written: --dry-run)" : ""));
  }
  return 0;
}

// init, add, remove ------------------------------------------------------------------------------

int run_init(Session& session, const std::string& folder) {
  if (const Status made = actions::init_registry(folder, session.dry_run); !made)
    return session.fail(made.error());
  const std::vector<NextStep> next = {
      {"agentops registry add NAME " + shell_word(folder), "make it known to a project"}};
  if (session.json())
    session.answer({.command = "registry-init",
                    .root = folder,
                    .data = Map{{"folder", folder}, {"written", !session.dry_run}},
                    .diagnostics = {},
                    .next = next});
  else
    session.print(fmt::format("{} {}\n", session.dry_run ? "would make a registry in" : "made a registry in",
                              text::for_terminal(folder)));
  session.suggest(next);
  return 0;
}

Command init_command() {
  auto folder = std::make_shared<std::string>();
  return {
      .name = "registry init",
      .aliases = {},
      .group = Group::Registry,
      .summary = "make an empty registry in a folder",
      .details =
          "A registry is a folder: one OCI image layout for each package, and packages.json. Share it as you share any folder.",
      .arguments = {{"DIR", folder.get(), "a new or an empty folder", true}},
      .flags = {},
      .run = [folder](Session& session) { return run_init(session, *folder); }};
}

Result<Done> add(Session& session, const actions::Project& project, const actions::RegistrySetting& added) {
  if (const Status written = actions::add_registry(project, added, session.dry_run); !written)
    return fail(written);
  return Done{{{"name", added.name}, {"url", added.url}},
              fmt::format("added {} ({}) to agentops.yaml", added.name, text::for_terminal(added.url))};
}

Command add_command() {
  auto options = std::make_shared<Options>();
  actions::RegistrySetting& added = options->added;
  return {
      .name = "registry add",
      .aliases = {},
      .group = Group::Registry,
      .summary = "make a registry known to this project",
      .details =
          "Writes agentops.yaml. The first registry is the one that packages are published to. A registry is a folder; "
          "that folder behind a web server (https://HOST/PATH), which is read only; or a server of OCI artifacts "
          "(oci://HOST/NAMESPACE). A server is not asked now. What was seen before at this address is forgotten.\n\n"
          "A password or a token is never written down: it stands in a variable that is named after the server; see  "
          "agentops help registries.",
      .arguments =
          {{"NAME", &added.name, "what to call it", true},
           {"URL", &added.url,
            "a folder: absolute, relative to the project, or file:///path; https://HOST/PATH; oci://HOST/NAMESPACE",
            true}},
      .flags = {root_flag(*options),
                {"--insecure", &added.insecure, "", "allow plain http, also to another machine"},
                {"--user", &added.user, "NAME", "who we are there"},
                {"--token-server", &added.token_server, "URL",
                 "another server that may be asked for tokens"}},
      .run = [options](Session& session) {
        return run_change(session, *options, "registry-add", [&](const actions::Project& project) {
          return add(session, project, options->added);
        });
      }};
}

Command remove_command() {
  auto options = std::make_shared<Options>();
  return {.name = "registry remove",
          .aliases = {},
          .group = Group::Registry,
          .summary = "forget a registry; the registry itself stays",
          .details = {},
          .arguments = {{"NAME", &options->name, "its name", true}},
          .flags = {root_flag(*options)},
          .run = [options](Session& session) {
            return run_change(
                session, *options, "registry-remove", [&](const actions::Project& project) -> Result<Done> {
                  const Status removed = actions::remove_registry(project, options->name, session.dry_run);
                  if (!removed) return fail(removed);
                  return Done{{{"name", options->name}},
                              fmt::format("took {} out of agentops.yaml", options->name)};
                });
          }};
}

// list -------------------------------------------------------------------------------------------

int run_list(Session& session, const std::string& root) {
  const auto project = actions::Project::open(session.project(root));
  if (!project) return session.fail(project.error());
  const auto states = actions::list_registries(*project);
  if (session.json()) {
    List list;
    for (const auto& [setting, packages] : states)
      list.emplace_back(Map{{"name", setting.name},
                            {"url", setting.url},
                            {"packages", packages ? actions::number(*packages) : Value{}},
                            {"default", list.empty()},
                            {"error", packages ? Value{} : Value(packages.error().message)}});
    session.answer({.command = "registry-list",
                    .root = project->root().path(),
                    .data = Map{{"registries", std::move(list)}},
                    .diagnostics = {},
                    .next = {}});
    return 0;
  }
  Table table({{""}, {"", Align::Left, true}, {""}, {""}});
  for (const auto& [setting, packages] : states)
    table.add({setting.name, text::for_terminal(setting.url),
               packages ? counted(*packages, "package") : "cannot be read",
               table.size() == 0 ? "default" : ""});
  session.print(table.print(session.terminal.out, session.terminal.width, session.cap()));
  for (const auto& [setting, packages] : states)
    if (!packages) session.warn(fmt::format("{}; {}", packages.error().message, packages.error().hint));
  if (states.empty()) session.say("no registry is known here: agentops registry init DIR");
  return 0;
}

Command list_registries_command() {
  auto root = std::make_shared<std::string>();
  return {.name = "registry list",
          .aliases = {},
          .group = Group::Registry,
          .summary = "the registries of this project",
          .details = {},
          .arguments = {},
          .flags = {{"--root", root.get(), "DIR", "the project's folder; here when it is left out"}},
          .run = [root](Session& session) { return run_list(session, *root); }};
}

// yank -------------------------------------------------------------------------------------------

/// What a version is now, or was before it was asked for.
std::string_view yanked_words(bool undo, bool changed) {
  if (undo) return changed ? "is offered again" : "was not withdrawn";
  return changed ? "is withdrawn" : "was withdrawn already";
}

Command yank_command() {
  auto options = std::make_shared<Options>();
  return {
      .name = "registry yank",
      .aliases = {},
      .group = Group::Registry,
      .summary = "withdraw a version: nobody gets it who does not have it",
      .details =
          "Nothing is deleted: a project whose agentops.lock names the version still gets it. --undo offers it again.",
      .arguments = {{"NAME@VERSION", &options->yank.package, "customer-service@1.2.0", true}},
      .flags = {root_flag(*options),
                {"--registry", &options->yank.registry, "NAME", "where; the first when it is left out"},
                {"--undo", &options->yank.undo, "", "offer it again"}},
      .run = [options](Session& session) {
        options->yank.dry_run = session.dry_run;
        return run_change(
            session, *options, "registry-yank", [&](const actions::Project& project) -> Result<Done> {
              const auto changed = actions::yank(project, options->yank);
              if (!changed) return fail(changed);
              const bool undo = options->yank.undo;
              return Done{{{"package", options->yank.package}, {"yanked", !undo}, {"changed", *changed}},
                          fmt::format("{} {}", text::for_terminal(options->yank.package),
                                      yanked_words(undo, *changed)),
                          *changed};
            });
      }};
}

// search -----------------------------------------------------------------------------------------

Value hit_value(const actions::RegistryHit& hit) {
  Map items;
  for (const auto& [kind, number] : hit.entry.items) items.emplace_back(kind, actions::number(number));
  return Map{{"name", hit.entry.name},
             {"version", text::to_text(hit.entry.version)},
             {"description", hit.entry.description},
             {"items", std::move(items)},
             {"registry", hit.registry}};
}

int run_search(Session& session, const Options& options) {
  const auto project = actions::Project::open(session.project(options.root));
  if (!project) return session.fail(project.error());
  const auto hits = actions::search_registries(*project, options.words, options.only);
  if (!hits) return session.fail(hits.error());
  if (session.json()) {
    List list;
    for (const actions::RegistryHit& hit : *hits) list.push_back(hit_value(hit));
    session.answer({.command = "registry-search",
                    .root = project->root().path(),
                    .ok = !hits->empty(),
                    .coverage = {},
                    .data = Map{{"packages", std::move(list)}},
                    .diagnostics = {},
                    .next = {}});
    return hits->empty() ? 1 : 0;
  }
  const std::size_t shown = std::min(hits->size(), session.cap());
  for (std::size_t i = 0; i < shown; ++i) session.print(registry::line_of((*hits)[i].entry) + "\n");
  if (shown < hits->size()) session.print(fmt::format("... and {} more  (--all)\n", hits->size() - shown));
  if (hits->empty()) session.say("no package has these words in its name, description or keywords");
  return hits->empty() ? 1 : 0;
}

Command search_registries_command() {
  auto options = std::make_shared<Options>();
  return {.name = "registry search",
          .aliases = {},
          .group = Group::Registry,
          .summary = "find packages that could be installed",
          .details =
              "Each word must stand in the name, the description or the keywords. Exit code 1 when "
              "nothing is found.",
          .arguments = {{"WORDS", &options->words, "all packages when they are left out"}},
          .flags = {root_flag(*options), {"--registry", &options->only, "NAME", "only there"}},
          .run = [options](Session& session) { return run_search(session, *options); }};
}

}  // namespace

std::vector<Command> registry_commands() {
  return {init_command(),   add_command(),  list_registries_command(),
          remove_command(), yank_command(), search_registries_command()};
}

}  // namespace agentops::cli
