#include "cli/commands/findings.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "cli/commands/reading.h"
#include "cli/table.h"
#include "text/escape.h"

namespace agentops::cli {
namespace {

constexpr std::size_t most_notes = 5;     ///< of one rule
constexpr std::size_t widest_place = 72;  ///< rows with a longer path stand out of line

using SameRule = std::span<const KnownFinding>;

std::string place_text(const std::string& root, const Place& place) {
  std::string shown = shown_path(root, place.path);
  if (place.line > 0) shown += fmt::format(":{}", place.line);
  if (place.line > 0 && place.column > 0) shown += fmt::format(":{}", place.column);
  return shown;
}

Ink ink_of(Severity severity) {
  if (severity == Severity::Error) return Ink::Red;
  return severity == Severity::Warning ? Ink::Yellow : Ink::Dim;
}

/// The command that mends a finding by itself, with the folder as it was typed.
std::string fix_command(const std::string& root, const Finding& finding) {
  const bool here = root.empty() || root == ".";
  return "agentops check --fix " + finding.rule + (here ? "" : " " + shell_word(root));
}

/// What stands under a finding, or under all of a rule when it is the same for them.
std::string mending(const std::string& root, const Finding& finding) {
  if (finding.edits.empty()) return text::for_terminal(finding.fix);
  return fix_command(root, finding);
}

void print_row(Session& session, const std::string& root, const KnownFinding& each, std::size_t place_width) {
  const Finding& finding = each.finding;
  const std::string place = place_text(root, finding.place);
  const std::string pad(
      place_width > text::display_width(place) ? place_width - text::display_width(place) : 0, ' ');
  const std::string level = fmt::format("{:<7}", level_name(finding.severity));
  const std::string message = finding.message + (each.known ? " (known)" : "");
  session.print(fmt::format(" {}{}  {}  {}  {}\n", place, pad,
                            painted(session.terminal.out, ink_of(finding.severity), level), finding.rule,
                            message));
}

void print_group(Session& session, const std::string& root, SameRule group) {
  const Severity severity = group.front().finding.severity;
  std::size_t shown = std::min(
      group.size(), severity == Severity::Note ? std::min(session.cap(), most_notes) : session.cap());
  if (session.all || group.size() == shown + 1)
    shown = group.size();  // the line "1 more" says no less than the row
  std::size_t width = 0;
  for (const KnownFinding& each : group.first(shown))
    width = std::max(width, std::min<std::size_t>(text::display_width(place_text(root, each.finding.place)),
                                                  widest_place));
  const std::string common = mending(root, group.front().finding);
  const bool same = std::ranges::all_of(
      group.first(shown), [&](const KnownFinding& each) { return mending(root, each.finding) == common; });
  for (const KnownFinding& each : group.first(shown)) {
    print_row(session, root, each, width);
    if (!same) session.print(fmt::format("     {}\n", mending(root, each.finding)));
  }
  if (shown < group.size())
    session.print(fmt::format(" ... and {} more {}  (--all)\n", with_commas(group.size() - shown),
                              group.front().finding.rule));
  if (same && !common.empty()) session.print(fmt::format("     {}\n", common));
}

}  // namespace

std::string_view level_name(Severity severity) {
  constexpr std::array<std::string_view, 3> names = {"note", "warning", "error"};
  return names[static_cast<std::size_t>(severity)];
}

void print_findings(Session& session, const std::string& root, const std::vector<KnownFinding>& findings) {
  for (std::size_t begin = 0; begin < findings.size();) {
    const Finding& first = findings[begin].finding;
    std::size_t end = begin + 1;
    while (end < findings.size() && findings[end].finding.rule == first.rule &&
           findings[end].finding.severity == first.severity)
      ++end;
    print_group(session, root, SameRule(findings).subspan(begin, end - begin));
    begin = end;
  }
}

std::string count_of(const std::vector<KnownFinding>& findings) {
  std::array<std::size_t, 3> counts{};
  for (const KnownFinding& each : findings) ++counts[static_cast<std::size_t>(each.finding.severity)];
  return fmt::format("{}, {}, {}", counted(counts[2], "error"), counted(counts[1], "warning"),
                     counted(counts[0], "note"));
}

}  // namespace agentops::cli
