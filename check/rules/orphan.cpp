#include <string>
#include <unordered_set>

#include "check/rules.h"

namespace agentops::check {
namespace {

/// Kinds that others call. Skills are found by their description, commands are typed, rules always apply.
bool is_called(Kind kind) {
  return kind == Kind::Agent || kind == Kind::Workflow || kind == Kind::Pattern || kind == Kind::Prompt;
}

void find(const Facts& facts, Sightings& sightings) {
  std::unordered_set<std::string_view> referred;
  for (const Item& item : facts.inventory.items)
    for (const Reference& reference : item.references) referred.insert(reference.to);
  for (const Item& item : facts.inventory.items)
    if (is_called(item.kind) && !referred.contains(item.key))
      sightings.push_back({.message = "nothing refers to this " + std::string(name_of(item.kind)),
                           .line = item.line,
                           .path = item.path});
}

}  // namespace

Rule orphan() {
  return {
      .card =
          {.id = "AO301",
           .title = "nothing refers to it",
           .severity = Severity::Note,
           .what =
               "No other item of this folder names the agent, workflow, pattern or prompt. Skills, commands and rules "
               "are left out: they are found without being named.",
           .why = "It may be called from outside, or be what was left behind when its caller went.",
           .bad = {},
           .good = {},
           .mend = "agentops list --orphans  shows them all; name it where it is needed, or remove it"},
      .look_at_facts = find};
}

}  // namespace agentops::check
