#include <fmt/format.h>

#include "check/copies.h"
#include "check/rules.h"
#include "text/escape.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  const auto says = [](const Item& first, const Item& member, const FamilyMember&) {
    return fmt::format("is called {}, and so is {} with another text", text::for_terminal(member.name),
                       text::for_terminal(first.key));
  };
  const auto fix = [](const Item& first, const Item& member, const FamilyMember&) {
    return "rename one of them; " + side_by_side(first.key, member.key);
  };
  find_copies(facts, FamilyForm::SameName, says, fix, sightings);
}

}  // namespace

Rule same_name() {
  return {.card = {.id = "AO204",
                   .title = "two texts under one name",
                   .severity = Severity::Warning,
                   .what = "Another item of the folder with another text answers to the same name.",
                   .why = "Who calls the name gets one of them, and nobody can tell which.",
                   .bad = {},
                   .good = {},
                   .mend = "rename one of them; agentops dups diff A B  shows how they differ"},
          .look_at_facts = find};
}

}  // namespace agentops::check
