#include "check/edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::check {
namespace {

using testing::ElementsAre;

Finding with(std::vector<Edit> edits) { return {.rule = "AO101", .edits = std::move(edits)}; }

TEST(Mend, MakesTheEditsOfAllFindings) {
  const Mended mended = mend("one two three", {with({{{8, 13}, "3"}}), with({{{0, 3}, "1"}, {{3, 3}, "!"}})});
  EXPECT_EQ(mended.bytes, "1! two 3");
  EXPECT_THAT(mended.made, ElementsAre(true, true));
}

TEST(Mend, LeavesAFindingThatOverlapsOneBefore) {
  const Mended mended = mend("abcdef", {with({{{1, 3}, "X"}}), with({{{5, 6}, "Y"}, {{2, 4}, "Z"}})});
  EXPECT_EQ(mended.bytes, "aXdef") << "both edits of the second are left";
  EXPECT_THAT(mended.made, ElementsAre(true, false));
}

TEST(Mend, LeavesWhatLiesOutside) {
  const Mended mended = mend("abc", {with({{{2, 9}, ""}}), with({{{3, 2}, ""}}), with({})});
  EXPECT_EQ(mended.bytes, "abc");
  EXPECT_THAT(mended.made, ElementsAre(false, false, false));
}

TEST(Mend, MakesOneOfTwoEqualInsertions) {
  const Mended mended = mend("ab", {with({{{1, 1}, "-"}}), with({{{1, 1}, "-"}})});
  EXPECT_EQ(mended.bytes, "a-b");
  EXPECT_THAT(mended.made, ElementsAre(true, false));
}

}  // namespace
}  // namespace agentops::check
