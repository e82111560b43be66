#include "extract/markdown.h"

#include <string>

#include <gmock/gmock.h>

namespace agentops::extract {
namespace {

using testing::ElementsAre;

Prose read(std::string_view text) {
  return read_markdown(text, {0, static_cast<std::uint32_t>(text.size())}, Lines(text));
}

std::vector<std::string> titles(const Prose& prose) {
  std::vector<std::string> titles;
  for (const auto& section : prose.sections)
    titles.push_back(std::to_string(section.level) + " " + section.title);
  return titles;
}

std::vector<std::string> destinations(std::string_view text) {
  std::vector<std::string> found;
  for (const auto& link : read(text).links) {
    EXPECT_EQ(slice(text, link.span), link.destination) << text;
    found.push_back(link.destination);
  }
  return found;
}

TEST(Markdown, HasASectionForEachHeadingAndOneForWhatComesBefore) {
  const std::string_view text =
      "Opening.\n\n# One #\n\ntext\n\n## **Two** `x`\n\nSetext\n======\n\n```\n# no heading\n```\n";
  const auto prose = read(text);
  EXPECT_THAT(titles(prose), ElementsAre("0 ", "1 One", "2 Two x", "1 Setext"));
  EXPECT_EQ(slice(text, prose.sections[0].body), "Opening.\n\n");
  EXPECT_EQ(slice(text, prose.sections[1].body), "\ntext\n\n## **Two** `x`\n\n");
  EXPECT_EQ(slice(text, prose.sections[3].heading), "Setext\n======\n");
  EXPECT_EQ(prose.sections[3].line, 9U);

  const std::string_view close = "One\n---\n# Two\n";
  EXPECT_EQ(slice(close, read(close).sections[0].heading), "One\n---\n");
}

TEST(Markdown, HasABlockForEachLeaf) {
  const std::string_view text =
      "A paragraph\nof two lines.\n\n1. First\n   - inner\n2. [ ] Second\n\n> quoted\n\n| a |\n|---|\n| b |\n\n```sh\nls\n```\n";
  const auto blocks = read(text).blocks;
  std::vector<std::pair<BlockKind, std::string_view>> seen;
  for (const auto& block : blocks) seen.emplace_back(block.kind, slice(text, block.span));
  EXPECT_THAT(seen, ElementsAre(std::pair(BlockKind::Paragraph, "A paragraph\nof two lines.\n"),
                                std::pair(BlockKind::ListItem, "1. First\n"),
                                std::pair(BlockKind::ListItem, "   - inner\n"),
                                std::pair(BlockKind::ListItem, "2. [ ] Second\n"),
                                std::pair(BlockKind::Quote, "> quoted\n"),
                                std::pair(BlockKind::Table, "| a |\n|---|\n| b |\n"),
                                std::pair(BlockKind::Code, "```sh\nls\n```\n")));
  EXPECT_TRUE(blocks[1].ordered);
  EXPECT_EQ(blocks[2].depth, 2U);
  EXPECT_TRUE(blocks[3].task);
}

TEST(Markdown, TakesNumberedItemsAndNumberedHeadingsForSteps) {
  std::vector<std::string> steps;
  for (
      const auto& step :
      read(
          "## Phase 1: Look\n\n1. Run `make`.\n2. **Stop**.\n   1. not this\n\n## Step 2 - Act\n\n## Notes\n")
          .steps)
    steps.push_back((step.heading ? "# " : "") + step.text);
  EXPECT_THAT(steps, ElementsAre("# Phase 1: Look", "Run make.", "Stop.", "# Step 2 - Act"));
}

TEST(Markdown, GivesTheCodeBetweenTheFences) {
  const std::string_view text = "```Bash title=x\nls\n```\n\n~~~\nopen to the end\n";
  const auto code = read(text).code;
  ASSERT_EQ(code.size(), 2U);
  EXPECT_EQ(code[0].language, "bash");
  EXPECT_EQ(slice(text, code[0].span), "ls\n");
  EXPECT_EQ(code[1].language, "");
  EXPECT_EQ(slice(text, code[1].span), "open to the end\n");
}

TEST(Markdown, FindsTheExactBytesOfEachDestination) {
  EXPECT_THAT(destinations("See [a](x.md), [b]( <y z.md> \"t\") and ![c](p(1).png)."),
              ElementsAre("x.md", "y z.md", "p(1).png"));
  EXPECT_THAT(destinations("[a](x\\_y.md#top) [b](q.md?a=1&amp;b=2)\n"),
              ElementsAre("x\\_y.md#top", "q.md?a=1&amp;b=2"));
  EXPECT_THAT(destinations("text [a][r]\n\n[r]: ./r.md \"t\"\n[s]: <s.md>\n"), ElementsAre("./r.md", "s.md"));
  EXPECT_THAT(destinations("| a |\n|---|\n| [x](t.md) |\n\n- [y](u.md)\n\n# [z](v.md)\n"),
              ElementsAre("t.md", "u.md", "v.md"));
}

TEST(Markdown, DoesNotTakeCodeOrEscapesForLinks) {
  EXPECT_TRUE(destinations("`[a](x.md)` and \\[b](y.md)\n\n    [c](z.md)\n\n```\n[d](w.md)\n```\n").empty());
}

TEST(Markdown, IsReadLineByLineWhereCmarkWouldTakeLong) {
  std::string text = "# Title\n\n- [x](y.md)\n\n";
  for (int i = 0; i < 20'000; ++i) text += "![[]()";
  text += "\n\n## Next\n\n```sh\nls\n```\n";
  const auto prose = read(text);
  EXPECT_TRUE(prose.limited);
  EXPECT_THAT(titles(prose), ElementsAre("1 Title", "2 Next"));
  ASSERT_EQ(prose.code.size(), 1U);
  EXPECT_EQ(prose.links.front().destination, "y.md");
}

TEST(Markdown, WithBoundedNestingReadsEveryKnownSlowShape) {
  const auto repeated = [](std::string_view part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
  };
  for (const auto& text :
       {repeated("- ", 4000) + "a" + repeated("\n", 4000), repeated(">", 5000) + repeated("a*", 5000),
        "|" + repeated("a|", 2000) + "\n|" + repeated("-|", 2000) + "\n",
        "[a]: " + std::string(40'000, 'x') + "\n\n" + repeated("[a]", 20'000), "a " + repeated("<?", 60'000)})
    EXPECT_TRUE(read(text).limited) << text.substr(0, 40);
}

// Each link looked back for its '[' over the whole line.
TEST(Markdown, ReadsALineOfManyLinksOnce) {
  std::string text = "![x](first.md)";
  for (int i = 0; i < 300'000; ++i) text += "](a)";
  const auto prose = read(text + " ![x](last.md)\n");
  ASSERT_FALSE(prose.links.empty());
  EXPECT_EQ(prose.links.front().form, LinkForm::Image);
  EXPECT_EQ(prose.links.back().destination, "last.md");
  EXPECT_EQ(prose.links.back().form, LinkForm::Image);
}

TEST(PlainText, HasNoMarks) {
  struct Row {
    std::string_view markdown, plain;
  };
  const Row rows[] = {{"**Run** [the `x`](y)", "Run the x"},
                      {"snake_case and *em*", "snake_case and em"},
                      {"![alt](p.png) text", "alt text"},
                      {"a \\* b", "a * b"},
                      {"<b>bold</b> <name>", "bold <name>"},
                      {"R&amp;D [x]", "R&D [x]"},
                      {"[a][b] c", "a c"},
                      {"2 * 3 = 6", "2 * 3 = 6"},
                      {"``a ` b``", "a ` b"}};
  for (const auto& row : rows) EXPECT_EQ(plain_text(row.markdown), row.plain) << row.markdown;
}

}  // namespace
}  // namespace agentops::extract
