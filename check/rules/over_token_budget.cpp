#include <fmt/format.h>

#include "check/rules.h"

namespace agentops::check {
namespace {

/// Kinds that an assistant loads whole when it uses them.
bool is_loaded_whole(Kind kind) {
  return kind == Kind::Agent || kind == Kind::Workflow || kind == Kind::Command || kind == Kind::Skill ||
         kind == Kind::Rule || kind == Kind::Prompt;
}

void find(const Facts& facts, Sightings& sightings) {
  for (const Item& item : facts.inventory.items)
    if (is_loaded_whole(item.kind) && item.tokens > facts.token_budget)
      sightings.push_back(
          {.message = fmt::format("about {} tokens, {} more than the budget of {}", item.tokens,
                                  item.tokens - facts.token_budget, facts.token_budget),
           .line = item.line,
           .path = item.path,
           .severity = facts.budget_is_set ? Severity::Warning : Severity::Note});
}

}  // namespace

Rule over_token_budget() {
  return {
      .card =
          {.id = "AO402",
           .title = "over the token budget",
           .severity = Severity::Note,
           .what =
               "An item that is loaded whole is longer than the budget: 5,000 tokens, as Agent Skills recommend, or "
               "what --token-budget or `token_budget: { item: N }` in agentops.yaml say; then it is a warning. "
               "Tokens are estimated as bytes / 4.",
           .why = "It crowds out the conversation, and its middle is read least.",
           .bad = {},
           .good = {},
           .mend =
               "move what is needed seldom to files beside it; agentops show --outline NAME  shows its parts"},
      .look_at_facts = find};
}

}  // namespace agentops::check
