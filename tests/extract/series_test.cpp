#include "extract/series.h"

#include <string>

#include <gmock/gmock.h>

#include "tests/extract/reading.h"

namespace agentops::extract {
namespace {

using testing::ElementsAre;

/// "key kind name" of each item of a file.
std::vector<std::string> items_of(std::string_view path, std::string_view bytes) {
  std::vector<std::string> told;
  for (const auto& document : read_all(path, bytes))
    told.push_back(document.item.key + " " + std::string(name_of(document.item.kind)) + " " +
                   document.item.name);
  return told;
}

constexpr std::string_view workflows =
    "# How we work\n\nThree people share these.\n\n"
    "## Workflow 1: Close the month\n\nFor the books.\n\n1. Lock the ledger.\n2. Tell `lead`.\n\n### After\n\nRest.\n\n"
    "## Workflow 2: Pay a supplier\n\nFor bills.\n\n1. Check the bill.\n2. Pay it.\n";

TEST(Series, OfLabelledHeadingsHasAnItemForEach) {
  EXPECT_THAT(items_of("team.md", workflows),
              ElementsAre("team.md#1 workflow Close the month", "team.md#2 workflow Pay a supplier"));
  EXPECT_THAT(
      items_of(
          "agents/all.md",
          "## Agent: triage - sorts\n\nYou sort.\n\n- Read.\n\n## Agent: `writer`\n\nYou write.\n\n- Write.\n"),
      ElementsAre("agents/all.md#1 agent triage", "agents/all.md#2 agent writer"));
}

TEST(Series, OfFrontmatterBlocksHasAnItemForEach) {
  EXPECT_THAT(items_of("all.md",
                       "---\nname: a\ndescription: Reads.\ntools: Read\n---\nYou are a reader.\n\n"
                       "---\nname: b\ndescription: Writes.\ntools: Write\n---\nYou are a writer.\n"),
              ElementsAre("all.md#1 agent a", "all.md#2 agent b"));
}

TEST(Series, OfMainHeadingsHasAnItemForEachThatOpensLikeOne) {
  EXPECT_THAT(
      items_of("all.md",
               "# Reader\n\nYou are a reader.\n\nRead on.\n\n# Writer\n\nYou are a writer.\n\nWrite on.\n"),
      ElementsAre("all.md#1 prompt Reader", "all.md#2 prompt Writer"));
  EXPECT_THAT(items_of("all.md", "# /up - Start\n\nStart it.\n\nWait.\n\n# /down\n\nStop it.\n\nWait.\n"),
              ElementsAre("all.md#1 command up", "all.md#2 command down"));
}

TEST(Series, IsNotWhatAnOrdinaryDocumentHas) {
  struct Row {
    std::string_view why, path, bytes;
  };
  const Row rows[] = {
      {"several main headings", "a.md", "# One\n\nText.\n\nMore.\n\n# Two\n\nText.\n\nMore.\n"},
      {"other headings behind", "a.md",
       "## Workflow 1: A\n\nx\n\ny\n\n## Workflow 2: B\n\nx\n\ny\n\n## Notes\n\nz\n"},
      {"one labelled heading", "a.md", "## Workflow 1: A\n\nx\n\ny\n"},
      {"headings of a lower level", "a.md", "# T\n\n### Agent: a\n\nx\n\ny\n\n### Agent: b\n\nx\n\ny\n"},
      {"nothing below a heading", "a.md", "## Agent: a\n\nx\n\n## Agent: b\n\ny\n"},
      {"a name of its own", "a.md",
       "---\nname: x\ndescription: y\n---\n## Workflow 1: A\n\nx\n\ny\n\n## Workflow 2: B\n\nx\n\ny\n"},
      {"a name that says what the file is", "skills/x/SKILL.md",
       "## Workflow 1: A\n\nx\n\ny\n\n## Workflow 2: B\n\nx\n\ny\n"},
      {"equal names", "a.md", "## Agent: a\n\nx\n\ny\n\n## Agent: a\n\nx\n\ny\n"},
      {"a second block on top", "a.md",
       "---\nname: a\ndescription: b\n---\n---\nname: c\ndescription: d\n---\nText.\n"},
      {"a block in a fence", "a.md",
       "---\nname: a\ndescription: b\n---\nSo:\n\n```\n---\nname: c\ndescription: d\n---\n```\n"},
      {"a block to fill in", "a.md",
       "---\nname: a\ndescription: b\n---\nSo:\n\n---\nname: <name>\ndescription: d\n---\nText\n"},
  };
  for (const auto& row : rows)
    EXPECT_THAT(items_of(row.path, row.bytes), ElementsAre(testing::StartsWith(std::string(row.path) + " ")))
        << row.why;
}

TEST(Series, HasPartsThatAreMeasuredByThemselves) {
  const auto documents = read_all("team.md", workflows);
  const auto& first = documents[0].item;
  EXPECT_EQ(first.path, "team.md");
  EXPECT_EQ(first.line, 5U);
  EXPECT_EQ(first.lines, 11U);
  EXPECT_EQ(first.title, "Workflow 1: Close the month");
  EXPECT_EQ(first.name_from, "heading");
  EXPECT_EQ(first.kind_from.front(), "heading.workflow");
  EXPECT_EQ(first.description, "For the books.");
  const auto bytes = slice(workflows, documents[0].body);
  EXPECT_TRUE(bytes.starts_with("## Workflow 1:") && bytes.ends_with("Rest.\n\n")) << bytes;
  EXPECT_EQ(first.digest, text::sha256(bytes));
  ASSERT_EQ(first.mentions.size(), 1U);
  EXPECT_EQ(first.mentions[0].line, 10U);
  EXPECT_TRUE(documents[1].item.mentions.empty());
  EXPECT_EQ(documents[1].body.end, workflows.size());
  EXPECT_NE(first.id, documents[1].item.id);
}

TEST(Series, OfFrontmatterBlocksFindsFaultsInEach) {
  const auto documents = read_all(
      "all.md",
      "---\nname: a\ndescription: b\n---\nText.\n\n---\nname: c\ndescription: Ask: now\n---\nMore.\n");
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_TRUE(documents[0].item.findings.empty());
  ASSERT_EQ(documents[1].item.findings.size(), 1U);
  EXPECT_EQ(documents[1].item.findings[0].place, (Place{.path = "all.md", .line = 9, .column = 14}));
}

// Each heading counted all blocks of the file.
TEST(Series, OfMoreHeadingsThanAnyFileHasIsOneItem) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "# /run-" + std::to_string(i) + "\n\na\n\nb\n\n";
  EXPECT_EQ(read_all("all.md", text).size(), 1U);
}

}  // namespace
}  // namespace agentops::extract
