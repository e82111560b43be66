#include "draft/copies.h"

#include <gtest/gtest.h>

namespace agentops::draft {
namespace {

std::string numbered(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) text += "line number " + std::to_string(i) + "\n";
  return text;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

TEST(Copies, AreToldWithTheEditThatTheyLack) {
  const std::string original = numbered(1, 20);
  const std::string copy = replaced(replaced(original, "line number 13\n", ""), "number 17", "number 99");
  const std::vector<text::Passage> bodies = {{original, 5}, {copy, 1}};
  const std::vector<Copy> expected = {
      {0,
       1,
       {{text::DifferenceForm::Lacks, 17, "line number 13", "", 1},
        {text::DifferenceForm::Says, 21, "line number 17", "line number 99", 1}}}};
  EXPECT_EQ(copies_among(bodies), expected);
}

TEST(Copies, HaveNoDifferenceWhenOnlySpacingDiffers) {
  const std::string original = numbered(1, 10);
  const std::string spaced = replaced(original, "line number 3\n", "\n  Line   number 3\n");
  EXPECT_EQ(copies_among(std::vector<text::Passage>{{original}, {spaced}}), (std::vector<Copy>{{0, 1, {}}}));
}

TEST(Copies, AreMeasuredByTheMostTypicalText) {
  const std::string middle = numbered(1, 20);
  const std::string left = replaced(middle, "number 1\n", "left 1\n");
  const std::string right = replaced(middle, "number 20\n", "right 20\n");
  const auto copies = copies_among(std::vector<text::Passage>{{left}, {middle}, {middle}, {right}});
  ASSERT_EQ(copies.size(), 3U);
  for (const Copy& copy : copies) EXPECT_EQ(copy.of, 0U);
}

TEST(Copies, AreNotFoundAmongShortOrDifferentTexts) {
  EXPECT_TRUE(copies_among(std::vector<text::Passage>{{"a\nb\n"}, {"a\nb\n"}}).empty());
  const std::string one = numbered(1, 20);
  const std::string other = numbered(11, 30);
  EXPECT_TRUE(copies_among(std::vector<text::Passage>{{one}, {other}}).empty());
}

}  // namespace
}  // namespace agentops::draft
