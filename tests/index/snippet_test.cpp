#include "index/snippet.h"

#include <limits>

#include <gtest/gtest.h>

#include "index/stemmer.h"

namespace agentops::index {
namespace {

std::vector<SnippetLine> shown(std::string_view text, std::vector<std::string> stems,
                               SnippetOptions options = {}) {
  return snippet(text, stems, make_stemmer(), options);
}

TEST(Snippet, MarksWordsByTheirStems) {
  const auto lines = shown("# Intro\n  It deploys, then\tdeployed.\r\n", {"deploy"});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].line, 2U);
  EXPECT_EQ(lines[0].text, "It deploys, then\tdeployed.");
  EXPECT_EQ(lines[0].marks, (std::vector<Span>{{3, 10}, {17, 25}}));
}

TEST(Snippet, TakesTheLineWithMostWordsAndOneThatAddsSome) {
  constexpr std::string_view text = "plan\nroll back\nplan and roll back\nroll\nundo\n";
  const auto lines = shown(text, {"back", "plan", "roll", "undo"});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].line, 3U);
  EXPECT_EQ(lines[1].line, 5U);
  EXPECT_EQ(shown(text, {"back", "plan", "roll"}).size(), 1U) << "no other line shows another word";
}

TEST(Snippet, IsEmptyWithoutWords) {
  EXPECT_TRUE(shown("nothing here\n", {"deploy"}).empty());
  EXPECT_TRUE(shown("", {"deploy"}).empty());
  EXPECT_TRUE(shown("deploy", {}).empty());
}

TEST(Snippet, CutsLongLinesAroundTheFirstMark) {
  const std::string text = std::string(200, 'x') + " before deploy after " + std::string(300, 'y');
  const auto lines = shown(text, {"deploy"}, {.lines = 1, .width = 40});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_LE(lines[0].text.size(), 40U);
  ASSERT_EQ(lines[0].marks.size(), 1U);
  EXPECT_EQ(slice(lines[0].text, lines[0].marks[0]), "deploy");
}

TEST(Snippet, ShowsLinesAroundHoweverMany) {
  constexpr std::string_view text = "one\ntwo\ndeploy\nfour\nfive\n";
  EXPECT_EQ(shown(text, {"deploy"}, {.context = 1}).size(), 3U);
  EXPECT_EQ(shown(text, {"deploy"}, {.context = std::numeric_limits<std::uint32_t>::max()}).size(), 5U);
}

TEST(Snippet, TakesAnyBytes) {
  const std::string bytes = std::string("\0\xff deploy \xe9\n", 12) + std::string(1000, '\xff') + " deploy";
  for (const SnippetLine& line : shown(bytes, {"deploy"}, {.lines = 2, .width = 20}))
    for (const Span mark : line.marks) EXPECT_EQ(slice(line.text, mark), "deploy");
}

}  // namespace
}  // namespace agentops::index
