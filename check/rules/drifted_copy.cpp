#include <fmt/format.h>

#include "check/copies.h"
#include "check/rules.h"
#include "text/escape.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  const auto says = [](const Item& first, const Item&, const FamilyMember& copy) {
    return fmt::format("is a copy of {} that drifted: {} % is common", text::for_terminal(first.key),
                       copy.likeness / 10);
  };
  const auto fix = [](const Item& first, const Item& member, const FamilyMember&) {
    return side_by_side(first.key, member.key);
  };
  find_copies(facts, FamilyForm::Near, says, fix, sightings);
}

}  // namespace

Rule drifted_copy() {
  return {
      .card =
          {.id = "AO203",
           .title = "a drifted copy",
           .severity = Severity::Warning,
           .what =
               "Most of the body stands in another item too, but not all. Copies on purpose that drifted are told as well.",
           .why = "Usually a copy missed an edit.",
           .bad = {},
           .good = {},
           .mend = "agentops dups diff A B  shows the lines"},
      .look_at_facts = find};
}

}  // namespace agentops::check
