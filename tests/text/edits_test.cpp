#include "text/edits.h"

#include <vector>

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

TEST(Edited, ReplacesPutsInAndTakesOut) {
  const std::vector<Edit> edits = {{.span = {0, 0}, .text = ">"},
                                   {.span = {1, 3}, .text = "XYZ"},
                                   {.span = {4, 5}, .text = ""},
                                   {.span = {5, 5}, .text = "!"}};
  EXPECT_EQ(edited("abcde", edits), ">aXYZd!");
  EXPECT_EQ(edited("abc", {}), "abc");
}

}  // namespace
}  // namespace agentops::text
