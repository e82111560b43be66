#include "cli/commands/proposal_screen.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "actions/describe.h"
#include "cli/commands/findings.h"
#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/diff.h"
#include "text/escape.h"
#include "text/version.h"

namespace agentops::cli {
namespace {

Ink ink_of(Severity severity) {
  return severity == Severity::Error ? Ink::Red : severity == Severity::Warning ? Ink::Yellow : Ink::Dim;
}

std::string items_of(const package::Step& step) {
  std::string items;
  for (const auto& [folder, number] : step.items)
    items += fmt::format("{}{} {}", items.empty() ? "" : ", ", folder, number);
  return items;
}

Value step_value(const package::Step& step) {
  static constexpr std::array<std::string_view, 4> kinds = {"installed", "updated", "already", "removed"};
  Map items;
  for (const auto& [folder, number] : step.items) items.emplace_back(folder, actions::number(number));
  return Map{{"name", step.name},
             {"version", text::to_text(step.version)},
             {"action", kinds[static_cast<std::size_t>(step.kind)]},
             {"needed_by", step.needed_by},
             {"files", actions::number(step.files)},
             {"items", std::move(items)}};
}

List clash_list(const std::vector<text::Clash>& clashes) {
  List list;
  for (const text::Clash& clash : clashes)
    list.emplace_back(Map{{"base", clash.base}, {"theirs", clash.theirs}, {"yours", clash.yours}});
  return list;
}

Value stale_value(const package::StaleOverride& stale) {
  return Map{{"path", stale.place.path},
             {"line", actions::number(stale.place.line)},
             {"package", stale.package},
             {"item", stale.item},
             {"clashes", clash_list(stale.clashes)}};
}

Value change_value(const package::Proposal& proposal) {
  const ChangeSet& changes = proposal.changes;
  List merged;
  for (const package::MergedFile& file : proposal.merged)
    merged.emplace_back(Map{{"path", file.path}, {"clashes", clash_list(file.clashes)}});
  List stale;
  for (const package::StaleOverride& each : proposal.stale) stale.push_back(stale_value(each));
  const auto paths = [](const auto& list) {
    List names;
    for (const auto& change : list) names.emplace_back(change.path);
    return names;
  };
  return Map{{"create", paths(changes.create)}, {"replace", paths(changes.replace)},
             {"remove", paths(changes.remove)}, {"kept", paths(proposal.kept)},
             {"merged", std::move(merged)},     {"stale", std::move(stale)}};
}

/// What stood there, what the package has and what stays, line by line.
void print_clashes(Session& session, const std::vector<text::Clash>& clashes) {
  const auto print = [&](std::string_view whose, const std::string& lines) {
    if (lines.empty()) session.print(fmt::format("     {:<7}| (nothing)\n", whose));
    for (const std::string_view line : text::lines_of(lines))
      session.print(fmt::format("     {:<7}| {}\n", whose,
                                text::for_terminal(line.substr(0, line.find_last_not_of("\r\n") + 1))));
  };
  for (const text::Clash& clash : clashes) {
    print("base", clash.base);
    print("theirs", clash.theirs);
    print("yours", clash.yours);
  }
}

void print_merged(Session& session, const std::string& root, const package::MergedFile& merged) {
  const std::string path = shown_path(root, merged.path);
  if (merged.clashes.empty())
    return session.print(fmt::format(" ~ {}: what is new went into your edited file\n", path));
  session.print(fmt::format(" ! {}: you and the package changed the same lines, and yours stay\n", path));
  print_clashes(session, merged.clashes);
}

void print_stale(Session& session, const std::string& root, const package::StaleOverride& stale) {
  session.print(fmt::format(" ! {}:{}: {} of {} changed since this was written{}\n",
                            shown_path(root, stale.place.path), stale.place.line,
                            text::for_terminal(stale.item), stale.package,
                            stale.clashes.empty() ? "" : ", in the same lines, and yours stay"));
  print_clashes(session, stale.clashes);
}

}  // namespace

int print_proposal(Session& session, const std::string& command, const std::string& root,
                   const package::Proposal& proposal) {
  static constexpr std::array<std::string_view, 4> signs = {"+", "~", "=", "-"};
  if (session.json()) {
    List steps;
    for (const package::Step& step : proposal.steps) steps.push_back(step_value(step));
    session.answer({.command = command,
                    .root = root,
                    .data = Map{{"packages", std::move(steps)},
                                {"files", change_value(proposal)},
                                {"notes", actions::texts(proposal.notes)}},
                    .diagnostics = proposal.findings,
                    .next = {}});
    return 0;
  }
  for (const package::Step& step : proposal.steps)
    session.print(fmt::format(
        " {} {} {}   {}{}{}\n", signs[static_cast<std::size_t>(step.kind)], step.name,
        text::to_text(step.version),
        step.kind == package::StepKind::Already ? "already installed" : counted(step.files, "file"),
        step.items.empty() || step.kind == package::StepKind::Already ? "" : "   " + items_of(step),
        step.needed_by.empty() ? "" : "   needed by " + step.needed_by));
  for (const Collision& kept : proposal.kept)
    session.print(fmt::format(" ! {}: {}\n", shown_path(root, kept.path), kept.why));
  for (const package::MergedFile& merged : proposal.merged) print_merged(session, root, merged);
  for (const package::StaleOverride& stale : proposal.stale) print_stale(session, root, stale);
  for (const Finding& finding : proposal.findings) print_finding(session, "", finding);
  for (const std::string& note : proposal.notes) session.print(fmt::format(" {}\n", note));
  const ChangeSet& changes = proposal.changes;
  const std::string written = counted(changes.create.size() + changes.replace.size(), "file");
  session.print(session.dry_run
                    ? fmt::format("would write {} and remove {}\n", written, changes.remove.size())
                    : fmt::format("done: {} written, {} removed\n", written, changes.remove.size()));
  return 0;
}

void print_finding(Session& session, const std::string& folder, const Finding& finding) {
  const std::string line = finding.place.line == 0 ? "" : fmt::format(":{}", finding.place.line);
  session.print(fmt::format("   {} {}  {}{}: {}\n",
                            painted(session.terminal.out, ink_of(finding.severity),
                                    fmt::format("{:<7}", level_name(finding.severity))),
                            finding.rule, shown_path(folder, finding.place.path), line, finding.message));
  if (!finding.fix.empty()) session.print(fmt::format("           {}\n", finding.fix));
}

}  // namespace agentops::cli
