#include <cstdlib>

#include "check/edits.h"
#include "check/judge.h"
#include "check/rules.h"
#include "text/escape.h"

/// Whatever the text: what a rule sees lies inside of it, is told without a control character, and mends.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<check::Noticed> noticed;
  for (const check::Rule& rule : check::all_rules()) {
    if (rule.look_at_text == nullptr) continue;
    check::Sightings sightings;
    rule.look_at_text({.path = "a.md", .bytes = bytes}, sightings);
    for (check::Sighting& sighting : sightings) {
      if (sighting.span.begin > sighting.span.end || sighting.span.end > size) std::abort();
      if (sighting.message != text::for_terminal(sighting.message)) std::abort();
      noticed.push_back({.finding = {.rule = rule.card.id,
                                     .place = {.path = "a.md"},
                                     .message = std::move(sighting.message),
                                     .edits = std::move(sighting.edits)},
                         .span = sighting.span});
    }
  }
  std::vector<Finding> findings;
  for (KnownFinding& each : check::place_in_file(std::move(noticed), bytes)) {
    if (each.finding.place.line == 0 || each.fingerprint.size() != 16) std::abort();
    findings.push_back(std::move(each.finding));
  }
  if (check::mend(bytes, findings).bytes.size() > size) std::abort();  // they only take out
  return 0;
}
