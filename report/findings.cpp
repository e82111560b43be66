#include "report/findings.h"

#include <array>

#include <fmt/format.h>

#include "text/escape.h"

namespace agentops::report {
namespace {

/// A property of a workflow command: commas and colons part them.
std::string property(std::string_view value) {
  std::string safe;
  for (const char c : value) {
    const bool special = c == '%' || c == '\r' || c == '\n' || c == ':' || c == ',';
    safe += special ? fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)))
                    : std::string(1, c);
  }
  return safe;
}

std::string message(std::string_view value) {
  std::string safe;
  for (const char c : value)
    safe += c == '%' ? "%25" : c == '\r' ? "%0D" : c == '\n' ? "%0A" : std::string(1, c);
  return safe;
}

std::string_view title_of(const FindingsReport& report, const std::string& id) {
  for (const RuleCard& card : report.rules)
    if (card.id == id) return card.title;
  return {};
}

std::string place_of(const FindingsReport& report, const Finding& finding) {
  std::string place = path_below(report.folder, finding.place.path);
  if (finding.place.line > 0) place += fmt::format(":{}", finding.place.line);
  return place;
}

std::array<std::size_t, 3> count(const std::vector<KnownFinding>& findings) {
  std::array<std::size_t, 3> counts{};
  for (const KnownFinding& each : findings)
    if (!each.known) ++counts[static_cast<std::size_t>(each.finding.severity)];
  return counts;
}

}  // namespace

std::string_view level_name(Severity severity) {
  constexpr std::array<std::string_view, 3> names = {"note", "warning", "error"};
  return names[static_cast<std::size_t>(severity)];
}

std::string path_below(const std::string& folder, const std::string& path) {
  if (folder.empty() || folder == ".") return path;
  return folder.ends_with('/') ? folder + path : folder + "/" + path;
}

std::string github_annotations(const FindingsReport& report) {
  std::string lines;
  for (const KnownFinding& each : report.findings) {
    if (each.known) continue;
    const Finding& finding = each.finding;
    const std::string_view command =
        finding.severity == Severity::Note ? "notice" : level_name(finding.severity);
    lines += fmt::format("::{} file={}", command,
                         property(text::for_terminal(path_below(report.folder, finding.place.path))));
    if (finding.place.line > 0) lines += fmt::format(",line={}", finding.place.line);
    if (finding.place.column > 0) lines += fmt::format(",col={}", finding.place.column);
    if (finding.place.column > 0 && finding.width > 0)
      lines += fmt::format(",endColumn={}", finding.place.column + finding.width);
    lines += fmt::format(
        ",title={}::{}\n", property(fmt::format("{} {}", finding.rule, title_of(report, finding.rule))),
        message(text::for_terminal(finding.message + (finding.fix.empty() ? "" : "; " + finding.fix))));
  }
  return lines;
}

std::string findings_page(const FindingsReport& report) {
  const auto counts = count(report.findings);
  std::string page = fmt::format("**{} items: {} errors, {} warnings, {} notes**\n", report.items, counts[2],
                                 counts[1], counts[0]);
  if (counts[0] + counts[1] + counts[2] == 0) return page;
  page += "\n| | rule | where | what | mend |\n|---|---|---|---|---|\n";
  for (const KnownFinding& each : report.findings) {
    if (each.known) continue;
    const Finding& finding = each.finding;
    page += fmt::format("| {} | {} | {} | {} | {} |\n", level_name(finding.severity), finding.rule,
                        text::for_markdown(place_of(report, finding)), text::for_markdown(finding.message),
                        text::for_markdown(finding.fix));
  }
  return page;
}

}  // namespace agentops::report
