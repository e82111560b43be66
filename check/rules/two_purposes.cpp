#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "check/patterns.h"
#include "check/rules.h"
#include "text/slug.h"

namespace agentops::check {
namespace {

constexpr std::size_t longest_name = 200;

/// Pairs that are one thing.
bool is_one_thing(std::string_view name) {
  constexpr std::array<std::string_view, 14> things = {
      "research-and-development", "search-and-replace",  "find-and-replace",      "drag-and-drop",
      "terms-and-conditions",     "question-and-answer", "questions-and-answers", "profit-and-loss",
      "command-and-control",      "pros-and-cons",       "copy-and-paste",        "dos-and-donts",
      "before-and-after",         "black-and-white"};
  return std::ranges::any_of(
      things, [&](std::string_view thing) { return name.find(thing) != std::string_view::npos; });
}

void find(const Facts& facts, Sightings& sightings) {
  for (const Item& item : facts.inventory.items) {
    if (item.kind != Kind::Agent && item.kind != Kind::Skill && item.kind != Kind::Command &&
        item.kind != Kind::Workflow)
      continue;
    const std::string name = text::slug(item.name, longest_name);
    if (name.find("-and-") == std::string::npos || is_one_thing(name)) continue;
    sightings.push_back(
        {.message = "two purposes in one name: " + quoted(item.name), .line = item.line, .path = item.path});
  }
}

}  // namespace

Rule two_purposes() {
  return {
      .card =
          {.id = "AO401",
           .title = "two purposes",
           .severity = Severity::Note,
           .what = "The name of an agent, skill, command or workflow joins two things with \"and\".",
           .why = "What does two things is chosen for neither with certainty, and is harder to reuse.",
           .bad = "name: triage-and-refund",
           .good = "name: triage\nname: refund",
           .mend =
               "split it when the halves are used apart; agentops show NAME  lists its sections' callers"},
      .look_at_facts = find};
}

}  // namespace agentops::check
