#include "text/shingles.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

TEST(Shingles, AreRunsOfFiveWords) {
  const auto six = shingles_of("a b c d e f");
  EXPECT_EQ(six.size(), 2U);
  const auto five = shingles_of("b c d e f");
  ASSERT_EQ(five.size(), 1U);
  EXPECT_TRUE(std::ranges::binary_search(six, five.front()));
}

TEST(Shingles, DoNotMindCaseSpacingAndPunctuation) {
  EXPECT_EQ(shingles_of("Stop, look and listen -- now! Then go."),
            shingles_of("stop look\nAND listen now then go"));
}

TEST(Shingles, MindTheOrderOfWords) { EXPECT_NE(shingles_of("a b c d e"), shingles_of("b a c d e")); }

TEST(Shingles, OfAShortTextAreOne) {
  EXPECT_EQ(shingles_of("stop now").size(), 1U);
  EXPECT_NE(shingles_of("stop now"), shingles_of("now stop"));
  EXPECT_TRUE(shingles_of(" -- ").empty());
}

TEST(Shingles, CountARepeatedRunOnce) { EXPECT_EQ(shingles_of("x x x x x x x x").size(), 1U); }

}  // namespace
}  // namespace agentops::text
