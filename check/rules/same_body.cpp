#include <string>

#include "check/copies.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  find_same(facts, FamilyForm::SameBody, "has the body of", sightings);
}

}  // namespace

Rule same_body() {
  return {.card = {.id = "AO202",
                   .title = "the same body under another header",
                   .severity = Severity::Note,
                   .what = "Another item has the same body; only the headers differ.",
                   .why = "An edit to one body misses the other.",
                   .bad = {},
                   .good = {},
                   .mend = std::string(copies_mend)},
          .look_at_facts = find};
}

}  // namespace agentops::check
