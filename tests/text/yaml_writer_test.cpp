#include "text/yaml_writer.h"

#include <gtest/gtest.h>

#include "text/yaml.h"

namespace agentops::text {
namespace {

TEST(WriteYaml, ReadsBackTheSame) {
  const Map settings = {{"refund", Map{{"limit", "$500"}, {"days", 30}, {"ratio", 2.0}, {"on", true}}},
                        {"empty", Map{}},
                        {"none", Value()},
                        {"list", List{1, "two: three", List{"nested"}, Map{{"a", 1}, {"b", List{}}}}},
                        {"odd key: #1", "yes"},
                        {"lines", "a\nb\n"}};
  const auto read = read_yaml(write_yaml(settings), "x.yaml");
  ASSERT_TRUE(read) << read.error().message << "\n" << write_yaml(settings);
  EXPECT_EQ(*read, Value(settings)) << write_yaml(settings);
}

TEST(WriteYaml, LooksAsPeopleWriteIt) {
  EXPECT_EQ(write_yaml({{"a", Map{{"b", "Team"}}}, {"c", List{1, 2}}}, 2),
            "  a:\n    b: Team\n  c:\n    - 1\n    - 2\n");
}

}  // namespace
}  // namespace agentops::text
