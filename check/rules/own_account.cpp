#include "check/assumptions.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  find_assumptions(facts, {LiteralType::Account, LiteralType::Channel, LiteralType::Email}, sightings);
}

}  // namespace

Rule own_account() {
  return {.card = {.id = "AO603",
                   .title = "an account, channel or person",
                   .severity = Severity::Note,
                   .what = "An account number, a channel of a chat or a mail address in the text.",
                   .why = "Messages of another team would go to yours, or nowhere.",
                   .bad = "Post it to #cs-refunds.",
                   .good = "Post it to {{ settings.channels.cs_refunds }}.",
                   .mend = "agentops draft --lift-config  makes it a setting of the package"},
          .look_at_facts = find};
}

}  // namespace agentops::check
