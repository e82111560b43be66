#include "check/assumptions.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  find_assumptions(facts,
                   {LiteralType::Money, LiteralType::Percent, LiteralType::Duration, LiteralType::Number},
                   sightings);
}

}  // namespace

Rule own_threshold() {
  return {
      .card =
          {.id = "AO604",
           .title = "a threshold",
           .severity = Severity::Note,
           .what =
               "An amount, rate, time or number behind a word that makes it a bound (above, limit, within) or before one that makes it a rate (discount, window).",
           .why = "Each team sets it otherwise, and it changes more often than the text around it.",
           .bad = "If the amount is above $500, ask.",
           .good = "If the amount is above {{ settings.limits.amount_above }}, ask.",
           .mend = "agentops draft --lift-config  makes it a setting of the package"},
      .look_at_facts = find};
}

}  // namespace agentops::check
