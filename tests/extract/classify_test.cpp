#include "extract/classify.h"

#include <gmock/gmock.h>

#include "tests/extract/reading.h"

namespace agentops::extract {
namespace {

TEST(Classify, BelievesNamesThatToolsDefine) {
  struct Row {
    std::string_view path;
    Kind kind;
  };
  const Row rows[] = {
      {"skills/pdf/SKILL.md", Kind::Skill},
      {"CLAUDE.md", Kind::Rule},
      {"a/AGENTS.md", Kind::Rule},
      {".github/copilot-instructions.md", Kind::Rule},
      {".cursor/rules/a.mdc", Kind::Rule},
      {"x.prompt.md", Kind::Prompt},
      {"x.agent.md", Kind::Agent},
      {".claude/agents/a.md", Kind::Agent},
      {"commands/a.md", Kind::Command},
      {".windsurf/workflows/a.md", Kind::Workflow},
      {"agents/README.md", Kind::Readme},
      {"CHANGELOG.md", Kind::Other},
      {".github/ISSUE_TEMPLATE/bug.md", Kind::Other},
      {"docs/a.md", Kind::Doc},
      {"hooks/hooks.json", Kind::Hook},
      {".claude-plugin/plugin.json", Kind::Config},
      {".agents/plans/2026-01-01-x.md", Kind::Other},
      {"notes.md", Kind::Doc},
  };
  for (const auto& row : rows) EXPECT_EQ(read_one(row.path, "Some words.\n").item.kind, row.kind) << row.path;
}

TEST(Classify, KnowsKindsByTheirFrontmatterAlone) {
  struct Row {
    std::string_view frontmatter;
    Kind kind;
  };
  const Row rows[] = {
      {"name: a\ndescription: b\ntools: Read\nmodel: opus", Kind::Agent},
      {"name: a\ndescription: Use this agent when asked.", Kind::Agent},
      {"name: code-reviewer\ndescription: Reads code.", Kind::Agent},
      {"description: b\nmode: subagent", Kind::Agent},
      {"description: b\nargument-hint: FILE", Kind::Command},
      {"description: b\nallowed-tools: Bash", Kind::Command},
      {"name: pdf\ndescription: Fills forms. Use when a PDF is given.", Kind::Skill},
      {"name: pdf\ndescription: b\nlicense: MIT", Kind::Skill},
      {"description: b\nglobs: *.ts\nalwaysApply: false", Kind::Rule},
      {"applyTo: '**'", Kind::Rule},
      {"trigger: always_on", Kind::Rule},
      {"on: push\npermissions: read\nengine: x", Kind::Workflow},
  };
  for (const auto& row : rows)
    EXPECT_EQ(read_one("x/0001.md", "---\n" + std::string(row.frontmatter) + "\n---\nText.\n").item.kind,
              row.kind)
        << row.frontmatter;
}

TEST(Classify, KnowsKindsByTheirBodyAlone) {
  struct Row {
    std::string_view body;
    Kind kind;
  };
  const Row rows[] = {
      {"Fix issue $ARGUMENTS now.\n", Kind::Command},
      {"# /deploy - Deploy it\n\nText.\n", Kind::Command},
      {"# CLAUDE.md\n\nThis file provides guidance to assistants.\n", Kind::Rule},
      {"# Changelog\n\n## [1.2.0]\n", Kind::Other},
      {"# Things\n\nThis directory contains things.\n\n## Installation\n\n## Usage\n\n## License\n",
       Kind::Readme},
      {"# IDENTITY and PURPOSE\n\nYou are a poet.\n\n# OUTPUT INSTRUCTIONS\n\nx\n", Kind::Prompt},
      {"# Pattern: Retry\n\nText.\n", Kind::Pattern},
      {"# Closing\n\n## Step 1: Cut off\n\nx\n\n## Step 2: Add\n\nx\n\n## Step 3: Lock\n\nx\n",
       Kind::Workflow},
      {"# About\n\n## Why\n\n## Who\n\n## Step 1: a\n\n## Step 2: b\n\n## Step 3: c\n", Kind::Doc},
      {"# About\n\nSome words.\n", Kind::Doc},
  };
  for (const auto& row : rows) EXPECT_EQ(read_one("x/0001.md", row.body).item.kind, row.kind) << row.body;
}

TEST(Classify, KnowsAnIndexAmongAgents) {
  const std::string links = "- [one](../x/one.md)\n- [two](two.md) - the second\n- [three](three.md)\n";
  const auto index = read_one("agents/_INDEX.md", "# Ours\n\nWhere to find what.\n\n" + links).item;
  EXPECT_EQ(index.kind, Kind::Doc);
  EXPECT_THAT(index.kind_from, testing::ElementsAre("body.index"));

  const std::string orders = "- Read the ticket.\n- Answer it.\n- Close it.\n";
  const std::string outside = "- [a](https://a.example/a)\n- [b](https://b.example/b)\n- [c](#c)\n";
  for (const std::string& agent :
       {"You are a guide.\n\n" + links, links + orders, outside, "---\nname: guide\n---\n" + links})
    EXPECT_EQ(read_one("agents/guide.md", agent).item.kind, Kind::Agent) << agent;
}

TEST(Classify, TellsItsEvidenceStrongestFirst) {
  const auto item =
      read_one(".claude/agents/a.md", "---\nname: a\ndescription: b\ntools: Read\n---\nYou are a reader.\n")
          .item;
  EXPECT_THAT(item.kind_from, testing::ElementsAre("path.agents", "frontmatter.tools", "body.you-are",
                                                   "frontmatter.name+description"));
}

TEST(Classify, IsUnsureWhereLittleSpeaks) {
  EXPECT_LT(read_one("a/x.md", "Words.\n").item.kind_confidence, 0.9);
  EXPECT_LT(read_one("x.md", "---\nname: a\ndescription: b\n---\nx\n").item.kind_confidence, 0.7);
  EXPECT_GT(read_one("x/SKILL.md", "x").item.kind_confidence, 0.9);
}

}  // namespace
}  // namespace agentops::extract
