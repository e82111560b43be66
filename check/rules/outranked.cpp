#include <algorithm>

#include <fmt/format.h>

#include "check/rules.h"
#include "text/escape.h"

namespace agentops::check {
namespace {

std::string message_of(const Outranked& outranked) {
  return fmt::format("{} is found before it by its own description", text::for_terminal(outranked.by));
}

void find(const Facts& facts, Sightings& sightings) {
  if (facts.outranked == nullptr) return;
  const auto& items = facts.inventory.items;
  for (const Outranked& outranked : *facts.outranked) {
    const Item& item = *std::ranges::lower_bound(items, outranked.key, {}, &Item::key);
    sightings.push_back({.message = message_of(outranked), .line = item.line, .path = item.path});
  }
}

}  // namespace

Rule outranked() {
  return {
      .card =
          {.id = "AO405",
           .title = "another item wins by its own description",
           .severity = Severity::Note,
           .what =
               "Somebody who searches for the very description of an agent, skill, command, workflow or prompt finds another of its kind first. Looked for by  agentops package test,  and when it is asked for: check --rule AO405, or  rules: { AO405: note }  in agentops.yaml.",
           .why = "Assistants choose by descriptions: the other is likely to be chosen in its place.",
           .bad = "description: Helps with tests",
           .good = "description: Write load tests for HTTP services with k6",
           .mend =
               "say in the description what only this item does; agentops similar NAME  shows what the two share"},
      .look_at_facts = find};
}

}  // namespace agentops::check
