/// `agentops package diff`: what changed between two versions of a package, items first, then text.

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "actions/compare.h"
#include "actions/describe.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/table.h"
#include "text/diff.h"
#include "text/escape.h"
#include "text/version.h"

namespace agentops::cli {
namespace {

using package::ChangeForm;

struct Flags {
  std::string root;
  std::string before;
  std::string after;
  bool items_only = false;
  bool bump = false;
  bool changelog = false;
  bool exit_code = false;
};

constexpr std::array<char, 4> signs = {'+', '-', '>', '~'};

char sign_of(ChangeForm form) { return signs.at(static_cast<std::size_t>(form)); }

// JSON -------------------------------------------------------------------------------------------

Value bump_value(const actions::PackageDifference& difference) {
  return Map{{"bump", package::word_of(difference.asked.bump)},
             {"least", text::to_text(difference.least)},
             {"because", actions::texts(difference.asked.because)}};
}

Value difference_value(const actions::PackageDifference& difference) {
  List items;
  for (const package::ItemChange& change : difference.comparison.items)
    items.emplace_back(Map{{"change", package::word_of(change.form)},
                           {"folder", change.folder},
                           {"path", change.path},
                           {"was", change.was}});
  const auto change_values = [](const auto& changes, const auto& name) {
    List list;
    for (const auto& change : changes)
      list.emplace_back(Map{{"change", package::word_of(change.form)},
                            {"name", change.*name},
                            {"before", change.before},
                            {"after", change.after}});
    return list;
  };
  List files;
  for (const actions::FileText& file : difference.files)
    files.emplace_back(Map{{"change", package::word_of(file.change.form)},
                           {"path", file.change.path},
                           {"was", file.change.was},
                           {"binary", file.binary},
                           {"hunks", file.hunks}});
  return Map{{"name", difference.name},
             {"before", text::to_text(difference.before)},
             {"after", text::to_text(difference.after)},
             {"items", std::move(items)},
             {"settings", change_values(difference.comparison.settings, &package::SettingChange::key)},
             {"needs", change_values(difference.comparison.needs, &package::NeedChange::name)},
             {"files", std::move(files)},
             {"asks", bump_value(difference)},
             {"changelog", difference.changelog}};
}

// Text -------------------------------------------------------------------------------------------

/// "2 agents changed, 1 workflow removed"
std::string counts(const package::Comparison& comparison) {
  std::string line;
  for (const ItemList& list : item_lists)
    for (const ChangeForm form :
         {ChangeForm::Changed, ChangeForm::Renamed, ChangeForm::Added, ChangeForm::Removed}) {
      const auto number = std::ranges::count_if(comparison.items, [&](const package::ItemChange& change) {
        return change.folder == list.key && change.form == form;
      });
      if (number > 0)
        line += fmt::format("{}{} {}", line.empty() ? "" : ", ",
                            counted(static_cast<std::size_t>(number), std::string(list.kind)),
                            package::word_of(form));
    }
  return line.empty() ? "no item changed" : line;
}

void print_changes(Session& session, std::string_view title, const auto& changes, const auto& line) {
  if (changes.empty()) return;
  if (!title.empty()) session.print(fmt::format(" {}\n", title));
  for (const auto& change : changes)
    session.print(fmt::format(" {} {}\n", sign_of(change.form), line(change)));
}

std::string item_line(const package::ItemChange& change) {
  if (change.was.empty()) return text::for_terminal(change.path);
  return fmt::format("{}   was {}{}", text::for_terminal(change.path),
                     change.was.contains('/') ? "" : "called ", text::for_terminal(change.was));
}

/// "$500 -> $400", or the one of the two that is there.
std::string values_line(const std::string& name, const std::string& before, const std::string& after) {
  const auto shown = [](const std::string& value) {
    return value.empty() ? std::string("nothing") : text::for_terminal(value);
  };
  return fmt::format("{}   {} -> {}", text::for_terminal(name), shown(before), shown(after));
}

void print_items(Session& session, const actions::PackageDifference& difference) {
  const package::Comparison& comparison = difference.comparison;
  session.print(fmt::format("{} {} -> {}\n {}\n", text::for_terminal(difference.name),
                            text::to_text(difference.before), text::to_text(difference.after),
                            counts(comparison)));
  print_changes(session, "", comparison.items, item_line);
  print_changes(session, "settings", comparison.settings, [](const package::SettingChange& change) {
    return values_line(change.key, change.before, change.after);
  });
  print_changes(session, "needs", comparison.needs, [](const package::NeedChange& change) {
    return values_line(change.name, change.before, change.after);
  });
}

/// "major: 2.0.0   workflows/a.md was removed"
void print_bump(Session& session, const actions::PackageDifference& difference) {
  if (difference.asked.bump == package::Bump::None) {
    session.print("none: nothing changed\n");
    return;
  }
  const auto& because = difference.asked.because;
  session.print(fmt::format("{}: {}{}{}{}\n", package::word_of(difference.asked.bump),
                            text::to_text(difference.least), because.empty() ? "" : "   ",
                            because.empty() ? "" : because.front(),
                            because.size() < 2 ? "" : fmt::format(", and {} more", because.size() - 1)));
}

void print_hunks(Session& session, const actions::FileText& file) {
  const std::string path = text::for_terminal(file.change.path);
  const std::string was = file.change.was.empty() ? path : text::for_terminal(file.change.was);
  if (file.binary || file.hunks.empty()) {
    session.print(fmt::format("\n{}: {}\n", path,
                              file.binary               ? "is no text, and differs"
                              : file.change.was.empty() ? "may be run by one, not by the other"
                                                        : "was " + was));
    return;
  }
  session.print(fmt::format("\n--- {}\n+++ {}\n",
                            file.change.form == ChangeForm::Added ? "/dev/null" : "a/" + was,
                            file.change.form == ChangeForm::Removed ? "/dev/null" : "b/" + path));
  for (std::string_view line : text::lines_of(file.hunks)) {
    line = line.substr(0, line.find_last_not_of("\r\n") + 1);
    const Ink ink = line.starts_with('+')   ? Ink::Green
                    : line.starts_with('-') ? Ink::Red
                    : line.starts_with('@') ? Ink::Dim
                                            : Ink::Plain;
    session.print(painted(session.terminal.out, ink, text::for_terminal(line)) + "\n");
  }
}

int run(Session& session, const Flags& flags) {
  const auto project = actions::Project::open(session.project(flags.root));
  if (!project) return session.fail(project.error());
  const auto difference = actions::compare_packages(*project, flags.before, flags.after);
  if (!difference) return session.fail(difference.error());
  const bool differs = !difference->comparison.empty();
  const int code = flags.exit_code && differs ? 1 : 0;
  if (session.json()) {
    session.answer({.command = "package-diff",
                    .root = project->root().path(),
                    .ok = code == 0,
                    .coverage = {},
                    .data = difference_value(*difference),
                    .diagnostics = {},
                    .next = {}});
    return code;
  }
  if (flags.bump)
    print_bump(session, *difference);
  else if (flags.changelog)
    session.print(difference->changelog);
  else if (!differs)
    session.say("nothing changed");
  else
    print_items(session, *difference);
  if (!flags.bump && !flags.changelog && !flags.items_only)
    for (const actions::FileText& file : difference->files) print_hunks(session, file);
  return code;
}

}  // namespace

Command package_diff_command() {
  auto flags = std::make_shared<Flags>();
  return {
      .name = "package diff",
      .aliases = {},
      .group = Group::Package,
      .summary = "what changed between two versions of a package",
      .details =
          "Items, settings and needs first, then the text of every file. --bump says which version the change asks for: major when an item was removed or renamed, or a setting went or lost its default; minor when one was added; else patch. Before 1.0.0 a major change asks for the next middle number, anything else for the last.",
      .arguments = {{"A", &flags->before, "NAME@VERSION of a registry, ./folder or NAME-VERSION.tar.gz",
                     true},
                    {"B", &flags->after, "the same, of the later version", true}},
      .flags = {{"--root", &flags->root, "DIR", "the project's folder; here when it is left out"},
                {"--items", &flags->items_only, "", "without the text"},
                {"--bump", &flags->bump, "", "only the version that the change asks for"},
                {"--changelog", &flags->changelog, "", "only an entry for CHANGELOG.md"},
                {"--exit-code", &flags->exit_code, "", "exit code 1 when anything changed"}},
      .run = [flags](Session& session) { return run(session, *flags); }};
}

}  // namespace agentops::cli
