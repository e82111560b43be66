#include "cli/commands/reading.h"

#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "actions/describe.h"
#include "actions/package_change.h"
#include "cli/table.h"
#include "models/wrong_usage.h"
#include "text/escape.h"

namespace agentops::cli {

Argument path_argument(std::string& path) {
  return {"PATH", &path, "the folder to read; here when it is left out"};
}

std::vector<Flag> reading_flags(actions::ScanOptions& options) {
  return {{"--include", &options.include, "GLOB", "read only files that match, as in an ignore file"},
          {"--exclude", &options.exclude, "GLOB", "leave out files that match"},
          {"--no-ignore", &options.no_ignore, "", "read what ignore files leave out as well"},
          {"--follow", &options.follow, "", "follow links that stay inside the folder"},
          {"--rebuild", &options.rebuild, "", "read everything again, whatever the caches know"}};
}

std::string shown_path(const std::string& root, const std::string& path) {
  const bool here = root.empty() || root == ".";
  return text::for_terminal(here ? path : root + (root.ends_with('/') ? "" : "/") + path);
}

Status check_kind(const std::string& kind) {
  if (kind_named(kind)) return {};
  return fail(wrong_usage(fmt::format("\"{}\" is no kind", text::for_terminal(kind)),
                          fmt::format("kinds: {}", fmt::join(kind_names, " "))));
}

Result<std::string> read_input(const std::string& path, const std::string& hint) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return fail({.kind = ErrorKind::NotFound,
                 .code = "E-READ",
                 .message = "cannot open the file",
                 .hint = hint,
                 .where = {.path = path}});
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void tell_words(Session& session, const actions::Project& project, const std::vector<std::string>& words) {
  for (const Finding& finding : project.findings())
    session.warn(fmt::format("warning: {}:{}: {}", finding.place.path, finding.place.line, finding.message));
  for (const std::string& word : words) session.say("note: " + word);
}

void print_coverage(Session& session, const std::string& root, const actions::Scanned& scanned) {
  const Inventory& inventory = scanned.inventory;
  session.print(fmt::format("{} in {}, {} skipped{:>12}\n", counted(inventory.items.size(), "item"),
                            counted(inventory.files.size(), "file"), with_commas(inventory.skipped.size()),
                            byte_size(scanned.bytes)));
  Table table({{""}, {"", Align::Left, true}});
  for (const Skipped& skipped : inventory.skipped)
    table.add({shown_path(root, skipped.path), text::for_terminal(skipped.why)});
  if (table.size() > 0)
    session.print("\n skipped\n" + table.print(session.terminal.out, session.terminal.width, session.cap()));
}

namespace {

bool has_installed(Session& session, const std::string& root) {
  const auto project = actions::Project::open(session.project(root));
  if (!project) return false;
  const auto lock = actions::load_lock(*project);
  return lock && !lock->packages.empty();
}

}  // namespace

int nothing_read(Session& session, const std::string& root, const actions::Scanned& scanned) {
  const std::string where = root.empty() || root == "." ? "this folder" : text::for_terminal(root);
  const std::size_t skipped = scanned.inventory.skipped.size();
  return session.fail(
      {.kind = ErrorKind::NotFound,
       .code = "E-NO-ITEMS",
       .message = fmt::format("no agents, workflows, skills or other Markdown in {}{}{}", where,
                              skipped == 0 ? "" : fmt::format(" ({} skipped)", counted(skipped, "file")),
                              has_installed(session, root) ? "; what packages brought does not count" : ""),
       .hint = "agentops demo  makes a sample to play with;  agentops --help  lists the commands",
       .where = {}});
}

}  // namespace agentops::cli
