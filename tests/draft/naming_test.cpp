#include "draft/naming.h"

#include <gtest/gtest.h>

namespace agentops::draft {
namespace {

struct Case {
  Kind kind;
  std::string path;
  std::string name;  ///< from the frontmatter; empty: the item is called after its file
  std::string placed;
};

Item item_of(const Case& given) {
  Item item;
  item.key = item.path = given.path;
  item.name = given.name.empty() ? std::string(stem_of(given.path)) : given.name;
  item.name_from = given.name.empty() ? "file" : "frontmatter";
  return item;
}

std::vector<std::string> paths_of(const std::vector<Case>& cases) {
  std::vector<Item> items;
  for (const Case& given : cases) items.push_back(item_of(given));
  std::vector<Named> named;
  for (std::size_t i = 0; i < cases.size(); ++i) named.push_back({&items[i], cases[i].kind});
  return paths_for(named);
}

void expect_places(const std::vector<Case>& cases) {
  const std::vector<std::string> paths = paths_of(cases);
  for (std::size_t i = 0; i < cases.size(); ++i) EXPECT_EQ(paths[i], cases[i].placed) << cases[i].path;
}

TEST(Naming, PutsEachKindIntoItsFolder) {
  expect_places({{Kind::Agent, "a/refund.md", "", "agents/refund.md"},
                 {Kind::Workflow, "a/deploy.md", "", "workflows/deploy.md"},
                 {Kind::Command, "a/check.md", "", "workflows/check.md"},
                 {Kind::Prompt, "a/ask.md", "", "workflows/ask.md"},
                 {Kind::Pattern, "a/retry.md", "", "patterns/retry.md"},
                 {Kind::Skill, "a/triage/SKILL.md", "", "skills/triage/SKILL.md"},
                 {Kind::Rule, "a/style.md", "", "rules/style.md"},
                 {Kind::Doc, "a/notes.md", "", "docs/notes.md"},
                 {Kind::Other, "a/log.md", "", "docs/log.md"}});
}

TEST(Naming, KeepsSuffixesThatToolsKnow) {
  expect_places({{Kind::Rule, ".cursor/rules/Style Guide.mdc", "", "rules/style-guide.mdc"},
                 {Kind::Prompt, ".github/prompts/ask.prompt.md", "", "workflows/ask.prompt.md"},
                 {Kind::Agent, ".codex/agents/lead.toml", "", "agents/lead.toml"},
                 {Kind::Rule, ".cursorrules", "", "rules/cursorrules.md"}});
}

TEST(Naming, CallsAnAgentByItsNameAndACommandByItsFile) {
  expect_places({{Kind::Agent, "x/0012-old.md", "Refund Agent", "agents/refund-agent.md"},
                 {Kind::Command, "x/ship.md", "Ship a release", "workflows/ship.md"}});
}

TEST(Naming, AddsTheFolderWhereTheFileIsNamedForItsRole) {
  expect_places({{Kind::Rule, "backend/AGENTS.md", "", "rules/backend-agents.md"},
                 {Kind::Rule, "frontend/CLAUDE.md", "", "rules/frontend-claude.md"},
                 {Kind::Rule, "AGENTS.md", "", "rules/agents.md"}});
}

TEST(Naming, TellsEqualNamesApartByTheirFiles) {
  expect_places({{Kind::Agent, "a/refund.md", "refund-agent", "agents/refund.md"},
                 {Kind::Agent, "a/refund-eu.md", "refund-agent", "agents/refund-eu.md"}});
}

TEST(Naming, TellsEqualFilesApartByTheirFolders) {
  expect_places({{Kind::Agent, "web/agents/lead.md", "", "agents/web-agents-lead.md"},
                 {Kind::Agent, "ops/agents/lead.md", "", "agents/ops-agents-lead.md"},
                 {Kind::Agent, "ops/other.md", "", "agents/other.md"}});
}

TEST(Naming, NumbersWhatNothingElseTellsApart) {
  expect_places(
      {{Kind::Agent, "lead.md", "", "agents/lead.md"}, {Kind::Agent, "LEAD.md", "", "agents/lead-2.md"}});
}

TEST(Naming, NamesWhatHasNoLetters) { expect_places({{Kind::Agent, "!!!.md", "???", "agents/item.md"}}); }

TEST(Naming, LeavesTheProgramsOwnPagesAlone) {
  expect_places({{Kind::Doc, "notes/getting-started.md", "", "docs/notes-getting-started.md"}});
}

TEST(Naming, CallsAPackageAsItsDomain) {
  const auto named = [](std::string name, std::string id = "d7") {
    PlanHeading heading;
    heading.name = std::move(name);
    heading.id = std::move(id);
    return package_name(heading);
  };
  EXPECT_EQ(named("billing"), "billing");
  EXPECT_EQ(named("Incident response"), "incident-response");
  EXPECT_EQ(named("customer-complaints-and-refunds-of-the-northern-branch"),
            "customer-complaints-and-refunds-of-the-northern-branch");
  EXPECT_EQ(named("a--b"), "a--b");
  EXPECT_EQ(named("???"), "domain-d7");
}

}  // namespace
}  // namespace agentops::draft
