#include "check/rules.h"

namespace agentops::check {
namespace {

/// Kinds that somebody, or an assistant, chooses by what they say of themselves.
bool is_chosen(Kind kind) {
  return kind == Kind::Agent || kind == Kind::Skill || kind == Kind::Command || kind == Kind::Workflow ||
         kind == Kind::Prompt;
}

void find(const Facts& facts, Sightings& sightings) {
  for (const Item& item : facts.inventory.items)
    if (is_chosen(item.kind) && !is_unsure(item) && !is_described(item))  // of the unsure AO105 speaks
      sightings.push_back(
          {.message = "this " + std::string(name_of(item.kind)) + " does not say what it is for",
           .line = item.line,
           .path = item.path});
}

}  // namespace

Rule no_description() {
  return {
      .card =
          {.id = "AO104",
           .title = "no description found",
           .severity = Severity::Warning,
           .what =
               "An agent, skill, command, workflow or prompt has no description: not in its frontmatter, not "
               "under its heading, not in a first sentence.",
           .why = "Assistants choose by the description. Without one it is never chosen, or at random.",
           .bad = "---\nname: triage\n---",
           .good = "---\nname: triage\ndescription: Sorts new tickets by urgency and product.\n---",
           .mend =
               "add a line `description:` to its frontmatter; agentops list --no-description  shows them all"},
      .look_at_facts = find};
}

}  // namespace agentops::check
