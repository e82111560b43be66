#include "package/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/package/trees.h"

namespace agentops::package {
namespace {

using testing::HasSubstr;

const Manifest two_files = [] {
  Manifest manifest;
  manifest.config = {{"defaults", "config/a.yaml"}, {"rules", "config/b.yaml"}};
  return manifest;
}();

TEST(Settings, AreOneTreeOfAllFiles) {
  const auto settings = read_settings(
      tree({{"config/a.yaml", "refund: {limit: $500}\ndays: 30\n"}, {"config/b.yaml", "rules: []\n"}}),
      two_files);
  ASSERT_TRUE(settings) << settings.error().message;
  EXPECT_EQ(settings->tree, (Map{{"refund", Map{{"limit", "$500"}}}, {"days", 30}, {"rules", List{}}}));
  EXPECT_EQ(settings->file_of.at("rules"), "config/b.yaml");
}

TEST(Settings, TakeAnEmptyFile) {
  EXPECT_EQ(read_settings(tree({{"config/a.yaml", "# nothing yet\n"}}), two_files), DeclaredSettings{});
}

TEST(Settings, AreRefusedWhenDefinedTwice) {
  const auto settings =
      read_settings(tree({{"config/a.yaml", "x: 1\n"}, {"config/b.yaml", "y: 1\nx: 2\n"}}), two_files);
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().code, "E-CONFIG");
  EXPECT_THAT(settings.error().message, HasSubstr("config/b.yaml: `x` is defined in config/a.yaml already"));
  EXPECT_EQ(settings.error().where.line, 2U);
}

TEST(Settings, AreRefusedWhenNoMap) {
  EXPECT_EQ(read_settings(tree({{"config/a.yaml", "- 1\n"}}), two_files).error().code, "E-CONFIG");
}

}  // namespace
}  // namespace agentops::package
