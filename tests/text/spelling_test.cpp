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

TEST(EasilyConfused, AreWordsOneEditApart) {
  EXPECT_TRUE(is_easily_confused("support", "suport"));
  EXPECT_TRUE(is_easily_confused("core-workflow", "core-workfolw"));
  EXPECT_TRUE(is_easily_confused("agent", "agents"));
  EXPECT_TRUE(is_easily_confused("sales", "salos"));
  EXPECT_FALSE(is_easily_confused("sales", "sales"));
  EXPECT_FALSE(is_easily_confused("sales", "Sales"));
  EXPECT_FALSE(is_easily_confused("sales", "saloo"));
  EXPECT_FALSE(is_easily_confused("hr", "pr")) << "too short to tell";
}

}  // namespace
}  // namespace agentops::text
