#include <fmt/format.h>

#include "check/copies.h"
#include "check/rules.h"
#include "text/escape.h"

namespace agentops::check {
namespace {

void find(const Facts& facts, Sightings& sightings) {
  const auto says = [](const Item& first, const Item&, const FamilyMember&) {
    return fmt::format("is the same file as {}", text::for_terminal(first.key));
  };
  find_copies(facts, FamilyForm::SameFile, says, {}, sightings);
}

}  // namespace

Rule same_file() {
  return {
      .card =
          {.id = "AO201",
           .title = "the same file",
           .severity = Severity::Note,
           .what = "Another item has the same bytes.",
           .why = "An edit to one of them misses the other.",
           .bad = {},
           .good = {},
           .mend =
               "agentops dups  shows them all; mirrors:  and  vendored:  in agentops.yaml name copies on purpose"},
      .look_at_facts = find};
}

}  // namespace agentops::check
