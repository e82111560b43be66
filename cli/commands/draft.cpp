/// `agentops draft`: write packages from the plan.

#include "actions/draft.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

constexpr std::size_t shown_blanks = 8;

struct DraftFlags {
  std::string root;
  actions::DraftRequest request;
};

/// The first letter of a line about files: what becomes of them.
char sign_of(draft::Fate fate) {
  static constexpr std::array<char, 7> signs = {'+', '~', '~', ' ', ' ', '-', '!'};
  return signs[static_cast<std::size_t>(fate)];
}

/// Files of one folder of the package that share a fate.
struct FileGroup {
  std::string folder;  ///< "agents/", or the file itself at the top
  draft::Fate fate;
  std::size_t files = 0;
};

std::vector<FileGroup> grouped(const std::vector<draft::FileFate>& fates) {
  std::map<std::pair<std::string, draft::Fate>, std::size_t> groups;
  for (const draft::FileFate& file : fates) {
    const auto slash = file.path.find('/');
    const bool whole =
        slash == std::string::npos || file.path.starts_with("config/") || file.path.starts_with("docs/");
    ++groups[{whole && file.fate != draft::Fate::Keep ? file.path
              : whole                                 ? ""
                                                      : file.path.substr(0, slash + 1),
              file.fate}];
  }
  std::vector<FileGroup> list;
  for (const auto& [key, count] : groups)
    if (key.second != draft::Fate::Keep && key.second != draft::Fate::Absent)
      list.push_back({key.first, key.second, count});
  return list;
}

std::string lifted_summary(const draft::DraftedPackage& package) {
  std::string values;
  for (std::size_t i = 0; i < package.lifted.size() && i < 4; ++i)
    values += (i == 0 ? "" : ", ") + package.lifted[i].value;
  if (package.lifted.size() > 4) values += fmt::format(" and {} more", package.lifted.size() - 4);
  const bool lifted =
      std::ranges::any_of(package.lifted.front().places, [](const auto& place) { return place.replaced; });
  return fmt::format("{} {}: {}", counted(package.lifted.size(), "value"),
                     lifted ? "lifted" : "found (--lift-config lifts)", text::for_terminal(values));
}

std::string remark(const FileGroup& group, const draft::DraftedPackage& package) {
  if (group.folder.ends_with('/')) return counted(group.files, "file");
  const auto blanks = std::ranges::count(package.blanks, group.folder, &draft::Blank::path);
  if (group.folder.ends_with("default-settings.yaml")) return lifted_summary(package);
  return blanks == 0 ? "" : counted(static_cast<std::uint64_t>(blanks), "blank") + " to fill";
}

void print_package(Session& session, const std::string& root, const actions::DraftedFolder& drafted) {
  const std::vector<FileGroup> groups = grouped(drafted.fates);
  if (groups.empty()) {
    session.print(fmt::format("   {:<52} as it was\n", shown_path(root, drafted.folder + "/")));
    return;
  }
  for (const FileGroup& group : groups)
    session.print(fmt::format(
        " {} {:<52} {}\n", sign_of(group.fate), shown_path(root, drafted.folder + "/" + group.folder),
        group.fate == draft::Fate::Conflict ? "your edit and the new draft differ here: kept yours"
                                            : remark(group, drafted.package)));
  for (const auto& [from, why] : drafted.package.left_out)
    session.print(fmt::format(" ! {}   left out: {}\n", shown_path(root, from), why));
  for (const draft::Need& need : drafted.package.needs)
    session.print(fmt::format("   depends on {}@{}{}\n", need.dependency.name, need.dependency.range,
                              need.mutual ? "  (which needs it too)" : ""));
}

void print_blanks(Session& session, const std::string& root, const actions::Drafted& drafted) {
  std::size_t total = 0;
  for (const actions::DraftedFolder& folder : drafted.packages) total += folder.package.blanks.size();
  if (total == 0) return;
  session.print(fmt::format("\n {} left before {} can be published\n", counted(total, "blank"),
                            drafted.packages.size() == 1 ? "it" : "they"));
  Table table({{""}, {"", Align::Left, true}});
  for (const actions::DraftedFolder& folder : drafted.packages)
    for (const draft::Blank& blank : folder.package.blanks)
      table.add({shown_path(root, fmt::format("{}/{}:{}", folder.folder, blank.path, blank.line)),
                 text::for_terminal(blank.what)});
  session.print(
      table.print(session.terminal.out, session.terminal.width, session.all ? session.cap() : shown_blanks));
}

void print_conservation(Session& session, const draft::Conservation& conservation) {
  session.print(fmt::format(
      "\n {} = {} drafted + {} unsorted or not asked for + {} dropped; {}\n originals untouched\n",
      counted(conservation.in, "item"), conservation.drafted, conservation.elsewhere, conservation.dropped,
      conservation.lost.empty() ? "none lost" : fmt::format("{} not in the plan", conservation.lost.size())));
  for (const std::string& key : conservation.lost)
    session.warn(
        fmt::format("warning: {} is not in the plan: agentops mine adds it", text::for_terminal(key)));
}

Value draft_data(const actions::Drafted& drafted) {
  List packages;
  for (const actions::DraftedFolder& folder : drafted.packages) packages.push_back(actions::describe(folder));
  return Map{{"packages", std::move(packages)},
             {"conservation", actions::describe(drafted.conservation)},
             {"conflicts", actions::texts(drafted.conflicts)},
             {"written", drafted.wrote}};
}

int conflict_code(Session& session, const std::string& root, const actions::Drafted& drafted) {
  for (const std::string& path : drafted.conflicts)
    session.warn(fmt::format("conflict: {}: you and the new draft changed the same lines; yours is kept",
                             shown_path(root, path)));
  return drafted.conflicts.empty() ? 0 : 3;
}

int run_draft(Session& session, DraftFlags& flags) {
  const auto project = actions::Project::open(session.project(flags.root));
  if (!project) return session.fail(project.error());
  flags.request.dry_run = session.dry_run;
  const auto drafted = actions::draft_packages(*project, flags.request);
  if (!drafted) return session.fail(drafted.error());
  const std::string& root = project->root().path();
  if (drafted->items == 0) return nothing_read(session, root, {});
  for (const Finding& finding : drafted->findings)
    session.say(fmt::format("note: {}:{}: {}", shown_path(root, finding.place.path), finding.place.line,
                            finding.message));
  std::vector<NextStep> next;
  if (!drafted->packages.empty() && !session.dry_run && drafted->conflicts.empty()) {
    const std::string folder = shown_path(root, drafted->packages.front().folder);
    next = {{"agentops package validate " + folder, "what is left to do"},
            {"agentops package install " + folder, "try it in a project"}};
  }
  if (session.json()) {
    session.answer({.command = "draft",
                    .root = root,
                    .ok = drafted->conflicts.empty(),
                    .data = draft_data(*drafted),
                    .diagnostics = drafted->findings,
                    .next = next});
    return conflict_code(session, root, *drafted);
  }
  for (const actions::DraftedFolder& folder : drafted->packages) print_package(session, root, folder);
  print_conservation(session, drafted->conservation);
  if (session.dry_run) session.print(" nothing written (--dry-run)\n");
  print_blanks(session, root, *drafted);
  const int code = conflict_code(session, root, *drafted);
  session.suggest(next);
  return code;
}

}  // namespace

Command draft_command() {
  auto flags = std::make_shared<DraftFlags>();
  draft::DraftOptions& draft = flags->request.draft;
  Command command = {
      .name = "draft",
      .aliases = {},
      .group = Group::Write,
      .summary = "write packages from the plan",
      .details =
          "Drafting again refreshes what you did not touch and merges what you did. Exit code 3: a file that only you can merge.",
      .arguments = {{"DOMAIN", &draft.domains, "names or ids of domains; all when left out"}},
      .flags =
          {{"--root", &flags->root, "DIR", "the folder of the plan; here when it is left out"},
           {"--out", &draft.out, "DIR", "folder for the packages (packages)"},
           {"--author", &draft.author, "NAME",
            "author of the packages; as drafted last, else from git's settings, when left out"},
           {"--license", &draft.license, "SPDX",
            "licence of the packages; as drafted last, else a blank, when left out"},
           {"--version", &flags->request.version, "VERSION",
            "version of the packages; as drafted last, else 0.1.0, when left out"},
           {"--category", &draft.category, "CATEGORY", "domain, industry, process or meta"},
           {"--lift-config", &draft.lift_config, "",
            "put settings in the place of amounts, hosts, channels and the like; a later draft without it puts them back"}},
      .run = [flags](Session& session) { return run_draft(session, *flags); }};
  for (Flag& flag : reading_flags(flags->request.scan)) command.flags.push_back(std::move(flag));
  return command;
}

}  // namespace agentops::cli
