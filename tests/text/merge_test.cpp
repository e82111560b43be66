#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/diff.h"

namespace agentops::text {
namespace {

TEST(MergeLines, TakesTheChangesOfBothSides) {
  struct {
    std::string_view name, base, yours, theirs, merged;
  } const cases[] = {
      {"nothing changed", "a\nb\n", "a\nb\n", "a\nb\n", "a\nb\n"},
      {"yours alone", "a\nb\n", "a\nx\n", "a\nb\n", "a\nx\n"},
      {"theirs alone", "a\nb\n", "a\nb\n", "x\nb\n", "x\nb\n"},
      {"both apart", "a\nb\nc\nd\ne\n", "x\nb\nc\nd\ne\n", "a\nb\nc\nd\ny\nz\n", "x\nb\nc\nd\ny\nz\n"},
      {"both the same", "a\nb\nc\n", "a\nx\nc\n", "a\nx\nc\n", "a\nx\nc\n"},
      {"one adds, one removes", "a\nb\nc\nd\ne\n", "a\nn\nb\nc\nd\ne\n", "a\nb\nc\ne\n", "a\nn\nb\nc\ne\n"},
      {"both from nothing, the same", "", "a\n", "a\n", "a\n"},
      {"no newline at the end", "a\nb\nc", "x\nb\nc", "a\nb\ny", "x\nb\ny"},
      {"both remove all", "a\nb\n", "", "", ""},
  };
  for (const auto& [name, base, yours, theirs, text] : cases) {
    const Merged merged = merge_lines(base, yours, theirs);
    EXPECT_EQ(merged.text, text) << name;
    EXPECT_TRUE(merged.clashes.empty()) << name;
  }
}

TEST(MergeLines, MarksWhatAPersonHasToDecide) {
  const Merged merged = merge_lines("a\nb\nc\n", "a\nyours\nc\n", "a\ntheirs\nc\n");
  EXPECT_EQ(merged.text, "a\n<<<<<<< yours\nyours\n=======\ntheirs\n>>>>>>> new\nc\n");
  EXPECT_EQ(merged.clashes, (std::vector<Clash>{{"b\n", "yours\n", "theirs\n"}}));
}

TEST(MergeLines, KeepsYourLinesWhereItIsAskedTo) {
  const Merged merged =
      merge_lines("a\nb\nc\nd\n", "a\nyours\nc\nd\n", "a\ntheirs\nc\nnew\n", OnClash::KeepYours);
  EXPECT_EQ(merged.text, "a\nyours\nc\nnew\n");
  EXPECT_EQ(merged.clashes, (std::vector<Clash>{{"b\n", "yours\n", "theirs\n"}}));
}

TEST(MergeLines, KeepsMarksOnLinesOfTheirOwn) {
  const Merged merged = merge_lines("b", "yours", "theirs");
  EXPECT_EQ(merged.text, "<<<<<<< yours\nyours\n=======\ntheirs\n>>>>>>> new\n");
}

TEST(MergeLines, LeavesOutOfAConflictWhatBothAgreeOn) {
  const Merged merged = merge_lines("a\nb\n", "new\nx\nend\n", "new\ny\nend\n");
  EXPECT_EQ(merged.text, "new\n<<<<<<< yours\nx\n=======\ny\n>>>>>>> new\nend\n");
}

std::string random_text(std::mt19937& random, std::size_t longest) {
  std::string lines;
  for (std::size_t count = random() % longest; count > 0; --count)
    lines += std::string(1, static_cast<char>('a' + random() % 5)) + '\n';
  return lines;
}

TEST(MergeLines, WithAnUnchangedSideGivesTheOther) {
  std::mt19937 random(2);
  for (int round = 0; round < 2000; ++round) {
    const std::string base = random_text(random, 10);
    const std::string changed = random_text(random, 10);
    EXPECT_EQ(merge_lines(base, changed, base).text, changed);
    EXPECT_EQ(merge_lines(base, base, changed).text, changed);
    EXPECT_EQ(merge_lines(base, changed, changed).text, changed);
  }
}

TEST(MergeLines, GivesTheSameForBothOrdersOfTheSides) {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    const std::string base = random_text(random, 10);
    const std::string one = random_text(random, 10);
    const std::string other = random_text(random, 10);
    const Merged merged = merge_lines(base, one, other);
    const Merged swapped = merge_lines(base, other, one);
    EXPECT_EQ(merged.clashes.size(), swapped.clashes.size());
    if (merged.clashes.empty()) {
      EXPECT_EQ(merged.text, swapped.text);
    }
  }
}

}  // namespace
}  // namespace agentops::text
