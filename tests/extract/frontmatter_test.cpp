#include "extract/frontmatter.h"

#include <string>

#include <gtest/gtest.h>

namespace agentops::extract {
namespace {

std::string_view body_of(std::string_view text) { return slice(text, split_frontmatter(text).body); }

std::string text_at(std::string_view inside, std::string_view key) {
  const auto meta = read_frontmatter(inside);
  const auto* value = meta.find(key);
  return value && value->text() ? *value->text() : "(none)";
}

std::vector<Finding> judged(std::string_view text) {
  return judge_frontmatter(text, split_frontmatter(text), "a.md");
}

TEST(Frontmatter, EndsAtTheSecondFence) {
  struct Row {
    std::string_view text, body;
  };
  const Row rows[] = {
      {"---\nname: a\n---\nBody\n", "Body\n"},
      {"---\r\nname: a\r\n---\r\nBody\r\n", "Body\r\n"},
      {"\xEF\xBB\xBF---\nname: a\n---\nBody\n", "Body\n"},
      {"---  \nname: a\n---\t\nBody\n", "Body\n"},
      {"---\n---\nBody\n", "Body\n"},
      {"---\nname: a\n---\n---\nname: b\n---\n", "---\nname: b\n---\n"},
      {"---\nname: a\ndescription: b\n\nBody\n", "\nBody\n"},  // never closed
  };
  for (const auto& row : rows) EXPECT_EQ(body_of(row.text), row.body) << row.text;
}

TEST(Frontmatter, IsNotWhatOnlyLooksLikeIt) {
  for (const std::string_view text :
       {"\n---\nname: a\n---\n", "---\n\nJust prose between two rules.\n\n---\nMore.\n", "---\n", "---", "",
        "# T\n---\nname: a\n---\n", "---\nprose\n"})
    EXPECT_TRUE(split_frontmatter(text).frontmatter.empty()) << text;
}

TEST(Frontmatter, GivesTheTextThatWasMeant) {
  struct Row {
    std::string_view inside, key, text;
  };
  const Row rows[] = {
      {"name: deploy\n", "name", "deploy"},
      {"name: \"a \\\"b\\\"\\n\\u00e9\"\n", "name", "a \"b\"\n\xC3\xA9"},
      {"name: 'it''s'\n", "name", "it's"},
      {"name: deploy # the name\n", "name", "deploy"},
      {"description: Post in #channel at noon\n", "description", "Post in #channel at noon"},
      {"description: Use when: the user asks\n", "description", "Use when: the user asks"},
      {"description: one\n  two\n\n  three\nname: a\n", "description", "one two\nthree"},
      {"description: |\n  one\n    two\n\n  three\n", "description", "one\n  two\n\nthree"},
      {"description: >-\n  one\n  two\n", "description", "one two"},
      {"description: > Use when asked\n  to deploy\n", "description", "Use when asked to deploy"},
      {"globs: *.ts,*.tsx\n", "globs", "*.ts,*.tsx"},
      {"version: 1.10\n", "version", "1.10"},
      {"name: yes\n", "name", "yes"},
      {"name: [draft\n", "name", "[draft"},
      {"name: a\nname: b\n", "name", "a"},
      {"description: Ask me\\nExamples:\n", "description", "Ask me\\nExamples:"},
  };
  for (const auto& row : rows) EXPECT_EQ(text_at(row.inside, row.key), row.text) << row.inside;
}

TEST(Frontmatter, KeepsDialogsThatLeakIntoADescription) {
  const auto meta = read_frontmatter(
      "name: helper\ndescription: Use this agent. Examples:\n<example>\nContext: a\nuser: \"hi\"\nassistant: \"yo\"\n</example>\nmodel: opus\n");
  EXPECT_EQ(*meta.find("description")->text(),
            "Use this agent. Examples:\n<example>\nContext: a\nuser: \"hi\"\nassistant: \"yo\"\n</example>");
  EXPECT_EQ(*meta.find("model")->text(), "opus");
  EXPECT_EQ(meta.find("user"), nullptr);
}

TEST(Frontmatter, ReadsListsHoweverTheyAreWritten) {
  const List words = {"Read", "Bash(git:*)"};
  for (const std::string_view inside :
       {"tools: [Read, Bash(git:*)]\n", "tools: [\"Read\", 'Bash(git:*)']\n",
        "tools:\n  - Read\n  - Bash(git:*)\n", "tools:\n- Read\n- Bash(git:*)\n",
        "tools: [\n  Read,\n  Bash(git:*)\n]\n"}) {
    const auto meta = read_frontmatter(inside);
    ASSERT_TRUE(meta.find("tools") && meta.find("tools")->list()) << inside;
    EXPECT_EQ(*meta.find("tools")->list(), words) << inside;
  }
}

TEST(Frontmatter, ReadsTruthsAndMapsInsideLists) {
  const auto meta = read_frontmatter(
      "alwaysApply: true\nhandoffs:\n  - label: Go on\n    agent: writer\n    send: false\nmetadata:\n  owner: ops\n",
      2);
  EXPECT_EQ(*meta.find("alwaysApply")->truth(), true);
  const auto& handoff = meta.find("handoffs")->list()->front();
  EXPECT_EQ(*handoff.find("agent")->text(), "writer");
  EXPECT_EQ(*handoff.find("send")->truth(), false);
  EXPECT_EQ(handoff.line, 4U);
  EXPECT_EQ(*meta.find("metadata")->find("owner")->text(), "ops");
}

TEST(Frontmatter, IsJudgedOnlyWhenAYamlParserWouldRefuseIt) {
  for (const std::string_view text :
       {"---\nname: a\ndescription: plain words, and more\n---\n", "---\nname: \"a: b\"\n---\n", "---\n---\n",
        "no frontmatter", "---\nlist:\n  - a\n  - b: c\n---\n", "---\ntext: |\n  a: b: c\n---\n"})
    EXPECT_TRUE(judged(text).empty()) << text;
}

TEST(Frontmatter, IsMendedByTheLineThatTheFindingGives) {
  const auto findings = judged("---\nname: a\ndescription: Use when: the user asks\n---\n");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "AO101");
  EXPECT_EQ(findings[0].place, (Place{.path = "a.md", .line = 3}));
  EXPECT_EQ(findings[0].fix, "description: \"Use when: the user asks\"");
  EXPECT_TRUE(judged("---\nname: a\n" + findings[0].fix + "\n---\n").empty());
}

TEST(Frontmatter, WithoutAnEndIsAO102) {
  const auto findings = judged("---\nname: a\n\n# Title\n");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "AO102");
}

TEST(Frontmatter, OfAnyDepthIsReadWithoutRecursionOnIt) {
  std::string deep = "a:\n";
  for (int i = 1; i < 500; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "b:\n";
  EXPECT_TRUE(read_frontmatter(deep).find("a"));
  EXPECT_TRUE(read_frontmatter("a: " + std::string(100'000, '[')).find("a")->text());
}

}  // namespace
}  // namespace agentops::extract
