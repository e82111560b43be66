#include "text/grouping_flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Grouping everything{.domains = 4,
                          .min_size = 2,
                          .by = Lead::Folders,
                          .seed_from = {"plugins/*", "two words", "line\nend, \""},
                          .keep_folders = true};

TEST(GroupingFlags, AreThoseThatMineTakes) {
  EXPECT_THAT(grouping_flags(everything),
              ElementsAre("--domains 4", "--min-size 2", "--by folders", "--seed-from plugins/*",
                          "--seed-from two words", R"(--seed-from "line\x0aend, \"")", "--keep-folders"));
  EXPECT_THAT(grouping_flags({}), IsEmpty());
}

TEST(GroupingFlags, AreReadAgainAsTheyWereWritten) {
  Grouping again;
  for (const std::string& flag : grouping_flags(everything)) EXPECT_TRUE(take_grouping_flag(flag, again));
  EXPECT_EQ(again, everything);
}

TEST(GroupingFlags, AreNoneThatSayNothing) {
  for (const char* const flag :
       {"", "--domains", "--domains 0", "--domains four", "--domains 4x", "--min-size -1", "--by luck",
        "--seed-from", "--seed-from ", R"(--seed-from ")", R"(--seed-from "a" b)", "--keep-folders no",
        "--fresh"}) {
    Grouping grouping;
    EXPECT_FALSE(take_grouping_flag(flag, grouping)) << flag;
    EXPECT_EQ(grouping, Grouping{}) << flag;
  }
}

}  // namespace
}  // namespace agentops::text
