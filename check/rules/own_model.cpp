#include "check/assumptions.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  find_assumptions(facts, {LiteralType::Model}, sightings);
}

}  // namespace

Rule own_model() {
  return {.card = {.id = "AO606",
                   .title = "the name of a model",
                   .severity = Severity::Note,
                   .what = "A language model named where one is chosen: \"model: ...\".",
                   .why = "Models are renewed within months, and not everybody has the same.",
                   .bad = "Run it with model gpt-4o.",
                   .good = "Run it with model {{ settings.models.gpt }}.",
                   .mend = "agentops draft --lift-config  makes it a setting of the package"},
          .look_at_facts = find};
}

}  // namespace agentops::check
