#include <fmt/format.h>

#include "check/copies.h"
#include "check/rules.h"
#include "text/escape.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  const auto says = [](const Item& first, const Item&, const FamilyMember&) {
    return fmt::format("stands as a whole in {}", text::for_terminal(first.key));
  };
  find_copies(facts, FamilyForm::Contained, says, {}, sightings);
}

}  // namespace

Rule contained_body() {
  return {.card = {.id = "AO206",
                   .title = "the text lies inside another",
                   .severity = Severity::Note,
                   .what = "The whole body stands in another item, among more.",
                   .why = "Both have to be kept alike by hand.",
                   .bad = {},
                   .good = {},
                   .mend = "agentops dups --related  shows them; keep one and refer to it"},
          .look_at_facts = find};
}

}  // namespace agentops::check
