#include <string>

#include "check/copies.h"
#include "check/rules.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  find_same(facts, FamilyForm::SameFile, "is the same file as", sightings);
}

}  // namespace

Rule same_file() {
  return {.card = {.id = "AO201",
                   .title = "the same file",
                   .severity = Severity::Note,
                   .what = "Another item has the same bytes.",
                   .why = "An edit to one of them misses the other.",
                   .bad = {},
                   .good = {},
                   .mend = std::string(copies_mend)},
          .look_at_facts = find};
}

}  // namespace agentops::check
