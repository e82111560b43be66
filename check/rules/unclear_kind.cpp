#include <algorithm>

#include <fmt/format.h>

#include "check/rules.h"

namespace agentops::check {
namespace {

constexpr double unsure_below = 0.7;  ///< as models/item.h says

void find(const Facts& facts, Sightings& sightings) {
  for (const Item& item : facts.inventory.items)
    if (item.kind_confidence < unsure_below)
      sightings.push_back(
          {.message = fmt::format("perhaps {} {} ({})",
                                  item.kind == Kind::Agent || item.kind == Kind::Other ? "an" : "a",
                                  name_of(item.kind), fmt::join(item.kind_from, ", ")),
           .line = item.line,
           .path = item.path});
}

}  // namespace

Rule unclear_kind() {
  return {
      .card =
          {.id = "AO105",
           .title = "the kind is unclear",
           .severity = Severity::Note,
           .what =
               "Folder, frontmatter and text do not agree on what the file is: agent, workflow, command, rule ... "
               "The best guess is shown with what speaks for it.",
           .why = "The kind decides in which folder of a package a file goes.",
           .bad = {},
           .good = {},
           .mend =
               "put it into a folder that tells (agents/, commands/), or set the kind in its line of the plan:  "
               "agentops plan edit"},
      .look_at_facts = find};
}

}  // namespace agentops::check
