/// `agentops package info | tree | why | outdated | verify | which`: what is installed, and whether it still
/// is.

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "actions/describe.h"
#include "actions/installed.h"
#include "actions/packages.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/version.h"

namespace agentops::cli {
namespace {

struct Options {
  std::string root;
  std::string name;
};

/// A command that asks the project one question; `ask` gives the exit code.
using Ask = int (*)(Session& session, const actions::Project& project, const std::string& name);

Command question(std::string name, std::string summary, std::string details, std::vector<Argument> arguments,
                 const std::shared_ptr<Options>& options, Ask ask) {
  return {.name = std::move(name),
          .aliases = {},
          .group = Group::Package,
          .summary = std::move(summary),
          .details = std::move(details),
          .arguments = std::move(arguments),
          .flags = {{"--root", &options->root, "DIR", "the project's folder; here when it is left out"}},
          .run = [options, ask](Session& session) {
            const auto project = actions::Project::open(session.project(options->root));
            if (!project) return session.fail(project.error());
            return ask(session, *project, options->name);
          }};
}

int answer(Session& session, const std::string& command, const actions::Project& project, Map data,
           int code) {
  session.answer({.command = command,
                  .root = project.root().path(),
                  .ok = code == 0,
                  .coverage = {},
                  .data = std::move(data),
                  .diagnostics = {},
                  .next = {}});
  return code;
}

Value version_value(const std::optional<Version>& version) {
  return version ? Value(text::to_text(*version)) : Value{};
}

// verify -----------------------------------------------------------------------------------------

constexpr int not_intact = 4;

int ask_verify(Session& session, const actions::Project& project, const std::string& /*name*/) {
  static constexpr std::array<std::string_view, 3> words = {"intact", "changed", "missing"};
  const auto files = actions::verify(project);
  if (!files) return session.fail(files.error());
  int code = 0;
  List list;
  std::string lines;
  for (const actions::VerifiedFile& file : *files) {
    if (file.state == actions::FileState::Intact) continue;
    code = std::max(code, file.pristine ? not_intact : 1);
    const std::string_view word = words[static_cast<std::size_t>(file.state)];
    if (list.size() < session.cap())
      lines += fmt::format(" {}  {}   {}\n", word, shown_path(project.root().path(), file.path),
                           fmt::join(file.owners, ", "));
    list.emplace_back(Map{{"path", file.path},
                          {"state", word},
                          {"pristine", file.pristine},
                          {"packages", actions::texts(file.owners)}});
  }
  if (session.json())
    return answer(session, "package-verify", project,
                  Map{{"files", actions::number(files->size())}, {"differ", std::move(list)}}, code);
  if (list.size() > session.cap())
    lines += fmt::format(" ... and {} more  (--all)\n", list.size() - session.cap());
  session.print(lines);
  session.print(fmt::format("{}: {} of {} as agentops.lock has {}\n", code == 0 ? "verified" : "not intact",
                            with_commas(files->size() - list.size()), counted(files->size(), "file"),
                            files->size() == 1 ? "it" : "them"));
  if (code == not_intact)
    session.suggest({{"agentops package install", "after you removed what was changed: brings it back"}});
  return code;
}

// which ------------------------------------------------------------------------------------------

int ask_which(Session& session, const actions::Project& project, const std::string& name) {
  const auto owners = actions::owners_of(project, name);
  if (!owners) {
    const int code = session.fail(owners.error());
    return owners.error().code == "E-NOT-OURS" ? 1 : code;
  }
  List list;
  for (const LockedPackage& owner : *owners) {
    list.emplace_back(
        Map{{"name", owner.name}, {"version", text::to_text(owner.version)}, {"source", owner.source}});
    if (!session.json())
      session.print(fmt::format("{} {}   {}\n", owner.name, text::to_text(owner.version),
                                text::for_terminal(owner.source)));
  }
  if (session.json())
    return answer(session, "package-which", project, Map{{"path", name}, {"packages", std::move(list)}}, 0);
  return 0;
}

// tree, why --------------------------------------------------------------------------------------

int ask_tree(Session& session, const actions::Project& project, const std::string& /*name*/) {
  const auto lock = actions::load_lock(project);
  if (!lock) return session.fail(lock.error());
  List list;
  const auto tree = actions::dependency_tree(*lock);
  for (const actions::TreeLine& line : tree) {
    if (session.json())
      list.emplace_back(Map{{"depth", actions::number(line.depth)},
                            {"name", line.name},
                            {"version", text::to_text(line.version)},
                            {"range", line.range},
                            {"repeated", line.repeated}});
    else
      session.print(fmt::format("{:{}}{} {}{}{}\n", "", 1 + 3 * line.depth, line.name,
                                text::to_text(line.version),
                                line.range.empty() ? "" : "   " + text::for_terminal(line.range),
                                line.repeated ? "   (above)" : ""));
  }
  if (session.json()) return answer(session, "package-tree", project, Map{{"packages", std::move(list)}}, 0);
  if (tree.empty()) session.say("no packages are installed here");
  return 0;
}

int ask_why(Session& session, const actions::Project& project, const std::string& name) {
  const auto lock = actions::load_lock(project);
  if (!lock) return session.fail(lock.error());
  const auto ways = actions::reasons_for(*lock, name);
  if (!ways) return session.fail(ways.error());
  List list;
  for (const std::vector<std::string>& way : *ways) list.emplace_back(actions::texts(way));
  if (session.json())
    return answer(session, "package-why", project, Map{{"name", name}, {"ways", std::move(list)}}, 0);
  for (const std::vector<std::string>& way : *ways)
    session.print(way.size() == 1 ? fmt::format(" you asked for {}\n", name)
                                  : fmt::format(" {}\n", fmt::join(way, " needs ")));
  return 0;
}

// outdated ---------------------------------------------------------------------------------------

/// The updates that would change something.
std::vector<NextStep> ways_to_newer(const std::vector<actions::Outdated>& found) {
  std::vector<NextStep> steps;
  if (std::ranges::any_of(found, [](const auto& line) { return line.compatible.has_value(); }))
    steps.push_back({"agentops package update", "to what is compatible"});
  if (std::ranges::any_of(found, [](const auto& line) { return line.newest != line.compatible; }))
    steps.push_back({"agentops package update --major", "to the newest"});
  return steps;
}

int ask_outdated(Session& session, const actions::Project& project, const std::string& /*name*/) {
  const auto lock = actions::load_lock(project);
  if (!lock) return session.fail(lock.error());
  const auto found = actions::outdated(project, *lock);
  if (!found) return session.fail(found.error());
  if (session.json()) {
    List list;
    for (const actions::Outdated& line : *found)
      list.emplace_back(Map{{"name", line.name},
                            {"installed", text::to_text(line.installed)},
                            {"compatible", version_value(line.compatible)},
                            {"newest", version_value(line.newest)}});
    return answer(session, "package-outdated", project, Map{{"packages", std::move(list)}}, 0);
  }
  Table table({{"package"}, {"installed"}, {"compatible"}, {"newest"}});
  const auto shown = [](const std::optional<Version>& version) {
    return version ? text::to_text(*version) : std::string("-");
  };
  for (const actions::Outdated& line : *found)
    table.add({line.name, text::to_text(line.installed), shown(line.compatible), shown(line.newest)});
  if (found->empty())
    session.print("every package is at its newest version\n");
  else
    session.print(table.print(session.terminal.out, session.terminal.width, session.cap()));
  if (!found->empty()) session.suggest(ways_to_newer(*found));
  return 0;
}

// info -------------------------------------------------------------------------------------------

Value card_value(const actions::PackageCard& card) {
  List versions;
  for (const Version& version : card.published) versions.emplace_back(text::to_text(version));
  List needs;
  for (const Dependency& needed : card.manifest.dependencies)
    needs.emplace_back(needed.name + "@" + needed.range);
  return Map{{"name", card.manifest.name},
             {"version", text::to_text(card.manifest.version)},
             {"description", card.manifest.description},
             {"author", card.manifest.author},
             {"license", card.manifest.license},
             {"dependencies", std::move(needs)},
             {"installed", card.installed ? Value(text::to_text(card.installed->version)) : Value{}},
             {"registry", card.registry},
             {"versions", std::move(versions)}};
}

int ask_info(Session& session, const actions::Project& project, const std::string& name) {
  const auto card = actions::package_card(project, name);
  if (!card) return session.fail(card.error());
  if (session.json()) return answer(session, "package-info", project, Map{{"package", card_value(*card)}}, 0);
  const Manifest& manifest = card->manifest;
  session.print(fmt::format("{} {}   {}\n", manifest.name, text::to_text(manifest.version),
                            text::for_terminal(manifest.license)));
  const auto line = [&](std::string_view what, const std::string& value) {
    if (!value.empty()) session.print(fmt::format(" {:<13} {}\n", what, text::for_terminal(value)));
  };
  line("description", manifest.description);
  line("author", manifest.author);
  for (const ItemList& list : item_lists)
    line(list.key, fmt::format("{}", fmt::join(manifest.*list.paths, " ")));
  std::vector<std::string> needs;
  for (const Dependency& needed : manifest.dependencies)
    needs.push_back(fmt::format("{} {}", needed.name, needed.range));
  line("needs", fmt::format("{}", fmt::join(needs, ", ")));
  if (card->installed)
    line("installed", fmt::format("{} from {}, {}", text::to_text(card->installed->version),
                                  card->installed->source, card->installed->installed));
  std::vector<std::string> versions;
  for (const Version& version : card->published) versions.push_back(text::to_text(version));
  if (!versions.empty()) line("published", fmt::format("{} in {}", fmt::join(versions, " "), card->registry));
  return 0;
}

}  // namespace

std::vector<Command> package_state_commands() {
  const auto options = std::make_shared<Options>();
  const Argument name{"NAME", &options->name, "name of an installed package", true};
  return {
      question("package info", "what a package is, has and needs", {},
               {{"NAME", &options->name, "installed or in a registry; NAME@RANGE for another version", true}},
               options, ask_info),
      question("package tree", "installed packages and what they need", {}, {}, options, ask_tree),
      question("package why", "why a package is installed", {}, {name}, options, ask_why),
      question("package outdated", "packages of which there are newer versions", {}, {}, options,
               ask_outdated),
      question(
          "package verify", "hash every installed file again",
          "Exit code 1 when files that were put here differ from agentops.lock, 4 when the packages themselves do.",
          {}, options, ask_verify),
      question("package which", "which package put a file here", "Exit code 1 when none did.",
               {{"FILE", &options->name, "its path, relative to the project", true}}, options, ask_which)};
}

}  // namespace agentops::cli
