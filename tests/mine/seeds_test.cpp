#include "mine/seeds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::mine {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

std::vector<CorpusRow> rows_at(const std::vector<std::string>& keys) {
  std::vector<CorpusRow> rows;
  for (const std::string& key : keys) rows.emplace_back().key = key;
  return rows;
}

auto seed(const std::string& name, const std::vector<std::uint32_t>& items) {
  return AllOf(Field(&Seed::name, name), Field(&Seed::items, items));
}

std::vector<Seed> kept(const std::vector<std::string>& keys) {
  return seeds_of(rows_at(keys), {.seed_from = {}, .keep_folders = true}, 3);
}

std::vector<Seed> from(const std::vector<std::string>& folders, const std::vector<std::string>& keys) {
  return seeds_of(rows_at(keys), {.seed_from = folders}, 3);
}

TEST(KeptFolders, AreThoseWithEnoughItemsOfTheirOwn) {
  EXPECT_THAT(kept({"billing/a.md", "billing/b.md", "billing/c.md", "hiring/d.md", "hiring/e.md", "f.md"}),
              ElementsAre(seed("billing", {0, 1, 2})));
}

TEST(KeptFolders, HaveWhatLiesInFoldersCalledByAKindAndInThoseOfSkills) {
  EXPECT_THAT(kept({"pay/.claude/agents/a.md", "pay/skills/refund/SKILL.md", "pay/b.md", "agents/c.md",
                    "agents/d.md", "agents/e.md"}),
              ElementsAre(seed("pay", {0, 1, 2})));
}

TEST(KeptFolders, AreTheDeepestAndThoseAboveOnlyForItemsOfTheirOwn) {
  EXPECT_THAT(kept({"x.md", "ops/a/1.md", "ops/a/2.md", "ops/a/3.md", "ops/b/4.md", "ops/5.md"}),
              ElementsAre(seed("a", {1, 2, 3})))
      << "what is left of ops is too little";
  EXPECT_THAT(kept({"x.md", "ops/a/1.md", "ops/a/2.md", "ops/a/3.md", "ops/b/4.md", "ops/5.md", "ops/6.md",
                    "ops/7.md"}),
              ElementsAre(seed("ops", {4, 5, 6, 7}), seed("a", {1, 2, 3})));
  EXPECT_THAT(kept({"x.md", "ops/a/1.md", "ops/a/2.md", "ops/b/3.md"}), ElementsAre(seed("ops", {1, 2, 3})));
}

TEST(KeptFolders, DoNotHoldEverything) {
  EXPECT_THAT(kept({"all/a.md", "all/b.md", "all/c.md", "all/d.md"}), IsEmpty());
}

TEST(KeptFolders, AreNoneUnlessAPersonAsks) {
  EXPECT_THAT(seeds_of(rows_at({"a/1.md", "a/2.md", "a/3.md", "b/4.md"}), {}, 3), IsEmpty());
}

TEST(NamedFolders, BeginAsDomainsWhateverTheirSize) {
  const std::vector<std::string> keys = {"hiring/a.md", "sales/b.md", "sales/c.md"};
  EXPECT_THAT(from({"hiring"}, keys), ElementsAre(seed("hiring", {0})));
  EXPECT_THAT(from({"./sales/", "hiring"}, keys), ElementsAre(seed("hiring", {0}), seed("sales", {1, 2})));
  EXPECT_THAT(from({"nobody"}, keys), IsEmpty());
}

TEST(NamedFolders, StandForTheFoldersInThemWhenTheyHoldLittle) {
  const std::vector<std::string> keys = {"plugins/a/1.md", "plugins/a/agents/2.md", "plugins/b/x/3.md",
                                         "plugins/4.md", "5.md"};
  EXPECT_THAT(from({"plugins"}, keys), ElementsAre(seed("a", {0, 1}), seed("b", {2})));
  EXPECT_THAT(from({"plugins/*"}, keys), ElementsAre(seed("a", {0, 1}), seed("x", {2})));
  EXPECT_THAT(from({"."}, keys), ElementsAre(seed("plugins", {0, 1, 2, 3})));
}

TEST(NamedFolders, HaveNoItemTwice) {
  EXPECT_THAT(from({"a", "a/b"}, {"a/1.md", "a/2.md", "a/3.md", "a/b/4.md"}),
              ElementsAre(seed("a", {0, 1, 2}), seed("b", {3})));
}

TEST(Seeds, HaveNamesOfTheirOwn) {
  EXPECT_THAT(
      from({"*/*"}, {"back/auth/1.md", "front/auth/2.md", "front/core/3.md", "front/\xe6\x97\xa5/4.md"}),
      ElementsAre(seed("back-auth", {0}), seed("front-auth", {1}), seed("front-core", {2}),
                  seed("front", {3})));
  EXPECT_THAT(from({"core", "a-b", "a b"}, {"core/1.md", "a-b/2.md", "a b/3.md"}),
              ElementsAre(seed("a-b", {2}), seed("a-b-2", {1}), seed("folder-core", {0})));
}

TEST(Seeds, AreNumberedInLinearTimeWhereNothingTellsThemApart) {
  std::vector<std::string> keys;
  for (unsigned i = 0; i < 20'000; ++i)  // a slug has no room for these letters
    keys.push_back("\xe6" + std::string(1, static_cast<char>(0x80 + (i % 64))) +
                   static_cast<char>(0x80 + (i / 64 % 64)) + "\xe6" + static_cast<char>(0x80 + (i / 4096)) +
                   "\x80/a.md");
  const std::vector<Seed> seeds = from({"*"}, keys);
  ASSERT_EQ(seeds.size(), 20'000U);
  EXPECT_EQ(seeds.front().name, "folder");
  EXPECT_EQ(seeds.back().name, "folder-20000");
}

Precedent precedent(const std::string& id, const std::string& name, const std::vector<std::string>& members) {
  return {.id = id, .name = name, .members = members, .pupils = {}, .decided = {}};
}

TEST(SeedNames, BecomePrecedents) {
  const auto rows = rows_at({"pay/a.md", "pay/b.md"});
  const std::vector<Seed> seeds = {{.name = "pay", .items = {0, 1}}};
  Constraints plan;
  plan.precedents = {precedent("d1", "money", {"pay/a.md", "pay/b.md"})};
  const Precedent pay = precedent("", "pay", {"pay/a.md", "pay/b.md"});
  EXPECT_THAT(with_names({}, rows, seeds, false).precedents, ElementsAre(pay));
  EXPECT_THAT(with_names(plan, rows, seeds, false).precedents, ElementsAre(plan.precedents[0], pay));
  EXPECT_EQ(with_names(plan, rows, seeds, true), plan) << "it was renamed since";
}

TEST(SeedNames, AreFoundInLinearTime) {
  constexpr std::uint32_t many = 20'000;
  Constraints plan;
  std::vector<std::string> keys;
  std::vector<Seed> seeds;
  for (std::uint32_t i = 0; i < many; ++i) {
    keys.push_back("folder-" + std::to_string(i) + "/a.md");
    seeds.push_back({.name = "a" + std::to_string(i), .items = {i}});
  }
  plan.precedents = {precedent("d1", "all", keys), precedent("d2", "none", {"other.md"})};
  EXPECT_EQ(with_names(plan, rows_at(keys), seeds, true), plan);
}

TEST(SeedNames, AreNotGivenTwice) {
  Constraints plan;
  plan.precedents = {precedent("d1", "pay", {"other.md"})};
  EXPECT_THAT(with_names(plan, rows_at({"pay/a.md"}), std::vector<Seed>{{.name = "pay", .items = {0}}}, false)
                  .precedents,
              ElementsAre(precedent("d1", "pay", {"pay/a.md"})));
}

}  // namespace
}  // namespace agentops::mine
