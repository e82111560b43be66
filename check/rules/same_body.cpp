#include <fmt/format.h>

#include "check/copies.h"
#include "check/rules.h"
#include "text/escape.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  const auto says = [](const Item& first, const Item&, const FamilyMember&) {
    return fmt::format("has the body of {}", text::for_terminal(first.key));
  };
  find_copies(facts, FamilyForm::SameBody, says, {}, sightings);
}

}  // namespace

Rule same_body() {
  return {
      .card =
          {.id = "AO202",
           .title = "the same body under another header",
           .severity = Severity::Note,
           .what = "Another item has the same body; only the headers differ.",
           .why = "An edit to one body misses the other.",
           .bad = {},
           .good = {},
           .mend =
               "agentops dups  shows them all; mirrors:  and  vendored:  in agentops.yaml name copies on purpose"},
      .look_at_facts = find};
}

}  // namespace agentops::check
