#include "text/spelling.h"

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

TEST(ClosestSpelling, FindsTheFewestChanges) {
  const std::vector<std::string_view> known = {"name", "version", "license", "dependencies", "agents"};
  EXPECT_EQ(closest_spelling("licence", known), "license");
  EXPECT_EQ(closest_spelling("nmae", known), "name");
  EXPECT_EQ(closest_spelling("depend", known), "dependencies");
  EXPECT_EQ(closest_spelling("VERSION", known), "version");
  EXPECT_EQ(closest_spelling("agent", known), "agents");
  EXPECT_EQ(closest_spelling("scna", {"scan", "show"}), "scan");
}

TEST(ClosestSpelling, IsEmptyForAStranger) {
  EXPECT_EQ(closest_spelling("zebra", {"name", "version"}), "");
  EXPECT_EQ(closest_spelling("zebra", {"deploy", "rollback"}), "");
  EXPECT_EQ(closest_spelling("x", {}), "");
}

}  // namespace
}  // namespace agentops::text
