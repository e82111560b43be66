#include <algorithm>

#include <fmt/format.h>

#include "check/rules.h"

namespace agentops::check {
namespace {

std::string with_article(Kind kind) {
  return fmt::format("{} {}", kind == Kind::Agent || kind == Kind::Other ? "an" : "a", name_of(kind));
}

std::string said(const Item& item) {
  std::string best =
      fmt::format("perhaps {} ({})", with_article(item.kind), fmt::join(item.kind_from, ", "));
  if (item.runner_up_from.empty()) return best;
  return fmt::format("{}, or {} ({})", best, with_article(item.runner_up),
                     fmt::join(item.runner_up_from, ", "));
}

void find(const Facts& facts, Sightings& sightings) {
  for (const Item& item : facts.inventory.items)
    if (is_unsure(item)) sightings.push_back({.message = said(item), .line = item.line, .path = item.path});
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
