#include <string_view>

#include "check/rules.h"

namespace agentops::check {
namespace {

/// True when the folder of `path` is called agents.
bool is_in_agents(std::string_view path) {
  const auto slash = path.rfind('/');
  if (slash == std::string_view::npos) return false;
  const auto folder = path.substr(0, slash);
  return folder == "agents" || folder.ends_with("/agents");
}

void find(const Facts& facts, Sightings& sightings) {
  for (const Item& item : facts.inventory.items)
    if ((item.kind == Kind::Doc || item.kind == Kind::Readme) && item.path.ends_with(".md") &&
        is_in_agents(item.path))
      sightings.push_back(
          {.message = "a document among agents; tools that load this folder take it for an agent",
           .path = item.path});
}

}  // namespace

Rule document_among_agents() {
  return {
      .card =
          {.id = "AO106",
           .title = "a document in agents/",
           .severity = Severity::Warning,
           .what = "A README, an index or another document lies in a folder called agents.",
           .why =
               "Several tools load every Markdown file of that folder as an agent, or complain at each start.",
           .bad = "agents/_INDEX.md",
           .good = "docs/agents.md",
           .mend = "move it one folder up, or to docs/:  git mv FILE docs/"},
      .look_at_facts = find};
}

}  // namespace agentops::check
