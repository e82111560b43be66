#include "check/assumptions.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  find_assumptions(facts, {LiteralType::Record}, sightings);
}

}  // namespace

Rule own_record() {
  return {
      .card =
          {.id = "AO605",
           .title = "one record",
           .severity = Severity::Note,
           .what = "A ticket, order or customer by its number.",
           .why =
               "It means something in one team's books alone; what was done for it is often the general case.",
           .bad = "We gave customer #1234 a discount.",
           .good = "We gave customer {{ settings.records.customer }} a discount.",
           .mend = "agentops draft --lift-config  makes it a setting of the package"},
      .look_at_facts = find};
}

}  // namespace agentops::check
