// What GitHub reads of SARIF, and where it is stricter than the standard: lines from 1, every result with a
// place, a fingerprint, and levels in both the rule and the result. (docs.github.com: SARIF support for code
// scanning; OASIS SARIF 2.1.0)

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "models/value.h"
#include "report/findings.h"
#include "text/escape.h"
#include "text/json.h"

namespace agentops::report {
namespace {

Value number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

Value text_of(std::string text) { return Map{{"text", std::move(text)}}; }

/// A path as a URI reference: everything but plain letters is percent-encoded.
std::string uri(std::string_view path) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/@!$&'()*+,;=";
  std::string encoded;
  for (const char c : path)
    encoded += plain.find(c) != std::string_view::npos
                   ? std::string(1, c)
                   : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  return encoded;
}

std::string help_of(const RuleCard& card) {
  std::string help = card.what + "\n\n" + card.why + "\n";
  if (!card.bad.empty()) help += "\nWrong:\n\n```\n" + card.bad + "\n```\n";
  if (!card.good.empty()) help += "\nRight:\n\n```\n" + card.good + "\n```\n";
  return help + "\nMend: " + card.mend + "\n";
}

Value describe(const RuleCard& card) {
  const bool safety = card.id.starts_with("AO7");
  Map properties{
      {"tags", safety ? List{"security"} : List{"maintainability"}},
      {"problem.severity", card.severity == Severity::Note ? "recommendation" : level_name(card.severity)}};
  if (safety) properties.emplace_back("security-severity", card.severity == Severity::Error ? "8.0" : "5.0");
  return Map{{"id", card.id},
             {"shortDescription", text_of(card.title)},
             {"fullDescription", text_of(card.what)},
             {"help", Map{{"text", help_of(card)}, {"markdown", help_of(card)}}},
             {"defaultConfiguration", Map{{"level", level_name(card.severity)}}},
             {"properties", std::move(properties)}};
}

Value region(const Finding& finding) {
  Map region{{"startLine", number(std::max(finding.place.line, 1U))}};
  if (finding.place.column > 0) {
    region.emplace_back("startColumn", number(finding.place.column));
    if (finding.width > 0) region.emplace_back("endColumn", number(finding.place.column + finding.width));
  }
  return region;
}

Value describe(const KnownFinding& each, const FindingsReport& report) {
  const Finding& finding = each.finding;
  const auto rule = std::ranges::find(report.rules, finding.rule, &RuleCard::id);
  Map result{{"ruleId", finding.rule}};
  if (rule != report.rules.end())
    result.emplace_back("ruleIndex", number(static_cast<std::uint64_t>(rule - report.rules.begin())));
  result.emplace_back("level", level_name(finding.severity));
  result.emplace_back("message",
                      text_of(finding.fix.empty() ? finding.message : finding.message + "; " + finding.fix));
  const Map place{{"physicalLocation",
                   Map{{"artifactLocation", Map{{"uri", uri(path_below(report.folder, finding.place.path))},
                                                {"uriBaseId", "%SRCROOT%"}}},
                       {"region", region(finding)}}}};
  result.emplace_back("locations", List{place});
  result.emplace_back("partialFingerprints", Map{{"primaryLocationLineHash", each.fingerprint + ":1"}});
  result.emplace_back("baselineState", each.known ? "unchanged" : "new");
  return result;
}

}  // namespace

std::string sarif(const FindingsReport& report) {
  List rules;
  for (const RuleCard& card : report.rules) rules.push_back(describe(card));
  List results;
  for (const KnownFinding& each : report.findings) results.push_back(describe(each, report));
  const Map driver{{"name", "agentops"}, {"semanticVersion", report.version}, {"rules", std::move(rules)}};
  const Map run{{"tool", Map{{"driver", driver}}}, {"columnKind", "utf16CodeUnits"},
                {"results", std::move(results)}};
  const Map log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                {"version", "2.1.0"},
                {"runs", List{run}}};
  return text::write_json(log, text::JsonLayout::Indented) + "\n";
}

}  // namespace agentops::report
