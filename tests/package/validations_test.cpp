#include "package/validations.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/package/trees.h"

namespace agentops::package {
namespace {

using testing::HasSubstr;

/// What a package of one agent, one workflow and one skill is told by a rule: "path:line level message"
/// lines.
std::string told(const std::string& rules) {
  const FileTree files = tree({{"config/rules.yaml", rules},
                               {"agents/a.md", "# A\n\nAlways confirm the identity!\nNever say TODO.\n"},
                               {"docs/d.md", "TODO\n"},
                               {"skills/s/SKILL.md", "# S\n"},
                               {"skills/s/notes.md", "TODO\n"},
                               {"workflows/w.md", "# W\n"}});
  Manifest manifest;
  manifest.config = {{"validation_rules", "config/rules.yaml"}};
  const auto findings = check_validations(files, manifest, [](const std::string& path) {
    if (path != "agents/a.md") return ItemFacts{.sections = {"W"}, .tokens = 3, .dead = {}};
    return ItemFacts{.sections = {"Before you act"}, .tokens = 12, .dead = {{"../gone.md", 4}}};
  });
  std::string lines;
  for (const Finding& finding : findings) {
    EXPECT_EQ(finding.rule, "AO508");
    lines += fmt::format("{}:{} {} {}\n", finding.place.path, finding.place.line,
                         static_cast<int>(finding.severity), finding.message);
  }
  return lines;
}

std::string rule(const std::string& keys) { return "rules:\n  - { id: r, " + keys + " }\n"; }

TEST(Validations, AskEachItemForWhatTheyDemand) {
  EXPECT_EQ(told(rule("require_section: before YOU act, severity: warning")),
            "skills/s/SKILL.md:0 1 r: there is no section \"before YOU act\"\n"
            "workflows/w.md:0 1 r: there is no section \"before YOU act\"\n");
  EXPECT_EQ(told(rule("require_text: Confirm the identity, applies_to: { kind: agent }")), "");
  EXPECT_EQ(told(rule("require_text: Confirm the iden, applies_to: { kind: agent }")),
            "agents/a.md:0 2 r: it does not say \"Confirm the iden\"\n");
  EXPECT_EQ(told(rule("forbid_text: TODO")), "agents/a.md:4 2 r: it says \"TODO\"\n");
  EXPECT_EQ(told(rule("max_tokens: 10, severity: note")),
            "agents/a.md:0 0 r: it has about 12 tokens, and 10 are allowed\n");
  EXPECT_EQ(told(rule("references_resolve: true")), "agents/a.md:4 2 r: \"../gone.md\" leads nowhere\n");
}

TEST(Validations, ApplyWhereTheySay) {
  EXPECT_EQ(told(rule("require_section: X, applies_to: { kind: workflow }")),
            "workflows/w.md:0 2 r: there is no section \"X\"\n");
  EXPECT_EQ(told(rule("require_section: X, applies_to: { path: \"skills/*/SKILL.md\" }")),
            "skills/s/SKILL.md:0 2 r: there is no section \"X\"\n");
  EXPECT_EQ(told(rule("require_section: X, enabled: false")), "");
  EXPECT_EQ(told("rules:\n"), "");
  EXPECT_EQ(told(""), "");
}

TEST(Validations, SayWhichRuleCannotBeRead) {
  struct {
    std::string rules, words;
  } const cases[] = {
      {"rules: 1\n", "config/rules.yaml:1 2 expected `rules:`"},
      {"rule: []\n", "config/rules.yaml:1 2 expected `rules:`"},
      {"rules: [1]\n", "a rule is a map of keys"},
      {"rules:\n  - { forbid_text: x }\n", "config/rules.yaml:2 2 a rule has no `id`"},
      {rule("enabled: true"), "\"r\" asks for nothing"},
      {rule("forbid_text: x, max_tokens: 1"), "asks for one thing only"},
      {rule("forbid_text: ''"), "`forbid_text` is not text"},
      {rule("max_tokens: many"), "`max_tokens` is no number"},
      {rule("references_resolve: false"), "`references_resolve` is not true"},
      {rule("forbid_text: x, severity: fatal"), "`severity` is none"},
      {rule("forbid_text: x, enabled: maybe"), "`enabled` is neither"},
      {rule("forbid_text: x, applies_to: { kind: prompt }"), "`kind` is none that a package has"},
      {rule("forbid_text: x, applies_to: all"), "`applies_to` names neither"},
      {rule("forbid_texts: x"), "unknown key \"forbid_texts\""},
      {"rules:\n  - { id: r, max_tokens: 99 }\n  - { id: r, max_tokens: 99 }\n",
       "config/rules.yaml:3 2 two rules are called \"r\""},
      {"rules: [\n", "config/rules.yaml:"},
  };
  for (const auto& [rules, words] : cases) EXPECT_THAT(told(rules), HasSubstr(words)) << rules;
}

TEST(Validations, AreNoneWithoutAFileForThem) {
  EXPECT_TRUE(check_validations(small_package("core"), Manifest{}, {}).empty());
}

}  // namespace
}  // namespace agentops::package
