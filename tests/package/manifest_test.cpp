#include "package/manifest.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/manifest_file.h"
#include "text/version.h"

namespace agentops::package {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

constexpr std::string_view brief = R"(# package.yaml
name: customer-service
version: 1.2.0
description: Customer service workflows and patterns
author: Your Team
license: MIT

dependencies:
  - core-workflow@^2.0.0
  - communication-patterns@^1.5.0

agents:
  - agents/handle-inquiry.md
  - agents/process-refund.md
  - agents/escalate-complaint.md

workflows:
  - workflows/resolve-ticket.md
  - workflows/handle-escalation.md

patterns:
  - patterns/empathetic-resolution.md
  - patterns/proactive-compensation.md

config:
  validation_rules: config/validation-rules.yaml
  escalation_thresholds: config/escalation-thresholds.yaml
  defaults: config/default-settings.yaml

documentation:
  getting_started: docs/getting-started.md
  best_practices: docs/best-practices.md
)";

std::string with(std::string_view line) { return "name: core\nversion: 0.1.0\n" + std::string(line) + "\n"; }

TEST(Manifest, ReadsTheBriefsExample) {
  const auto reading = read_manifest(brief, "package.yaml");
  ASSERT_TRUE(reading) << reading.error().message;
  const auto& manifest = reading->manifest;
  EXPECT_THAT(reading->findings, IsEmpty());
  EXPECT_EQ(manifest.name, "customer-service");
  EXPECT_EQ(text::to_text(manifest.version), "1.2.0");
  EXPECT_EQ(manifest.author, "Your Team");
  EXPECT_EQ(manifest.license, "MIT");
  EXPECT_THAT(manifest.dependencies, ElementsAre(Dependency{"core-workflow", "^2.0.0"},
                                                 Dependency{"communication-patterns", "^1.5.0"}));
  EXPECT_EQ(manifest.agents.size(), 3U);
  EXPECT_THAT(manifest.config, ElementsAre(Pair("validation_rules", "config/validation-rules.yaml"),
                                           Pair("escalation_thresholds", "config/escalation-thresholds.yaml"),
                                           Pair("defaults", "config/default-settings.yaml")));
  EXPECT_EQ(reading->lines.at("license"), 6U);
  EXPECT_EQ(reading->lines.at("agents/process-refund.md"), 14U);
}

TEST(Manifest, IsWrittenAsItWasRead) {
  const auto manifest = read_manifest(brief, "package.yaml")->manifest;
  EXPECT_EQ(text::write_manifest(manifest), brief.substr(brief.find("name:")));
}

TEST(Manifest, SurvivesWritingAndReading) {
  Manifest manifest{.name = "core",
                    .version = {0, 1, 0, {"rc", "1"}, "x"},
                    .description = "Says: \"hello\" # not a comment",
                    .author = "no",
                    .license = "MIT OR Apache-2.0",
                    .dependencies = {{"a", "*"}, {"b", ">=1 <2 || 3.x"}},
                    .agents = {"agents/- odd, name.md"},
                    .workflows = {},
                    .patterns = {"patterns/p.md"},
                    .skills = {"skills/s/SKILL.md"},
                    .rules = {"rules/r.mdc"},
                    .config = {{"true", "config/a.yaml"}},
                    .documentation = {{"start", "docs/s.md"}},
                    .category = "meta",
                    .keywords = {"1.0", "two words"},
                    .homepage = "https://example.com/#a",
                    .repository = "https://example.com/core.git"};
  const auto reading = read_manifest(text::write_manifest(manifest), "package.yaml");
  ASSERT_TRUE(reading) << reading.error().message << text::write_manifest(manifest);
  EXPECT_EQ(reading->manifest, manifest) << text::write_manifest(manifest);
}

TEST(Manifest, IsRefusedWithItsPlace) {
  struct {
    std::string text;
    std::uint32_t line;
    std::string code, words;
  } const cases[] = {
      {"", 1, "E-MANIFEST", "empty"},
      {"# nothing\n", 1, "E-MANIFEST", "empty"},
      {"- a\n", 1, "E-MANIFEST", "no map"},
      {"name: core\n", 0, "E-MANIFEST", "`version` is missing"},
      {"version: 0.1.0\n", 0, "E-MANIFEST", "`name` is missing"},
      {"name: ../core\nversion: 0.1.0\n", 1, "E-MANIFEST", "no package name"},
      {"name: .\nversion: 0.1.0\n", 1, "E-MANIFEST", "no package name"},
      {"name: no\nversion: 0.1.0\n", 1, "E-MANIFEST", "truth value"},
      {"name: con\nversion: 0.1.0\n", 1, "E-MANIFEST", "folder"},
      {"name: {a: b}\nversion: 0.1.0\n", 1, "E-MANIFEST", "no package name"},
      {"name: " + std::string(65, 'a') + "\nversion: 0.1.0\n", 1, "E-MANIFEST", "no package name"},
      {"name: core\nversion: 1.10\n", 2, "E-MANIFEST", "number to YAML"},
      {"name: core\nversion: [1]\n", 2, "E-MANIFEST", "not text"},
      {"name: core\nversion: one\n", 2, "E-MANIFEST", "not a version"},
      {"name: core\nversion: \"1.0.0+../../x\"\n", 2, "E-MANIFEST", "not a version"},
      {with("agents: agents/a.md"), 3, "E-MANIFEST", "not a list"},
      {with("agents:\n  - ../a.md"), 4, "E-MANIFEST", "leaves the package"},
      {with("agents:\n  - docs/a.md"), 4, "E-MANIFEST", "not in agents/"},
      {with("agents:\n  - {a: b}"), 4, "E-MANIFEST", "not a path"},
      {with("config: [a]"), 3, "E-MANIFEST", "not a map"},
      {with("config:\n  permissions: {allow: x}"), 4, "E-CONFIG", "not a path"},
      {with("dependencies:\n  - Core@^1"), 4, "E-MANIFEST", "no package name"},
      {with("dependencies:\n  - base@"), 4, "E-MANIFEST", "no version follows"},
      {with("dependencies:\n  - base@^x.1"), 4, "E-MANIFEST", "not a range"},
      {with("dependencies:\n  - base\n  - base@^1"), 5, "E-MANIFEST", "listed twice"},
      {with("dependencies:\n  - core"), 4, "E-MANIFEST", "depends on itself"},
      {with("scripts: {postinstall: x}"), 3, "E-MANIFEST", "never run"},
      {with("hooks: []"), 3, "E-MANIFEST", "hooks"},
      {with("files: [{src: a, dest: /tmp/b}]"), 3, "E-MANIFEST", "where its files land"},
      {with("description: 5"), 3, "E-MANIFEST", "not text"},
      {with("description: \"a\\u202eb\""), 3, "E-CONTENT-BIDI", "\\u{202e}"},
      {with("description: \"a\\u200bb\""), 3, "E-CONTENT-HIDDEN", "\\u{200b}"},
      {with("author: \"a\\e[2J\""), 3, "E-YAML", "\\x1b"},
      {"name: core\nname: core\nversion: 0.1.0\n", 2, "E-YAML", ""},
      {"name: core\n  bad: [\n", 0, "E-YAML-SYNTAX", ""},
  };
  for (const auto& [text, line, code, words] : cases) {
    const auto reading = read_manifest(text, "package.yaml");
    ASSERT_FALSE(reading) << text;
    const auto& error = reading.error();
    EXPECT_THAT(error.code, HasSubstr(code)) << text << error.message;
    EXPECT_THAT(error.message, HasSubstr(words)) << text;
    EXPECT_EQ(error.where.path, "package.yaml") << text;
    if (line != 0) {
      EXPECT_EQ(error.where.line, line) << text << error.message;
    }
    EXPECT_EQ(error.kind, ErrorKind::Invalid);
  }
}

TEST(Manifest, LimitsItsDependencies) {
  std::string text = with("dependencies:");
  for (int i = 0; i < 256; ++i) text += "  - p" + std::to_string(i) + "\n";
  EXPECT_TRUE(read_manifest(text, "package.yaml"));
  text += "  - one-more\n";
  const auto reading = read_manifest(text, "package.yaml");
  ASSERT_FALSE(reading);
  EXPECT_THAT(reading.error().message, HasSubstr("more than 256 dependencies"));
}

TEST(Manifest, OnlyWarnsAboutWhatItDoesNotKnow) {
  const auto reading = read_manifest(
      with("licence: MIT\ncategory: pets\nagents:\n  - agents/a.md\n  - agents/a.md\n"), "package.yaml");
  ASSERT_TRUE(reading) << reading.error().message;
  ASSERT_EQ(reading->findings.size(), 3U);
  EXPECT_EQ(reading->findings[0].message, "unknown key `licence`");
  EXPECT_EQ(reading->findings[0].fix, "did you mean `license`?");
  EXPECT_EQ(reading->findings[0].place.line, 3U);
  EXPECT_EQ(reading->findings[1].fix, "one of domain, industry, process, meta");
  EXPECT_THAT(reading->findings[2].message, HasSubstr("listed twice"));
  for (const auto& finding : reading->findings) EXPECT_EQ(finding.severity, Severity::Warning);
  EXPECT_THAT(reading->manifest.agents, ElementsAre("agents/a.md"));
}

TEST(Manifest, IsInspectedWhole) {
  const auto reading = inspect_manifest("version: one\nlicense: [MIT]\nscripts: x\n", "package.yaml");
  ASSERT_TRUE(reading);
  EXPECT_EQ(std::ranges::count(reading->findings, Severity::Error, &Finding::severity), 4);
  EXPECT_EQ(reading->refusal, "E-MANIFEST");
}

TEST(Manifest, TakesEmptyLists) {
  const auto reading = read_manifest(with("agents:\nworkflows: []\nconfig: {}"), "package.yaml");
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_THAT(reading->findings, IsEmpty());
}

TEST(Dependency, IsNameAndRange) {
  EXPECT_EQ(*read_dependency("core@^0.1.0"), (Dependency{"core", "^0.1.0"}));
  EXPECT_EQ(*read_dependency("core"), (Dependency{"core", "*"}));
  EXPECT_FALSE(read_dependency("core ^1"));
}

}  // namespace
}  // namespace agentops::package
