#include "package/skeleton.h"

#include <fmt/format.h>

#include "models/manifest.h"
#include "text/manifest_file.h"

namespace agentops::package {
namespace {

std::string manifest_text(const SkeletonOptions& options) {
  text::ManifestComments comments;
  const auto or_blank = [&](const std::string& value, const std::string& key, const std::string& what) {
    if (value.empty()) comments.emplace(key, "a blank: " + what);
    return value.empty() ? "TODO" : value;
  };
  const Manifest manifest{
      .name = options.name,
      .version = {0, 1, 0, {}, {}},
      .description = fmt::format("A package called {} with one agent and one workflow", options.name),
      .author = or_blank(options.author, "author", "who answers for it"),
      .license = or_blank(options.license, "license", "MIT, Apache-2.0, ..."),
      .dependencies = {},
      .agents = {fmt::format("agents/{}-agent.md", options.name)},
      .workflows = {fmt::format("workflows/{}-workflow.md", options.name)},
      .patterns = {},
      .skills = {},
      .rules = {},
      .config = {{"validation_rules", "config/validation-rules.yaml"},
                 {"defaults", "config/default-settings.yaml"}},
      .documentation = {{"getting_started", "docs/getting-started.md"}},
      .category = options.category,
      .keywords = {},
      .homepage = {},
      .repository = {}};
  return text::write_manifest(manifest, comments);
}

constexpr std::string_view readme = R"(# {0}

Say in one sentence what this package owns, and in another what it does not.

| item | kind | does |
|---|---|---|
| [{0}-agent](agents/{0}-agent.md) | agent | an example: one role, with what it may and may not do |
| [{0}-workflow](workflows/{0}-workflow.md) | workflow | an example: the steps from a request to an answer |

Values that another team would change stand in [config/default-settings.yaml](config/default-settings.yaml), what every
item must keep in [config/validation-rules.yaml](config/validation-rules.yaml).

Begin with [Getting started](docs/getting-started.md).
)";

constexpr std::string_view agent = R"(---
name: {0}-agent
description: An example agent of the package {0}. Use it as the shape of your own.
---

# {0} agent

Say in one sentence what this agent is responsible for.

## Before you act

- [ ] Read the request to its end
- [ ] Name what is missing before you begin

## What you do

1. Restate the request in one sentence.
2. Do the one thing that this agent is for.
3. Say what you did, and what you left.

## What you leave to others

- Decisions about anything that this package does not own.
)";

constexpr std::string_view workflow = R"(---
name: {0}-workflow
description: An example workflow of the package {0}. Use it as the shape of your own.
---

# {0} workflow

## Before you act

- [ ] The request says who asks, and by when

## Steps

1. Hand the request to [{0}-agent](../agents/{0}-agent.md).
2. Answer within {{{{ settings.answer_within_hours }}}} hours.
3. Write down what would have made it easier.
)";

constexpr std::string_view settings =
    R"(# Values that another team would change. An item says {{{{ settings.KEY }}}} and gets the value when it is installed.
answer_within_hours: 4
)";

constexpr std::string_view rules = R"(# What every item must keep; agentops package validate looks.
rules:
  - id: before_you_act
    applies_to: {{ path: "*/*-*.md" }}
    require_section: "Before you act"
    severity: warning
    enabled: true
)";

constexpr std::string_view guide = R"(# Getting started with {0}

1. Write your items into `agents/`, `workflows/`, `patterns/`, `skills/` and `rules/`, and list them in `package.yaml`.
2. See what is left to do: `agentops package validate packages/{0}`
3. Try it in a project: `agentops package install packages/{0}`
4. Make the archive that others install: `agentops package build packages/{0}`
)";

constexpr std::string_view changelog = R"(# Changelog

## 0.1.0

- First version.
)";

}  // namespace

FileTree skeleton(const SkeletonOptions& options) {
  FileTree files;
  const auto add = [&](std::string path, std::string_view text) {
    files.emplace(std::move(path), TreeFile{.content = fmt::format(fmt::runtime(text), options.name)});
  };
  files.emplace("package.yaml", TreeFile{.content = manifest_text(options)});
  add("README.md", readme);
  add("CHANGELOG.md", changelog);
  add(fmt::format("agents/{}-agent.md", options.name), agent);
  add(fmt::format("workflows/{}-workflow.md", options.name), workflow);
  add("config/default-settings.yaml", settings);
  add("config/validation-rules.yaml", rules);
  add("docs/getting-started.md", guide);
  return files;
}

}  // namespace agentops::package
