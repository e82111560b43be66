#include "draft/draft.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/draft/invented.h"
#include "text/hash.h"

namespace agentops::draft {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> paths_of(const DraftedPackage& package) {
  std::vector<std::string> paths;
  for (const auto& [path, file] : package.tree) paths.push_back(path);
  return paths;
}

/// A refund desk: two agents of which one is a drifted copy, a workflow, a domain of its own for releases.
Invented desk() {
  const std::string head =
      "# Refund agent\n\n## Before you act\n- [ ] Confirm the identity\n- [ ] Read the history\n";
  const std::string tail =
      "\n## Steps\n1. Look up the order.\n2. If the amount is above {}, hand over.\n3. Refund the charge.\n4. Reply to the customer.\n";
  const auto with = [&](const std::string& limit) {
    return std::string(tail).replace(tail.find("{}"), 2, limit);
  };
  Invented folder;
  folder.agent(
      "refund.md",
      "---\nname: refund-agent\ndescription: Process refunds within policy. Use when a customer asks.\n---\n" +
          head + "- [ ] Check the age\n" + with("$500"));
  folder.agent(
      "refund-eu.md",
      "---\nname: refund-agent-eu\ndescription: Process refunds within policy. Use when a customer asks.\n---\n" +
          head + with("$450"));
  folder.workflow(
      "escalate.md",
      "---\nname: escalate\ndescription: Hand a ticket to a person.\n---\n# Escalate\n\n## Before you act\n- [ ] Confirm the identity\n\n1. Page the lead.\n2. Hand over.\n");
  folder.agent("scan.md", "# Scan\nLook for secrets.\n");
  folder.refer(MentionForm::Name, "refund.md", "hand over", "escalate.md");
  folder.literal("refund.md", LiteralType::Money, "$500").literal("refund-eu.md", LiteralType::Money, "$450");
  folder.domain("support", {"refund.md", "refund-eu.md", "escalate.md"},
                {"refund", "ticket", "escalation", "customer"});
  folder.domain("releases", {"scan.md"}, {"secret", "release"});
  return folder;
}

TEST(Draft, LaysOutAPackageAsItsOwnerKnowsIt) {
  const Draft draft = desk().draft({.domains = {"support"}});
  ASSERT_EQ(draft.packages.size(), 1U);
  EXPECT_THAT(
      paths_of(draft.packages[0]),
      ElementsAre(".draft/provenance.yaml", "README.md", "agents/refund-agent-eu.md",
                  "agents/refund-agent.md", "config/default-settings.yaml", "config/validation-rules.yaml",
                  "docs/domain.md", "docs/getting-started.md", "package.yaml", "workflows/escalate.md"));
}

TEST(Draft, CopiesItemsByteForByte) {
  const Invented folder = desk();
  const Draft draft = folder.draft();
  EXPECT_EQ(text_in(folder, package_in(draft, "support"), "agents/refund-agent.md"),
            *folder.reader()("refund.md"));
}

TEST(Draft, WritesTheManifestWithTheBriefsKeys) {
  const Invented folder = desk();
  const Draft draft = folder.draft({.author = "Support Team", .license = "MIT"});
  EXPECT_EQ(text_in(folder, package_in(draft, "support"), "package.yaml"),
            "name: support\n"
            "version: 0.1.0\n"
            "description: \"Agents and workflows for refund and ticket: refund-agent, escalate and "
            "refund-agent-eu\"\n"
            "author: Support Team\n"
            "license: MIT\n"
            "\n"
            "agents:\n"
            "  - agents/refund-agent-eu.md\n"
            "  - agents/refund-agent.md\n"
            "\n"
            "workflows:\n"
            "  - workflows/escalate.md\n"
            "\n"
            "config:\n"
            "  validation_rules: config/validation-rules.yaml\n"
            "  defaults: config/default-settings.yaml\n"
            "\n"
            "documentation:\n"
            "  getting_started: docs/getting-started.md\n"
            "  domain: docs/domain.md\n");
}

TEST(Draft, NamesEachBlankWithItsLine) {
  const Invented folder = desk();
  const Draft draft = folder.draft();
  const DraftedPackage& package = package_in(draft, "support");
  EXPECT_THAT(
      package.blanks,
      ElementsAre(Blank{"README.md", 5, "one sentence: what this domain owns and what it does not"},
                  Blank{"docs/domain.md", 3, "one sentence: what this domain owns and what it does not"},
                  Blank{"package.yaml", 4, "author: who answers for it"},
                  Blank{"package.yaml", 5, "license: MIT, Apache-2.0, ..."}));
  EXPECT_THAT(text_in(folder, package, "README.md"),
              HasSubstr("Owns refund and ticket; does not own ________.\n"));
}

TEST(Draft, TellsWhatACopyLacks) {
  const Invented folder = desk();
  const Draft draft = folder.draft();
  const std::string readme = text_in(folder, package_in(draft, "support"), "README.md");
  EXPECT_THAT(
      readme,
      HasSubstr(
          "lacks line 10, \"Check the age\"; it says \"$450\" where the other says \"$500\" (line 14)."));
}

TEST(Draft, CallsNoTwoItemsTheSame) {
  Invented folder = desk();
  folder.agent("team/deploy.md", "# Deploy\nShip it.\n")
      .workflow("flows/deploy.md", "# Deploy\n1. Ship it.\n");
  folder.heading(HeadingRole::Domain, "shipping", {"team/deploy.md", "flows/deploy.md"});
  const Draft draft = folder.draft();
  const std::string readme = text_in(folder, package_in(draft, "shipping"), "README.md");
  EXPECT_THAT(readme, HasSubstr("[agents/deploy](agents/deploy.md)"));
  EXPECT_THAT(readme, HasSubstr("[workflows/deploy](workflows/deploy.md)"));
}

TEST(Draft, CutsWhatAnItemDoesAfterItsOpening) {
  Invented folder = desk();
  folder.agent(
      "team/stock.md",
      "---\nname: stock\ndescription: Use this agent when the user wants to count, move or order goods in one "
      "of the seven stores of the northern region by hand.\n---\nx\n");
  folder.heading(HeadingRole::Domain, "goods", {"team/stock.md"});
  const Draft draft = folder.draft();
  EXPECT_THAT(
      text_in(folder, package_in(draft, "goods"), "README.md"),
      HasSubstr("| Count, move or order goods in one of the seven stores of the northern region by hand |"));
}

TEST(Draft, TellsThePartsOfAProcedureNotTheirDetails) {
  Invented folder;
  folder.workflow("close.md",
                  "# Close the month\n## Phase 1: Collect\n1. receipts\n## Phase 2: Book\n1. entries\n");
  folder.heading(HeadingRole::Domain, "books", {"close.md"});
  const Draft draft = folder.draft();
  EXPECT_THAT(text_in(folder, package_in(draft, "books"), "docs/getting-started.md"),
              HasSubstr("   1. Collect\n   2. Book\n"));
}

TEST(Draft, LiftsValuesWithTheirPlaces) {
  const Invented folder = desk();
  const Draft draft = folder.draft();
  EXPECT_THAT(
      text_in(folder, package_in(draft, "support"), "config/default-settings.yaml"),
      HasSubstr(
          "limits:\n  amount_above: \"$450\"   # money; agents/refund-agent-eu.md:13   ($500 in agents/refund-agent.md:14)\n"));
}

TEST(Draft, CountsEveryItemOnce) {
  Invented folder = desk();
  folder.agent("new.md", "x\n")
      .item(Kind::Readme, "README.md", "x\n")
      .agent("old.md", "x\n")
      .agent("loose.md", "x\n");
  folder.heading(HeadingRole::Dropped, "dropped", {"old.md"})
      .heading(HeadingRole::Unsorted, "unsorted", {"loose.md"});
  const Conservation count = folder.draft({.domains = {"support"}}).conservation;
  EXPECT_EQ(count.in, 8U);
  EXPECT_EQ(count.drafted, 3U);
  EXPECT_EQ(count.elsewhere, 3U);
  EXPECT_EQ(count.dropped, 1U);
  EXPECT_THAT(count.lost, ElementsAre("new.md"));
}

TEST(Draft, NamesWhatThePlanHasAndTheFolderHasNot) {
  Invented folder = desk();
  folder.forget("scan.md");
  const Draft draft = folder.draft();
  ASSERT_EQ(draft.findings.size(), 1U);
  EXPECT_EQ(draft.findings[0].rule, "AO114");
  EXPECT_THAT(draft.findings[0].message, HasSubstr("scan.md"));
  EXPECT_EQ(draft.packages.size(), 1U) << "a domain without items is no package";
}

TEST(Draft, RefusesADomainThatThePlanDoesNotHave) {
  const auto draft = desk().try_draft({.domains = {"sales"}});
  ASSERT_FALSE(draft);
  EXPECT_EQ(draft.error().kind, ErrorKind::NotFound);
  EXPECT_THAT(draft.error().hint, HasSubstr("releases, support"));
}

TEST(Draft, TakesSkillsWithAllThatBelongsToThem) {
  Invented folder;
  folder.skill("s/triage/SKILL.md", "See [r](references/r.md).\n")
      .file("s/triage/references/r.md", "r\n", "s/triage/SKILL.md");
  folder.file("s/triage/scripts/run.sh", "#!/bin/sh\n", "s/triage/SKILL.md", true)
      .link("s/triage/SKILL.md", "references/r.md", "s/triage/references/r.md");
  folder.at("s/triage/SKILL.md").name = "ticket-triage";
  folder.at("s/triage/SKILL.md").name_from = "frontmatter";
  folder.domain("support", {"s/triage/SKILL.md"});
  const Draft draft = folder.draft();
  const FileTree& tree = draft.packages[0].tree;
  EXPECT_TRUE(tree.contains("skills/ticket-triage/references/r.md"));
  EXPECT_TRUE(tree.at("skills/ticket-triage/scripts/run.sh").executable);
  EXPECT_TRUE(std::holds_alternative<CopyOf>(tree.at("skills/ticket-triage/SKILL.md").content));
  EXPECT_THAT(text_in(folder, draft.packages[0], "package.yaml"),
              HasSubstr("skills:\n  - skills/ticket-triage/SKILL.md\n"));
}

TEST(Draft, CutsAFileThatHoldsSeveralItems) {
  Invented folder;
  const std::string text = "# First check\none\n# Second check\nSee [x](x.md), two\n";
  folder.pair(Kind::Workflow, "checks.md", text, "# Second").item(Kind::Rule, "x.md", "x\n");
  folder.link("checks.md#2", "x.md", "x.md").domain("one", {"checks.md#1", "checks.md#2", "x.md"});
  const Draft draft = folder.draft();
  EXPECT_EQ(text_in(folder, draft.packages[0], "workflows/first-check.md"), "# First check\none\n");
  EXPECT_EQ(text_in(folder, draft.packages[0], "workflows/second-check.md"),
            "# Second check\nSee [x](../rules/x.md), two\n");
}

TEST(Draft, PutsGenericPatternsIntoTheBasePackage) {
  const std::string section = "## Rules\nNever `guess`.\n```\ncode\n```\n";
  Invented folder;
  folder.agent("a.md", "# A\n" + section)
      .agent("b.md", "# B\n" + section)
      .agent("c.md", "# C\n" + section)
      .agent("d.md", "# D\n");
  folder.domain("one", {"a.md", "b.md"})
      .domain("two", {"c.md"})
      .domain("three", {"d.md"})
      .pattern("rules", section);
  const Draft draft = folder.draft({.domains = {"one"}});
  ASSERT_EQ(draft.packages.size(), 2U);
  EXPECT_THAT(text_in(folder, package_in(draft, "one"), "package.yaml"),
              HasSubstr("dependencies:\n  - core@^0.1.0                 # rules\n"));
  const std::string page = text_in(folder, package_in(draft, "core"), "patterns/rules.md");
  EXPECT_THAT(page, HasSubstr("Seen in 3 of 4 items; stage: validated; confidence: high (3 domains).\n"));
  EXPECT_THAT(page, HasSubstr("````markdown\n" + section + "````\n"));
  EXPECT_THAT(page, HasSubstr("| c | two | agents/c.md:2 | as above |\n"));
  EXPECT_EQ(std::ranges::count(package_in(draft, "core").blanks, "patterns/rules.md", &Blank::path), 4);
}

TEST(Draft, SaysWhenTwoPackagesNeedEachOther) {
  Invented folder;
  folder.agent("a.md", "Run bbb.\n").agent("bbb.md", "Run aaa.\n").agent("aaa.md", "x\n");
  folder.refer(MentionForm::Name, "a.md", "bbb", "bbb.md")
      .refer(MentionForm::Name, "bbb.md", "aaa", "aaa.md");
  folder.domain("one", {"a.md", "aaa.md"}).domain("two", {"bbb.md"});
  const Draft draft = folder.draft();
  EXPECT_TRUE(package_in(draft, "one").needs.at(0).mutual);
  EXPECT_THAT(text_in(folder, package_in(draft, "two"), "README.md"),
              HasSubstr("This package and `one` need each other"));
}

TEST(Draft, ProposesWhatMostItemsAlreadyKeep) {
  Invented folder;
  for (const std::string name : {"a", "b", "c", "d"})
    folder.agent(name + ".md",
                 "# " + name + "\n## Checks\n- [ ] Confirm the owner\n" + (name == "a" ? "## Extra\n" : ""));
  folder.domain("one", {"a.md", "b.md", "c.md", "d.md"});
  const Draft draft = folder.draft();
  EXPECT_EQ(
      text_in(folder, draft.packages[0], "config/validation-rules.yaml"),
      "# Proposed from what these items already do. With `enabled: true`, `agentops package validate` looks; with `severity: error`, it refuses.\n"
      "rules:\n"
      "  - id: checks\n"
      "    applies_to: { path: \"agents/*\" }\n"
      "    require_section: Checks   # kept by 4 of 4: agents/a.md:2, agents/b.md:2, agents/c.md:2 and agents/d.md:2\n"
      "    severity: warning\n"
      "    enabled: false\n"
      "  - id: confirm_the_owner\n"
      "    applies_to: { path: \"agents/*\" }\n"
      "    require_text: Confirm the owner   # kept by 4 of 4: agents/a.md:3, agents/b.md:3, agents/c.md:3 and agents/d.md:3\n"
      "    severity: warning\n"
      "    enabled: false\n");
}

TEST(Draft, TracesEveryItemToItsSource) {
  const Invented folder = desk();
  const Draft draft = folder.draft();
  EXPECT_THAT(text_in(folder, package_in(draft, "support"), ".draft/provenance.yaml"),
              HasSubstr("  agents/refund-agent.md:\n    from: refund.md\n    kind: agent\n    sha256: " +
                        text::hex(text::sha256(*folder.reader()("refund.md"))) + "\n"));
}

TEST(Draft, IsTheSameEachTime) {
  const Invented folder = desk();
  const Draft first = folder.draft();
  const Draft second = folder.draft();
  ASSERT_EQ(first.packages.size(), second.packages.size());
  for (std::size_t i = 0; i < first.packages.size(); ++i)
    EXPECT_EQ(first.packages[i].tree, second.packages[i].tree);
}

TEST(Draft, KeepsTextOfStrangersInItsPlace) {
  Invented folder;
  folder.agent("a.md", "---\nname: a\ndescription: x | y <!-- ![z](http://evil) \x1b[31m\n---\nA\n")
      .agent("b.md", "B\n")
      .domain("one", {"a.md", "b.md"});
  const Draft draft = folder.draft();
  const std::string readme = text_in(folder, draft.packages[0], "README.md");
  EXPECT_THAT(readme, Not(HasSubstr("![z]")));
  EXPECT_THAT(readme, Not(HasSubstr("\x1b")));
  EXPECT_THAT(readme, HasSubstr("x \\| y"));
}

TEST(Draft, LeavesOutWhatNoPackageMayHold) {
  Invented folder;
  folder.skill("skills/pay/SKILL.md", "# Pay\nSee [data](data.zip) and [map](../../map.zip).\n")
      .file("skills/pay/data.zip", "PK", "skills/pay/SKILL.md")
      .file("skills/pay/notes.md", "notes", "skills/pay/SKILL.md")
      .file("map.zip", "PK");
  folder.link("skills/pay/SKILL.md", "data.zip", "skills/pay/data.zip");
  folder.link("skills/pay/SKILL.md", "../../map.zip", "map.zip");
  folder.domain("payments", {"skills/pay/SKILL.md"});
  folder.forbid("skills/pay/data.zip", "it is an archive").forbid("map.zip", "it is an archive");
  const Draft draft = folder.draft();
  const DraftedPackage& package = package_in(draft, "payments");
  EXPECT_THAT(paths_of(package),
              ElementsAre(".draft/provenance.yaml", "README.md", "docs/domain.md", "docs/getting-started.md",
                          "package.yaml", "skills/pay/SKILL.md", "skills/pay/notes.md"));
  EXPECT_THAT(package.left_out, ElementsAre(LeftOut{"map.zip", "it is an archive"},
                                            LeftOut{"skills/pay/data.zip", "it is an archive"}));
  EXPECT_THAT(
      text_in(folder, package, "README.md"),
      HasSubstr("- `skills/pay/data.zip` is left out, since no package may hold it: it is an archive."));
  EXPECT_THAT(text_in(folder, package, ".draft/provenance.yaml"),
              HasSubstr("left_out:\n  map.zip: it is an archive\n  skills/pay/data.zip: it is an archive\n"));
  EXPECT_EQ(package.blanks.size(), 6U);  // author, license, scope, and the two links
  EXPECT_EQ(draft.conservation.in, 1U);
  EXPECT_EQ(draft.conservation.drafted, 1U);
}

}  // namespace
}  // namespace agentops::draft
