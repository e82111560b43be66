#include "text/yaml_edit.h"

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

constexpr std::string_view by_hand =
    "# ours\n"
    "config:\n"
    "  # the boss said so\n"
    "  limits: { days: 3 }\n"
    "  threshold: 200   # was 100\n"
    "\n"
    "# items\n"
    "agents:\n"
    "  custom_agents: [local/a.md]\n"
    "  disabled:\n"
    "    - agents/b.md  # never\n";

TEST(YamlEdit, SetsAValueAndKeepsTheRest) {
  EXPECT_EQ(*with_value(by_hand, {"config", "threshold"}, 500),
            "# ours\n"
            "config:\n"
            "  # the boss said so\n"
            "  limits: { days: 3 }\n"
            "  threshold: 500   # was 100\n"
            "\n"
            "# items\n"
            "agents:\n"
            "  custom_agents: [local/a.md]\n"
            "  disabled:\n"
            "    - agents/b.md  # never\n");
  EXPECT_EQ(*with_value("", {"config", "host", "name"}, "ci"), "config:\n  host:\n    name: ci\n");
  EXPECT_EQ(*with_value("a: 1", {"b"}, 2), "a: 1\nb: 2\n");
}

TEST(YamlEdit, AddsToLists) {
  EXPECT_EQ(*with_entry("disabled:\n- a.md\nafter: 1\n", {"disabled"}, "b.md"),
            "disabled:\n- a.md\n- b.md\nafter: 1\n");
  EXPECT_EQ(*with_entry("of: [a.md]  # two\n", {"of"}, "b.md"), "of: [a.md, b.md]  # two\n");
  EXPECT_EQ(*with_entry("of: [a.md]\n", {"of"}, "a.md"), "of: [a.md]\n");
}

TEST(YamlEdit, RefusesWhatItCannotEditByLines) {
  const auto edited = with_value("config: { days: 3 }\n", {"config", "hours"}, 4);
  ASSERT_FALSE(edited);
  EXPECT_EQ(edited.error().code, "E-YAML-LAYOUT");
}

TEST(YamlEdit, TakesOutWhatItPutInToTheByte) {
  for (const std::string_view yaml :
       {by_hand, std::string_view(""), std::string_view("agents:\n  patch:\n    x: 1\n")}) {
    const auto set = with_value(yaml, {"config", "more", "deep"}, List{Value("x")});
    ASSERT_TRUE(set) << yaml;
    EXPECT_EQ(*without_value(*set, {"config", "more", "deep"}), yaml);
    for (const KeyPath& list : {KeyPath{"agents", "disabled"}, KeyPath{"agents", "custom_agents"}}) {
      const auto added = with_entry(yaml, list, "agents/new one.md");
      ASSERT_TRUE(added) << yaml;
      EXPECT_EQ(*without_entry(*added, list, "agents/new one.md"), yaml);
    }
  }
}

TEST(YamlEdit, LeavesWhatIsNotThere) {
  EXPECT_EQ(*without_value(by_hand, {"config", "nothing"}), by_hand);
  EXPECT_EQ(*without_entry(by_hand, {"agents", "disabled"}, "agents/z.md"), by_hand);
}

}  // namespace
}  // namespace agentops::text
