#include "actions/lookup.h"

#include <gtest/gtest.h>

namespace agentops::actions {
namespace {

Item item(const std::string& path, const std::string& name, Kind kind, const std::string& id) {
  Item item;
  item.key = path;
  item.path = path;
  item.name = name;
  item.kind = kind;
  item.id = id;
  return item;
}

const std::vector<Item> items = {item("a/deploy.md", "deploy", Kind::Agent, "1111111"),
                                 item("b/deploy.md", "deploy", Kind::Workflow, "2222222"),
                                 item("b/rollback.md", "rollback", Kind::Workflow, "3333333")};

TEST(ItemNamed, TakesAPathANameAKindOrAnId) {
  EXPECT_EQ((*item_named(items, "a/deploy.md"))->key, "a/deploy.md");
  EXPECT_EQ((*item_named(items, "./b/deploy.md"))->key, "b/deploy.md");
  EXPECT_EQ((*item_named(items, "rollback"))->key, "b/rollback.md");
  EXPECT_EQ((*item_named(items, "workflow:deploy"))->key, "b/deploy.md");
  EXPECT_EQ((*item_named(items, "3333333"))->key, "b/rollback.md");
}

TEST(ItemNamed, ListsTheCandidatesOfAnAmbiguousName) {
  const auto found = item_named(items, "deploy");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "E-AMBIGUOUS");
  EXPECT_NE(found.error().message.find("a/deploy.md, b/deploy.md"), std::string::npos)
      << found.error().message;
}

TEST(ItemNamed, SaysHowToNameAPartOfAFile) {
  Item first = item("team.md", "one", Kind::Agent, "1111111");
  Item second = item("team.md", "two", Kind::Agent, "2222222");
  first.key = "team.md#1";
  second.key = "team.md#2";
  const auto found = item_named({first, second}, "team.md");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().hint, "name one part, as in  team.md#2");
  EXPECT_EQ(item_named(items, "deploy").error().hint, "name it by its path");
}

TEST(ItemNamed, OffersTheNearestNameForATypingError) {
  const auto found = item_named(items, "rolback");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().hint, "did you mean  rollback");
}

}  // namespace
}  // namespace agentops::actions
