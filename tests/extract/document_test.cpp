#include "extract/document.h"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>

#include "tests/extract/reading.h"

namespace agentops::extract {
namespace {

using testing::ElementsAre;

constexpr std::string_view agent =
    "---\nname: triage\ndescription: Sorts what comes in.\ntools: Read, Bash(git:*)\nmodel: opus\n---\n\n# Triage\n\nYou are a careful reader.\n\n"
    "1. Read `queue.md`.\n2. Refuse above $500.\n\n```bash\nkubectl get pods -n $NAMESPACE\n```\n";

TEST(Document, HoldsAllThatAnItemSays) {
  const auto item = read_one("agents/triage.md", agent).item;
  EXPECT_EQ(item.key, "agents/triage.md");
  EXPECT_EQ(item.kind, Kind::Agent);
  EXPECT_GT(item.kind_confidence, 0.9);
  EXPECT_EQ(item.name, "triage");
  EXPECT_EQ(item.name_from, "frontmatter");
  EXPECT_EQ(item.title, "Triage");
  EXPECT_EQ(item.description, "Sorts what comes in.");
  EXPECT_EQ(item.description_from, "frontmatter");
  EXPECT_EQ(item.model, "opus");
  EXPECT_EQ(item.lines, 17U);
  EXPECT_EQ(item.tokens, agent.size() / 4);
  EXPECT_EQ(item.digest, text::sha256(agent));
  EXPECT_EQ(item.id, text::hex(item.body_digest).substr(0, 7));
  EXPECT_THAT(item.uses.tools, ElementsAre("Bash", "Read"));
  EXPECT_THAT(item.uses.programs, ElementsAre("git", "kubectl"));
  EXPECT_THAT(item.uses.env, ElementsAre("NAMESPACE"));
  ASSERT_EQ(item.uses.literals.size(), 1U);
  EXPECT_EQ(item.uses.literals[0].value, "$500");
  EXPECT_EQ(item.uses.literals[0].line, 13U);
  EXPECT_TRUE(item.findings.empty());
}

TEST(Document, HasABodyDigestThatHeaderSpacingAndCaseDoNotChange) {
  const auto digest = [](std::string_view bytes) { return read_one("a.md", bytes).item.body_digest; };
  EXPECT_EQ(digest("---\nname: a\n---\nRun the tests.\n"),
            digest("---\nname: b\n---\n\nrun   the TESTS\r\n"));
  EXPECT_NE(digest("Run the tests.\n"), digest("Run the checks.\n"));
}

TEST(Document, AlwaysHasANameFromSomewhere) {
  struct Row {
    std::string_view path, bytes, name, from;
  };
  const Row rows[] = {
      {"a/b.md", "x", "b", "file"},
      {"a/b.agent.md", "x", "b", "file"},
      {"skills/pdf/SKILL.md", "x", "pdf", "file"},
      {"SKILL.md", "x", "SKILL", "file"},
      {"a.md", "---\nname: /deploy\n---\n", "deploy", "frontmatter"},
      {"a.md", "---\ncommand: deploy-infra\n---\n", "deploy-infra", "frontmatter"},
      {"a.md", "---\nname: null\n---\n", "a", "file"},
  };
  for (const auto& row : rows) {
    const auto item = read_one(row.path, row.bytes).item;
    EXPECT_EQ(item.name, row.name) << row.path;
    EXPECT_EQ(item.name_from, row.from) << row.path;
  }
}

TEST(Document, SaysWhereItsDescriptionIsFrom) {
  struct Row {
    std::string_view bytes, description, from;
  };
  const Row rows[] = {
      {"---\ndescription: Does x.\\nExamples:\\n\\n<example>hi</example>\n---\n", "Does x.", "frontmatter"},
      {"---\ndescription: Use when: asked\n---\n", "Use when: asked", "frontmatter"},
      {"# T\n\n**Status:** draft\n\n**Purpose:** Checks *all* links.\n", "Checks all links.", "purpose"},
      {"# T\n\n**Watches the queue**\n\nMore text.\n", "Watches the queue", "bold line"},
      {"# T\n\n![badge](b.svg)\n\nDeploys things, e.g. services. Then stops.\n",
       "Deploys things, e.g. services.", "first sentence"},
      {"# T\n\n- [ ] Look first\n", "Look first", "first list item"},
      {"# a: checks every link\n\nMore text.\n", "checks every link", "title"},
      {"# /a \xE2\x80\x93 checks every link\n\n$ARGUMENTS is the page.\n", "checks every link", "title"},
      {"# a - checks every link\n\n**Purpose:** Checks.\n", "Checks.", "purpose"},
      {"# a: too short\n\nMore text.\n", "More text.", "first sentence"},
      {"# T: not its own name\n\n{{args}} first.\n\nMore text.\n", "More text.", "first sentence"},
      {"# T\n\n`$ARGUMENTS` says what.\n", "T", "headings"},
      {"# T\n\n## Up\n\n```\nx\n```\n\n## Down\n", "T; Up; Down", "headings"},
      {"", "", ""},
  };
  for (const auto& row : rows) {
    const auto item = read_one("a.md", row.bytes).item;
    EXPECT_EQ(item.description, row.description) << row.bytes;
    EXPECT_EQ(item.description_from, row.from) << row.bytes;
  }
}

TEST(Document, ReadsTomlCommandsByTheirPrompt) {
  const std::string_view bytes =
      "description = \"Plan a trip\"\nprompt = \"\"\"\n# Plan\n\nRead [x](y.md) for {{args}}.\n\"\"\"\n";
  const auto document = read_one(".gemini/commands/plan.toml", bytes);
  EXPECT_EQ(document.item.kind, Kind::Command);
  EXPECT_EQ(document.item.description, "Plan a trip");
  EXPECT_EQ(document.item.title, "Plan");
  ASSERT_EQ(document.item.mentions.size(), 1U);
  EXPECT_EQ(slice(bytes, document.item.mentions[0].span), "y.md");
}

TEST(Document, ReadsJsonAndYamlForKindNameAndDescription) {
  const auto hook =
      read_one(".claude/hooks/format.json",
               R"({"description": "Formats", "hooks": {"PostToolUse": [{"command": "npx prettier ."}]}})")
          .item;
  EXPECT_EQ(hook.kind, Kind::Hook);
  EXPECT_EQ(hook.description, "Formats");
  EXPECT_THAT(hook.uses.programs, ElementsAre("npx", "prettier"));
  EXPECT_EQ(read_one("package.yaml", "name: core\nversion: 1.0.0\n").item.kind, Kind::Config);
  EXPECT_EQ(read_one("broken.json", "{\"a\": ").item.kind, Kind::Config);
  const auto settings = read_one(".claude/settings.json", R"({"permissions": {}, "env": {}})").item;
  EXPECT_EQ(settings.description, "permissions, env");
  EXPECT_EQ(settings.description_from, "keys");
}

TEST(Document, ThatIsNotUtf8IsReadAndSaysSo) {
  const auto item = read_one("a.md", "---\nname: caf\xE9\n---\n# R\xE9sum\xE9\n").item;
  EXPECT_EQ(item.name, "caf\xEF\xBF\xBD");
  EXPECT_EQ(item.title, "R\xEF\xBF\xBDsum\xEF\xBF\xBD");
  ASSERT_EQ(item.findings.size(), 1U);
  EXPECT_EQ(item.findings[0].rule, "AO103");
}

TEST(Document, IsRefusedOnlyWhenItIsNoText) {
  EXPECT_EQ(why_not_text("plain"), std::nullopt);
  EXPECT_EQ(why_not_text(""), std::nullopt);
  EXPECT_EQ(why_not_text(std::string_view("a\0b", 3)), std::nullopt);
  EXPECT_EQ(why_not_text("caf\xE9"), std::nullopt);
  EXPECT_EQ(why_not_text(std::string_view("\xFF\xFE"
                                          "a\0",
                                          4)),
            "UTF-16, save it as UTF-8");
  EXPECT_EQ(why_not_text(std::string(200, '\x01')), "binary");
  EXPECT_EQ(why_not_text(std::string(5'000'000, 'a')), "over 4 MiB");
}

TEST(Formats, AreKnownByNameAlone) {
  for (const std::string_view path :
       {"a.md", "a/b.MDC", "x.toml", "x.json", "x.yml", ".cursorrules", "LICENSE", "notes.txt"})
    EXPECT_TRUE(is_known_format(path)) << path;
  for (const std::string_view path : {"a.py", "logo.png", "package-lock.json", "Makefile", "md", "a.md.bak"})
    EXPECT_FALSE(is_known_format(path)) << path;
}

TEST(Attachments, BelongToTheNearestSkillAbove) {
  EXPECT_THAT(owners_of({"README.md", "s/SKILL.md", "s/.claude/agents/x.md", "s/agents/a.md",
                         "s/inner/SKILL.md", "s/inner/b.md", "s/references/c.md", "t/d.md"}),
              ElementsAre("", "", "", "s/SKILL.md", "", "s/inner/SKILL.md", "s/SKILL.md", ""));
  EXPECT_THAT(owners_of({"README.md", "SKILL.md", "docs/a.md", "references/b.md"}),
              ElementsAre("", "", "", "SKILL.md"));
  EXPECT_THAT(beside_skill_folders({"a/b.md", "a/scripts/x.py", "c.md"}), ElementsAre(true, false, false));
}

TEST(Document, WarnsOfANameThatNamesNothing) {
  for (const std::string name : {"~", ""}) {
    const auto documents =
        read_documents({.path = "agents/a.md", .bytes = "---\nname: " + name + "\n---\n# T\n"}, {});
    ASSERT_EQ(documents.size(), 1U);
    const auto& findings = documents[0].item.findings;
    const auto found = std::ranges::find(findings, "AO112", &Finding::rule);
    ASSERT_NE(found, findings.end()) << name;
    EXPECT_EQ(found->place.line, 2U);
  }
  const auto named = read_documents({.path = "agents/a.md", .bytes = "---\nname: yes\n---\n# T\n"}, {});
  EXPECT_TRUE(std::ranges::none_of(named[0].item.findings,
                                   [](const Finding& finding) { return finding.rule == "AO112"; }));
}

}  // namespace
}  // namespace agentops::extract
