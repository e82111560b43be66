#include "check/baseline.h"

#include <algorithm>
#include <tuple>

#include "text/json.h"

namespace agentops::check {
namespace {

constexpr std::string_view schema = "agentops/baseline@1";

Error no_baseline(const std::string& path, std::string message) {
  return {.kind = ErrorKind::Invalid,
          .code = "E-BASELINE",
          .message = std::move(message),
          .hint = "agentops check --write-baseline  writes a new one",
          .where = {.path = path}};
}

}  // namespace

std::string write_baseline(const std::vector<KnownFinding>& findings) {
  std::vector<const KnownFinding*> sorted;
  for (const KnownFinding& each : findings) sorted.push_back(&each);
  std::ranges::sort(sorted, {}, [](const KnownFinding* each) {
    return std::tie(each->finding.place.path, each->finding.rule, each->fingerprint);
  });
  List entries;
  for (const KnownFinding* each : sorted)
    entries.emplace_back(Map{{"rule", each->finding.rule},
                             {"path", each->finding.place.path},
                             {"fingerprint", each->fingerprint}});
  return text::write_json(Map{{"schema", schema}, {"findings", std::move(entries)}},
                          text::JsonLayout::Indented) +
         "\n";
}

Result<Baseline> read_baseline(std::string_view bytes, const std::string& path) {
  const auto value = text::read_json(bytes, path);
  if (!value) return fail(value);
  const Value* said = value->find("schema");
  const Value* findings = value->find("findings");
  if (said == nullptr || said->text() == nullptr || *said->text() != schema || findings == nullptr ||
      findings->list() == nullptr)
    return fail(no_baseline(path, "is no baseline of this version of agentops"));
  Baseline baseline;
  for (const Value& entry : *findings->list()) {
    const Value* fingerprint = entry.find("fingerprint");
    if (fingerprint == nullptr || fingerprint->text() == nullptr)
      return fail(no_baseline(path, "holds a finding without a fingerprint"));
    baseline.insert(*fingerprint->text());
  }
  return baseline;
}

void mark_known(std::vector<KnownFinding>& findings, const Baseline& baseline) {
  for (KnownFinding& each : findings) each.known = baseline.contains(each.fingerprint);
}

}  // namespace agentops::check
