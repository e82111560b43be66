// Keys that one tool alone gives a meaning to decide; keys that several kinds share add up (formats.md calls
// this the case split: agents say `tools`, skills and commands `allowed-tools`).

#include <array>
#include <initializer_list>
#include <string>

#include "extract/ballot.h"
#include "extract/formats.h"
#include "extract/naming.h"
#include "extract/scan.h"
#include "extract/toml.h"

namespace agentops::extract {

namespace {

struct Key {
  std::string_view name;
  Kind kind;
  int points;
};

constexpr std::array<Key, 37> keys = {{
    {"applyTo", Kind::Rule, 9},
    {"alwaysApply", Kind::Rule, 9},
    {"globs", Kind::Rule, 8},
    {"inclusion", Kind::Rule, 8},
    {"fileMatchPattern", Kind::Rule, 8},
    {"keep-coding-instructions", Kind::Rule, 8},
    {"excludeAgent", Kind::Rule, 8},
    {"severity-default", Kind::Rule, 8},
    {"readonly", Kind::Agent, 6},
    {"is_background", Kind::Agent, 7},
    {"permissionMode", Kind::Agent, 7},
    {"disallowedTools", Kind::Agent, 7},
    {"maxTurns", Kind::Agent, 7},
    {"max_turns", Kind::Agent, 7},
    {"color", Kind::Agent, 5},
    {"memory", Kind::Agent, 4},
    {"isolation", Kind::Agent, 5},
    {"initialPrompt", Kind::Agent, 6},
    {"reasoningEffort", Kind::Agent, 5},
    {"handoffs", Kind::Agent, 4},
    {"mcp-servers", Kind::Agent, 3},
    {"mcpServers", Kind::Agent, 3},
    {"temperature", Kind::Agent, 3},
    {"target", Kind::Agent, 2},
    {"infer", Kind::Agent, 3},
    {"tools", Kind::Agent, 5},
    {"disable-model-invocation", Kind::Command, 3},
    {"allowed-tools", Kind::Command, 3},
    {"subtask", Kind::Command, 6},
    {"personas", Kind::Command, 4},
    {"license", Kind::Skill, 6},
    {"compatibility", Kind::Skill, 6},
    {"when_to_use", Kind::Skill, 5},
    {"user-invocable", Kind::Skill, 3},
    {"metadata", Kind::Skill, 4},
    {"invokable", Kind::Prompt, 6},
    {"labels", Kind::Other, 6},
}};

bool has(const Value& meta, std::string_view key) { return meta.find(key) != nullptr; }

bool has_any(const Value& meta, std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    if (has(meta, name)) return true;
  return false;
}

/// A name that is a role: "code-reviewer".
bool names_a_role(std::string_view name) {
  constexpr std::array<std::string_view, 32> roles = {
      "agent",        "expert",      "specialist", "engineer",  "architect",  "reviewer", "developer",
      "analyst",      "writer",      "designer",   "manager",   "mentor",     "auditor",  "tester",
      "orchestrator", "coordinator", "debugger",   "advisor",   "scientist",  "admin",    "administrator",
      "researcher",   "strategist",  "planner",    "optimizer", "consultant", "coach",    "assistant",
      "guide",        "lead",        "maintainer", "moderator"};
  for (const auto role : roles)
    if (name.ends_with(role) &&
        (name.size() == role.size() || !is_alnum(name[name.size() - role.size() - 1])))
      return true;
  return false;
}

void vote_by_combination(const Observed& observed, Ballot& ballot) {
  const auto& meta = observed.document->meta;
  const bool name = has(meta, "name");
  const bool description = has(meta, "description");
  if (has(meta, "on") && has_any(meta, {"permissions", "safe-outputs", "engine"}))
    ballot.add(Kind::Workflow, 10, "frontmatter.on");
  if (const auto mode = meta_text(meta, "mode"); mode == "subagent" || mode == "primary" || mode == "all")
    ballot.add(Kind::Agent, 8, "frontmatter.mode");
  else if (mode == "agent" || mode == "ask" || mode == "edit")
    ballot.add(Kind::Prompt, 6, "frontmatter.mode");
  if (const auto trigger = meta_text(meta, "trigger");
      trigger == "always_on" || trigger == "glob" || trigger == "manual" || trigger == "model_decision")
    ballot.add(Kind::Rule, 8, "frontmatter.trigger");
  if (has(meta, "paths") && !name) ballot.add(Kind::Rule, 6, "frontmatter.paths");
  if (has(meta, "about") && has_any(meta, {"title", "labels", "assignees"}))
    ballot.add(Kind::Other, 8, "frontmatter.about");
  if (has(meta, "argument-hint")) ballot.add(Kind::Command, name ? 3 : 6, "frontmatter.argument-hint");
  if (name && description) {
    ballot.add(Kind::Skill, 4, "frontmatter.name+description");
    ballot.add(Kind::Agent, 3, "frontmatter.name+description");
    if (names_a_role(lower(meta_text(meta, "name")))) ballot.add(Kind::Agent, 2, "name.role");
    if (has(meta, "model")) ballot.add(Kind::Agent, 4, "frontmatter.model");
    if (has(meta, "allowed-tools")) ballot.add(Kind::Skill, 4, "frontmatter.allowed-tools");
    if (observed.beside_skill_folders) ballot.add(Kind::Skill, 4, "folder.scripts");
  } else if (description) {
    ballot.add(Kind::Command, 4, "frontmatter.description");
    if (has_any(meta, {"allowed-tools", "argument-hint", "model"}))
      ballot.add(Kind::Command, 3, "frontmatter.command-keys");
    if (has(meta, "title")) ballot.add(Kind::Doc, 6, "frontmatter.title");
  } else if (has(meta, "title")) {
    ballot.add(Kind::Doc, 4, "frontmatter.title");
  }
  if (has(meta, "date") && !name && !description && !has(meta, "title"))
    ballot.add(Kind::Other, 4, "frontmatter.date");
  if (meta_text(meta, "alwaysApply").empty() && has(meta, "root") && has(meta, "targets"))
    ballot.add(Kind::Rule, 8, "frontmatter.root");
}

void vote_by_description(const Value& meta, Ballot& ballot) {
  const auto description = meta_text(meta, "description");
  if (description.empty()) return;
  if (contains(description.substr(0, 200), "use this agent") || contains(description, "<example>") ||
      contains(description, "assistant:"))
    ballot.add(Kind::Agent, 5, "description.agent");
  if (contains(description.substr(0, 400), "this skill") || contains(description, "use when"))
    ballot.add(Kind::Skill, 2, "description.use-when");
  if (contains(description, "use proactively") || contains(description.substr(0, 120), " expert") ||
      contains(description.substr(0, 120), "specialist") || contains(description, "use this agent"))
    ballot.add(Kind::Agent, 2, "description.role");
}

}  // namespace

void vote_by_frontmatter(const Observed& observed, Ballot& ballot) {
  const auto& meta = observed.document->meta;
  if (!meta.map()) return;
  const bool data = format_of(observed.path) == Format::Json || format_of(observed.path) == Format::Yaml;
  if (data) {
    if (has(meta, "hooks"))
      ballot.add(Kind::Hook, has_any(meta, {"permissions", "name", "model", "env"}) ? 4 : 9, "key.hooks");
    return;
  }
  if (format_of(observed.path) == Format::Toml) {
    if (has(meta, "prompt")) ballot.add(Kind::Command, 10, "key.prompt");
    if (has(meta, "developer_instructions")) ballot.add(Kind::Agent, 10, "key.developer_instructions");
    return;
  }
  for (const auto& key : keys)
    if (has(meta, key.name)) ballot.add(key.kind, key.points, "frontmatter." + std::string(key.name));
  vote_by_combination(observed, ballot);
  vote_by_description(meta, ballot);
}

}  // namespace agentops::extract
