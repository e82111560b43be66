#include "check/assumptions.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  find_assumptions(facts, {LiteralType::Version}, sightings);
}

}  // namespace

Rule own_version() {
  return {.card = {.id = "AO607",
                   .title = "the version of a program",
                   .severity = Severity::Note,
                   .what = "A version of a program that the text asks to use, install or pin.",
                   .why = "It grows old in the text, and other machines have another.",
                   .bad = "Install kubectl v1.28.3.",
                   .good = "Install kubectl {{ settings.versions.kubectl }}.",
                   .mend = "agentops draft --lift-config  makes it a setting of the package"},
          .look_at_facts = find};
}

}  // namespace agentops::check
