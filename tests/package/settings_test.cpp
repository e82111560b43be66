#include "package/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/package/trees.h"
#include "text/yaml.h"

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
  EXPECT_EQ(*settings, Value(Map{{"refund", Map{{"limit", "$500"}}}, {"days", 30}, {"rules", List{}}}));
}

TEST(Settings, TakeAnEmptyFile) {
  EXPECT_EQ(*read_settings(tree({{"config/a.yaml", "# nothing yet\n"}}), two_files), Value(Map{}));
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

TEST(WriteYaml, ReadsBackTheSame) {
  const Map settings = {{"refund", Map{{"limit", "$500"}, {"days", 30}, {"ratio", 2.0}, {"on", true}}},
                        {"empty", Map{}},
                        {"none", Value()},
                        {"list", List{1, "two: three", List{"nested"}, Map{{"a", 1}, {"b", List{}}}}},
                        {"odd key: #1", "yes"},
                        {"lines", "a\nb\n"}};
  const auto read = text::read_yaml(write_yaml(settings), "x.yaml");
  ASSERT_TRUE(read) << read.error().message << "\n" << write_yaml(settings);
  EXPECT_EQ(*read, Value(settings)) << write_yaml(settings);
}

TEST(WriteYaml, LooksAsPeopleWriteIt) {
  EXPECT_EQ(write_yaml({{"a", Map{{"b", "Team"}}}, {"c", List{1, 2}}}, 2),
            "  a:\n    b: Team\n  c:\n    - 1\n    - 2\n");
}

}  // namespace
}  // namespace agentops::package
