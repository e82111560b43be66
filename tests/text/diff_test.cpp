#include "text/diff.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::text {
namespace {

using testing::ElementsAre;

TEST(LinesOf, CutsAfterEachNewline) {
  EXPECT_THAT(lines_of(""), ElementsAre());
  EXPECT_THAT(lines_of("a\n\nb"), ElementsAre("a\n", "\n", "b"));
  EXPECT_THAT(lines_of("a\n"), ElementsAre("a\n"));
}

TEST(DiffLines, TellsWhatBecameOfWhat) {
  struct {
    std::string_view old_text, new_text;
    std::vector<Hunk> hunks;
  } const cases[] = {
      {"", "", {}},
      {"a\nb\n", "a\nb\n", {}},
      {"", "a\n", {{0, 0, 0, 1}}},
      {"a\n", "", {{0, 1, 0, 0}}},
      {"a\nb\nc\n", "a\nx\nc\n", {{1, 2, 1, 2}}},
      {"a\nb\nc\n", "a\nc\n", {{1, 2, 1, 1}}},
      {"a\nc\n", "a\nb\nc\n", {{1, 1, 1, 2}}},
      {"a\nb\nc\nd\ne\n", "x\nb\nc\nd\ny\nz\n", {{0, 1, 0, 1}, {4, 5, 4, 6}}},
      {"a", "a\n", {{0, 1, 0, 1}}},
  };
  for (const auto& [old_text, new_text, hunks] : cases)
    EXPECT_EQ(diff_lines(old_text, new_text), hunks) << old_text << "->\n" << new_text;
}

/// The new text as the hunks tell it from the old one. Adds up how many lines were removed and added.
std::string rebuilt(std::string_view old_text, std::string_view new_text, std::size_t& edits) {
  const auto old_lines = lines_of(old_text);
  const auto new_lines = lines_of(new_text);
  std::string text;
  std::size_t at = 0;
  for (const Hunk& hunk : diff_lines(old_text, new_text)) {
    for (; at < hunk.old_begin; ++at) text += old_lines[at];
    for (std::size_t line = hunk.new_begin; line < hunk.new_end; ++line) text += new_lines[line];
    edits += (hunk.old_end - hunk.old_begin) + (hunk.new_end - hunk.new_begin);
    at = hunk.old_end;
  }
  for (; at < old_lines.size(); ++at) text += old_lines[at];
  return text;
}

/// The least number of removed and added lines, by the textbook table.
std::size_t least_edits(std::string_view old_text, std::string_view new_text) {
  const auto old_lines = lines_of(old_text);
  const auto new_lines = lines_of(new_text);
  std::vector<std::vector<std::size_t>> table(old_lines.size() + 1,
                                              std::vector<std::size_t>(new_lines.size() + 1));
  for (std::size_t x = 0; x <= old_lines.size(); ++x)
    for (std::size_t y = 0; y <= new_lines.size(); ++y) {
      if (x == 0 || y == 0)
        table[x][y] = x + y;
      else if (old_lines[x - 1] == new_lines[y - 1])
        table[x][y] = table[x - 1][y - 1];
      else
        table[x][y] = 1 + std::min(table[x - 1][y], table[x][y - 1]);
    }
  return table.back().back();
}

TEST(DiffLines, RebuildsTheNewTextWithTheFewestEdits) {
  std::mt19937 random(1);
  const auto text = [&] {
    std::string lines;
    for (std::size_t count = random() % 12; count > 0; --count)
      lines += std::string(1, static_cast<char>('a' + random() % 4)) + '\n';
    return lines;
  };
  for (int round = 0; round < 3000; ++round) {
    const std::string old_text = text();
    const std::string new_text = text();
    std::size_t edits = 0;
    ASSERT_EQ(rebuilt(old_text, new_text, edits), new_text) << old_text << "->\n" << new_text;
    ASSERT_EQ(edits, least_edits(old_text, new_text)) << old_text << "->\n" << new_text;
  }
}

TEST(DiffLines, StaysRightWhereItStopsSearching) {
  std::string old_text;
  std::string new_text;
  for (int i = 0; i < 20'000; ++i) {
    old_text += (i % 2 == 0 ? "same\n" : "old " + std::to_string(i) + '\n');
    new_text += (i % 3 == 0 ? "same\n" : "new " + std::to_string(i) + '\n');
  }
  std::size_t edits = 0;
  EXPECT_EQ(rebuilt(old_text, new_text, edits), new_text);
}

}  // namespace
}  // namespace agentops::text
