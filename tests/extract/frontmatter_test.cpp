#include "extract/frontmatter.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "extract/frontmatter_mend.h"
#include "extract/frontmatter_scalars.h"
#include "extract/toml.h"
#include "text/edits.h"
#include "text/yaml.h"

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

// Each blank looked back to the beginning of its item.
TEST(FlowList, OfBlanksIsReadOnce) {
  EXPECT_EQ(flow_list("[a," + std::string(2'000'000, ' ') + "\"b, c\"]"), (List{"a", "b, c"}));
}

// Each key was compared with all before it.
TEST(Toml, OfManyKeysIsReadOnce) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "k" + std::to_string(i) + " = 1\n";
  const Value value = read_toml(text + "k0 = 2\n");
  ASSERT_TRUE(value.map());
  EXPECT_EQ(value.map()->size(), 100'000U);
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
      {"name: a\ndescription: b\n---\nBody\n", "Body\n"},      // never opened
      {"name: a\ndescription: b\n\nBody\n", "\nBody\n"},       // neither
      {"+++\nname = 'a'\n+++\nBody\n", "Body\n"},
      {";;;\n\"name\": \"a\"\n;;;\nBody\n", "Body\n"},
      {"{\n \"name\": \"a}\"\n}\nBody\n", "Body\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(body_of(row.text), row.body) << row.text;
}

TEST(Frontmatter, IsNotWhatOnlyLooksLikeIt) {
  for (const std::string_view text :
       {"\n---\nname: a\n---\n", "---\n\nJust prose between two rules.\n\n---\nMore.\n", "---\n", "---", "",
        "# T\n---\nname: a\n---\n", "---\nprose\n", "name: a\n\nBody\n", "note: a\ndescription: b\n\nBody\n",
        "+++\nprose\n+++\n", "+++\nname = 'a'\n", "{\nbraces\n}\nBody\n", "{\"a\": 1} and more\n", "[]\n"})
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
      {"name: \"\\x41\\U0001F600\\U00110000\"\n", "name", "A\xF0\x9F\x98\x80\\U00110000"},
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
      {"name: {{ name }}\n", "name", "{{ name }}"},
      {"name:\ta\n\tdescription: b\n", "description", "b"},
      {"description: Ask\n  tools and: more\n", "description", "Ask tools and: more"},
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
  EXPECT_EQ(findings[0].place, (Place{.path = "a.md", .line = 3, .column = 14}));
  EXPECT_EQ(findings[0].width, 23U);
  EXPECT_EQ(findings[0].fix, "description: \"Use when: the user asks\"");
  EXPECT_TRUE(judged("---\nname: a\n" + findings[0].fix + "\n---\n").empty());
}

/// The file with all edits of its findings done.
std::string mended(std::string_view text) {
  std::vector<Edit> edits;
  for (const auto& finding : judged(text))
    edits.insert(edits.end(), finding.edits.begin(), finding.edits.end());
  std::ranges::stable_sort(edits, {}, [](const Edit& edit) { return edit.span.begin; });
  return text::edited(text, edits);
}

TEST(Frontmatter, IsMendedByTheEditsAndNothingElseChanges) {
  struct Row {
    std::string_view inside, mended;
  };
  const Row rows[] = {
      {"name: a\ndescription: Use when: asked  \nmodel:   opus\n",
       "name: a\ndescription: \"Use when: asked\"  \nmodel:   opus\n"},
      {"globs: *.ts,*.tsx\nalwaysApply: false\n", "globs: \"*.ts,*.tsx\"\nalwaysApply: false\n"},
      {"description: Say \"go\": \\n it's\n", "description: 'Say \"go\": \\n it''s'\n"},
      {"description: Ask me: now\n\n<example>\nuser: \"hi\"\n</example>\nmodel: opus\n",
       "description: |-\n  Ask me: now\n\n  <example>\n  user: \"hi\"\n  </example>\nmodel: opus\n"},
      {"tools: [Read, *, @b]\n", "tools: [Read, \"*\", \"@b\"]\n"},
      {"tools:\n  - *\n  - Read\n", "tools:\n  - \"*\"\n  - Read\n"},
      {"hooks:\n  - run: %x\n    when: @night\n", "hooks:\n  - run: \"%x\"\n    when: \"@night\"\n"},
      {"name: a\nname: b\n", "name: a\n# name: b\n"},
      {"Some words.\nname: a\n", "# Some words.\nname: a\n"},
      {"name: a\n\tdescription: b\n", "name: a\ndescription: b\n"},
      {" name: a\ndescription: b\n", " name: a\n description: b\n"},
      {"name: {{ cookie }}\r\nversion: 1.10\r\n", "name: \"{{ cookie }}\"\r\nversion: 1.10\r\n"},
      {"name: \xE2\x9A\xA0\xEF\xB8\x8F a: b\n", "name: \"\xE2\x9A\xA0\xEF\xB8\x8F a: b\"\n"},
      {"name: !!tag x\n", "name: \"!!tag x\"\n"},
  };
  for (const auto& row : rows) {
    const std::string end = row.inside.contains('\r') ? "---\r\nBody: *\r\n" : "---\nBody: *\n";
    const std::string begin = row.inside.contains('\r') ? "---\r\n" : "---\n";
    EXPECT_EQ(mended(begin + std::string(row.inside) + end), begin + std::string(row.mended) + end);
  }
}

TEST(Frontmatter, OfAnotherNotationIsMendedToYaml) {
  EXPECT_EQ(mended("+++\nname = \"a\\\"b\"\ndraft = true\ntags = [\"x\", 'y z']\n+++\nBody\n"),
            "---\nname: 'a\"b'\ndraft: true\ntags: [x, y z]\n---\nBody\n");
  EXPECT_EQ(mended("{\"name\": \"a\", \"meta\": {\"size\": 1}}\r\nBody\r\n"),
            "---\r\nname: a\r\nmeta:\r\n  size: 1\r\n---\r\nBody\r\n");
}

TEST(Frontmatter, KeepsItsValuesWhenItIsMended) {
  for (const std::string_view text :
       {"---\ndescription: a: b\nname: yes\nversion: 007\n---\n", "---\ndescription: '\n---\n",
        "---\nname: \"a\n---\n", "---\ndescription: - x: [\n  - y\n---\n",
        "---\nx: >\n  a\n   b: c\ny: `z`\n---\n", "---\nx: |\ny: @\n---\n",
        "---\na:\n  b: *\n  c: [d, {e}]\n---\n", "+++\na = 'it''s'\n+++\n",
        "name: a\ndescription: b: c\n\nBody"}) {
    const auto after = mended(text);
    EXPECT_NE(after, text);
    EXPECT_TRUE(judged(after).empty()) << after;
    EXPECT_EQ(read_meta(after, split_frontmatter(after)), read_meta(text, split_frontmatter(text))) << after;
    const auto parts = split_frontmatter(after);
    const auto strict = text::read_yaml(slice(after, parts.inside), "a.md");
    ASSERT_TRUE(strict) << after;
    EXPECT_TRUE(is_same(*strict, read_meta(after, parts))) << after;
  }
}

TEST(Frontmatter, IsLeftToAPersonWhereNoChangeIsSurelyRight) {
  for (const std::string_view inside :
       {"<<<<<<< HEAD\nname: a\n=======\nname: b\n>>>>>>> x\n", "- a\n- b\n", "a: &x 1\nb: *x\n"}) {
    const auto findings = judged("---\n" + std::string(inside) + "---\n");
    ASSERT_EQ(findings.size(), 1U) << inside;
    EXPECT_EQ(findings[0].rule, "AO101");
    EXPECT_TRUE(findings[0].edits.empty()) << inside;
  }
}

TEST(Frontmatter, WithoutAFenceIsAO102) {
  struct Row {
    std::string_view text, mended;
  };
  const Row rows[] = {
      {"---\nname: a\n\n# Title\n", "---\nname: a\n---\n\n# Title\n"},
      {"---\r\nname: a\r\n\r\nText\r\n", "---\r\nname: a\r\n---\r\n\r\nText\r\n"},
      {"---\nname: a", "---\nname: a\n---\n"},
      {"name: a\ndescription: b\n---\nText\n", "---\nname: a\ndescription: b\n---\nText\n"},
      {"\xEF\xBB\xBFname: a\ndescription: b\n\nText\n",
       "\xEF\xBB\xBF---\nname: a\ndescription: b\n---\n\nText\n"},
  };
  for (const auto& row : rows) {
    const auto findings = judged(row.text);
    ASSERT_EQ(findings.size(), 1U) << row.text;
    EXPECT_EQ(findings[0].rule, "AO102");
    EXPECT_EQ(mended(row.text), row.mended);
    EXPECT_TRUE(judged(mended(row.text)).empty()) << row.text;
  }
}

TEST(Frontmatter, OfAnyDepthIsReadWithoutRecursionOnIt) {
  std::string deep = "a:\n";
  for (int i = 1; i < 500; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "b:\n";
  EXPECT_TRUE(read_frontmatter(deep).find("a"));
  EXPECT_TRUE(read_frontmatter("a: " + std::string(100'000, '[')).find("a")->text());
}

}  // namespace
}  // namespace agentops::extract
