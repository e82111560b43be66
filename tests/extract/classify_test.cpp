#include "extract/classify.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "tests/extract/reading.h"

namespace agentops::extract {
namespace {

/// One row for each place that a tool reads: the path, the keys that its files have (";" between lines), the
/// kind.
TEST(Classify, BelievesThePlacesThatToolsDefine) {
  struct Row {
    std::string_view path, keys;
    Kind kind;
  };
  constexpr std::string_view skill = "name: a;description: b";
  const Row rows[] = {
      // open standards
      {"skills/pdf/SKILL.md", skill, Kind::Skill},
      {".agents/skills/pdf/SKILL.md", "name: a;description: b;license: MIT;metadata:;  x: y", Kind::Skill},
      {"a/b/SKILL.md", "", Kind::Skill},
      {"AGENTS.md", "", Kind::Rule},
      {"a/AGENTS.md", "", Kind::Rule},
      {"AGENTS.override.md", "", Kind::Rule},
      {"agents.md", "", Kind::Rule},
      // Claude Code
      {".claude/agents/team/a.md", "name: a;description: b;tools: Read;permissionMode: plan", Kind::Agent},
      {"agents/a.md", "name: a;description: b;model: opus;color: red", Kind::Agent},
      {".claude/commands/x/a.md", "", Kind::Command},
      {"commands/a.md", "description: b;allowed-tools: Bash(git:*);argument-hint: FILE", Kind::Command},
      {".claude/skills/a/SKILL.md", "when_to_use: b;context: fork", Kind::Skill},
      {".claude/rules/a.md", "paths:;  - src/**", Kind::Rule},
      {".claude/rules/b.md", "", Kind::Rule},
      {"CLAUDE.md", "", Kind::Rule},
      {".claude/CLAUDE.md", "", Kind::Rule},
      {"a/CLAUDE.local.md", "", Kind::Rule},
      {".claude/output-styles/a.md", "name: a;description: b;keep-coding-instructions: true", Kind::Rule},
      {"output-styles/a.md", "name: a;description: b", Kind::Rule},
      {".claude/checker.local.md", "name: a;enabled: true;event: bash", Kind::Config},
      {"hooks/hooks.json", "", Kind::Hook},
      {".claude-plugin/plugin.json", "", Kind::Config},
      {".claude-plugin/marketplace.json", "", Kind::Config},
      {".mcp.json", "", Kind::Config},
      {".lsp.json", "", Kind::Config},
      // Copilot
      {".github/agents/a.agent.md", "description: b;handoffs: []", Kind::Agent},
      {".github/agents/a.md", "description: b;tools: [read]", Kind::Agent},
      {".github/chatmodes/a.chatmode.md", "description: b;tools: [read]", Kind::Agent},
      {".github/prompts/a.prompt.md", "description: b;agent: ask", Kind::Prompt},
      {".github/prompts/b.prompt.md", "description: b;mode: agent", Kind::Prompt},
      {".github/instructions/a.instructions.md", "applyTo: '**'", Kind::Rule},
      {".github/copilot-instructions.md", "", Kind::Rule},
      {".github/skills/a/SKILL.md", skill, Kind::Skill},
      {".github/hooks/a.json", "", Kind::Hook},
      {"hooks/log/README.md", "name: a;description: b;tags: [x]", Kind::Hook},
      {"hooks/README.md", "", Kind::Readme},
      {".github/workflows/a.md",
       "on: push;permissions: read-all;safe-outputs:;  add-comment:", Kind::Workflow},
      {"workflows/a.md", "on: push;engine: x", Kind::Workflow},
      {".github/plugin/marketplace.json", "", Kind::Config},
      // Cursor
      {".cursor/rules/a.mdc", "description: b;globs: *.ts;alwaysApply: false", Kind::Rule},
      {".cursorrules", "", Kind::Rule},
      {".cursor/BUGBOT.md", "", Kind::Rule},
      {".cursor/commands/a.md", "", Kind::Command},
      {".cursor/agents/a.md", "name: a;description: b;readonly: true;is_background: true", Kind::Agent},
      {".cursor/skills/a/SKILL.md", skill, Kind::Skill},
      // Codex, Gemini, Antigravity
      {".codex/prompts/a.md", "description: b;argument-hint: FILE", Kind::Command},
      {".codex/prompts/b.md", "", Kind::Command},
      {".codex/skills/a/SKILL.md", "name: a;description: b;metadata:;  short-description: c", Kind::Skill},
      {"GEMINI.md", "", Kind::Rule},
      {".gemini/agents/a.md", "name: a;description: b;kind: local;max_turns: 5", Kind::Agent},
      {".gemini/skills/a/SKILL.md", skill, Kind::Skill},
      {"gemini-extension.json", "", Kind::Config},
      {".agents/rules/a.md", "trigger: always_on", Kind::Rule},
      {".agent/rules/a.md", "", Kind::Rule},
      {".agents/workflows/a.md", "description: b;trigger: x", Kind::Workflow},
      {".agents/agents/a.md", "name: a;description: b;mainAgent: true", Kind::Agent},
      {".agents/plugins/marketplace.json", "", Kind::Config},
      // OpenCode, Cline, Windsurf, Devin
      {".opencode/agents/a.md", "description: b;mode: subagent;temperature: 0.1", Kind::Agent},
      {".opencode/agent/a.md", "description: b;mode: primary", Kind::Agent},
      {".opencode/commands/a.md", "description: b;agent: build;subtask: true", Kind::Command},
      {".opencode/command/a.md", "description: b", Kind::Command},
      {".opencode/skill/a/SKILL.md", skill, Kind::Skill},
      {".clinerules", "", Kind::Rule},
      {".clinerules/a.md", "", Kind::Rule},
      {".clinerules/b.txt", "", Kind::Rule},
      {".clinerules/c.md", "paths: [src];alwaysApply: true;description: b", Kind::Rule},
      {".clinerules/workflows/a.md", "", Kind::Workflow},
      {".cline/agents/a.md", "name: a;description: b;providerId: x;maxIterations: 3", Kind::Agent},
      {".cline/skills/a/SKILL.md", skill, Kind::Skill},
      {".windsurf/rules/a.md", "trigger: glob;globs: *.ts", Kind::Rule},
      {".windsurfrules", "", Kind::Rule},
      {".windsurf/workflows/a.md", "description: b", Kind::Workflow},
      {".devin/rules/a.md", "trigger: manual", Kind::Rule},
      {".devin/skills/a/SKILL.md", "name: a;description: b;triggers: [x]", Kind::Skill},
      {".devin/agents/a/AGENT.md", "name: a;description: b;allowed-tools: x", Kind::Agent},
      // Kiro, Continue, Roo, Kilo, Factory, Augment, Junie, JetBrains
      {".kiro/steering/product.md", "inclusion: always", Kind::Rule},
      {".kiro/steering/tech.md", "", Kind::Rule},
      {".kiro/agents/a.md", "name: a;description: b;includeMcpJson: true", Kind::Agent},
      {".kiro/agents/a.json", "", Kind::Agent},
      {".kiro/prompts/a.md", "", Kind::Command},
      {".kiro/skills/a/SKILL.md", skill, Kind::Skill},
      {".kiro/specs/x/design.md", "", Kind::Doc},
      {".continue/rules/a.md", "name: a;globs: *.ts;alwaysApply: false", Kind::Rule},
      {".continue/prompts/a.md", "name: a;description: b;invokable: true", Kind::Prompt},
      {".continuerules", "", Kind::Rule},
      {".roo/rules/a.md", "", Kind::Rule},
      {".roo/rules-code/a.md", "", Kind::Rule},
      {".roorules", "", Kind::Rule},
      {".roo/commands/a.md", "description: b;argument-hint: x;mode: code", Kind::Command},
      {".roomodes", "", Kind::Agent},
      {".kilo/rules/a.md", "", Kind::Rule},
      {".kilocode/rules-code/a.md", "", Kind::Rule},
      {".kilo/commands/a.md", "description: b;agent: x;subtask: true;model: m", Kind::Command},
      {".kilo/agents/a.md", "", Kind::Agent},
      {".factory/droids/a.md", "name: a;description: b;reasoningEffort: high", Kind::Agent},
      {".factory/commands/a.md", "", Kind::Command},
      {".factory/skills/a/SKILL.md", skill, Kind::Skill},
      {".augment/rules/a.md", "type: always_apply;description: b", Kind::Rule},
      {".augment-guidelines", "", Kind::Rule},
      {".augment/commands/a.md", "", Kind::Command},
      {".junie/AGENTS.md", "", Kind::Rule},
      {".junie/guidelines.md", "", Kind::Rule},
      {".junie/agents/a.md", "", Kind::Agent},
      {".aiassistant/rules/a.md", "", Kind::Rule},
      // Qwen, Grok and the tools with one file
      {"QWEN.md", "", Kind::Rule},
      {"QWEN.local.md", "", Kind::Rule},
      {".qwen/commands/a.md", "description: b;when_to_use: c;argument-hint: d", Kind::Command},
      {".qwen/agents/a.md", "", Kind::Agent},
      {".grok/rules/a.md", "", Kind::Rule},
      {".amazonq/rules/a.md", "", Kind::Rule},
      {".trae/rules/a.md", "", Kind::Rule},
      {"WARP.md", "", Kind::Rule},
      {".rules", "", Kind::Rule},
      {".goosehints", "", Kind::Rule},
      {"replit.md", "", Kind::Rule},
      {".idx/airules.md", "", Kind::Rule},
      {".openhands/microagents/a.md", "name: a;triggers:;  - git", Kind::Rule},
      {"CRUSH.md", "", Kind::Rule},
      {".aider.conf.yml", "", Kind::Config},
      {".agents/checks/a.md", "name: a;description: b;severity-default: low;tools: [Read]", Kind::Rule},
      // package managers and generators
      {".apm/agents/a.agent.md", "name: a;description: b", Kind::Agent},
      {".apm/instructions/a.instructions.md", "applyTo: '**'", Kind::Rule},
      {".apm/prompts/a.prompt.md", "description: b;input: [x];mcp: [y]", Kind::Prompt},
      {".apm/contexts/a.md", "", Kind::Rule},
      {"apm.yml", "", Kind::Config},
      {".rulesync/rules/a.md", "root: true;targets: [\"*\"];globs: [\"**\"]", Kind::Rule},
      {".rulesync/commands/a.md", "targets: [\"*\"];description: b", Kind::Command},
      {".rulesync/subagents/a.md", "name: a;description: b;targets: [\"*\"]", Kind::Agent},
      {".rulesync/checks/a.md", "description: b", Kind::Rule},
      {".ruler/a.md", "", Kind::Rule},
      {".ruler/ruler.toml", "", Kind::Config},
      {"templates/commands/a.md", "description: b;handoffs: [];scripts:;  sh: x", Kind::Command},
      {"preset.yml", "", Kind::Config},
      {"prpm.json", "", Kind::Config},
      // collections without a tool's folder
      {"subagents/x/a.md", "name: a;description: b", Kind::Agent},
      {"categories/01-core/a.md", "name: a;description: b;tools: Read, Write", Kind::Agent},
      {"rules/a.md", "", Kind::Rule},
      {"prompts/a.md", "", Kind::Prompt},
      {"workflows/x/a.md", "", Kind::Workflow},
      {"patterns/a.md", "", Kind::Pattern},
      // what is none of these
      {"agents/README.md", "", Kind::Readme},
      {"CHANGELOG.md", "", Kind::Other},
      {".github/ISSUE_TEMPLATE/bug.md", "name: Bug;about: b;labels: x", Kind::Other},
      {"docs/a.md", "", Kind::Doc},
      {".agents/plans/2026-01-01-x.md", "", Kind::Other},
      {"notes.md", "", Kind::Doc},
  };
  for (const auto& row : rows) {
    std::string keys(row.keys);
    std::ranges::replace(keys, ';', '\n');
    const auto item =
        read_one(row.path, (keys.empty() ? "" : "---\n" + keys + "\n---\n") + "Some words.\n").item;
    EXPECT_EQ(name_of(item.kind), name_of(row.kind))
        << row.path << " " << testing::PrintToString(item.kind_from);
    EXPECT_FALSE(item.kind_from.empty()) << row.path;
    EXPECT_FALSE(item.name.empty()) << row.path;
  }
}

TEST(Classify, KnowsTomlAndJsonByTheirKeys) {
  struct Row {
    std::string_view path, bytes;
    Kind kind;
  };
  const Row rows[] = {
      {".gemini/commands/git/a.toml", "description = \"b\"\nprompt = \"Do {{args}}\"\n", Kind::Command},
      {".codex/agents/a.toml",
       "name = \"a\"\ndescription = \"b\"\ndeveloper_instructions = \"\"\"\nx\n\"\"\"\n", Kind::Agent},
      {".codex/config.toml", "model = \"x\"\n", Kind::Config},
      {"plugins/x/hooks.json", "{\"hooks\": {\"Stop\": []}}", Kind::Hook},
      {".claude/settings.json", "{\"permissions\": {}, \"hooks\": {}}", Kind::Config},
      {".kiro/agents/a.json", "{\"name\": \"a\", \"prompt\": \"You sort.\"}", Kind::Agent},
  };
  for (const auto& row : rows)
    EXPECT_EQ(name_of(read_one(row.path, row.bytes).item.kind), name_of(row.kind)) << row.path;
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

  const std::string table =
      "| who | what |\n|---|---|\n| [a](a.md) | reads and sorts and files what comes in by post |\n"
      "| [b](b.md) | writes |\n| [c](c.md) | checks |\n";
  EXPECT_EQ(read_one("agents/TEAM.md", "# Ours\n\n" + table).item.kind, Kind::Doc);

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

TEST(Classify, TellsTheKindThatComesNext) {
  const auto item = read_one("agents/a.md", "---\nname: a\ndescription: b\n---\nFix $ARGUMENTS.\n").item;
  EXPECT_EQ(item.kind, Kind::Agent);
  EXPECT_EQ(item.runner_up, Kind::Skill);
  EXPECT_THAT(item.runner_up_from, testing::ElementsAre("frontmatter.name+description"));
  EXPECT_TRUE(read_one("README.md", "Words.\n").item.runner_up_from.empty());
}

TEST(Classify, IsUnsureWhereLittleSpeaks) {
  EXPECT_LT(read_one("a/x.md", "Words.\n").item.kind_confidence, 0.9);
  EXPECT_LT(read_one("x.md", "---\nname: a\ndescription: b\n---\nx\n").item.kind_confidence, 0.7);
  EXPECT_GT(read_one("x/SKILL.md", "x").item.kind_confidence, 0.9);
}

}  // namespace
}  // namespace agentops::extract
