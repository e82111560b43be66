#include "draft/calls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::draft {
namespace {

std::vector<std::string> drawn(const Calls& calls) {
  const std::vector<std::string> names = {"a", "b", "c", "d", "e"};
  return call_lines(names, calls);
}

TEST(CallLines, DrawAChainInOneLine) {
  EXPECT_THAT(drawn({{2, 0}, {0, 1}}), testing::ElementsAre("c → a → b"));
}

TEST(CallLines, ListSeveralCalls) {
  EXPECT_THAT(drawn({{0, 1}, {0, 2}, {2, 3}}), testing::ElementsAre("a → b, c", "c → d"));
}

TEST(CallLines, EndWhereTwoMeet) {
  EXPECT_THAT(drawn({{0, 1}, {1, 2}, {3, 1}}), testing::ElementsAre("a → b", "b → c", "d → b"));
}

TEST(CallLines, DrawARingOnce) {
  EXPECT_THAT(drawn({{0, 1}, {1, 2}, {2, 0}}), testing::ElementsAre("a → b → c → a"));
}

TEST(CallLines, AreNoneWithoutCalls) { EXPECT_TRUE(drawn({}).empty()); }

}  // namespace
}  // namespace agentops::draft
