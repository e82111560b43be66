#include "mine/seeding.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mine/mine.h"
#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;

/// Two triangles, 0 1 2 and 3 4 5, joined by 2 - 3.
const Propagation& triangles() {
  static const Propagation propagation(graph_of(
      6, {{0, 1, 900}, {0, 2, 900}, {1, 2, 900}, {3, 4, 900}, {3, 5, 900}, {4, 5, 900}, {2, 3, 200}}));
  return propagation;
}

std::vector<Seed> seed(std::vector<std::uint32_t> items) {
  return {{.name = "seed", .items = std::move(items)}};
}

Partition seeded_by(std::vector<std::uint32_t> items, unsigned least = 1) {
  return seeded({0, 0, 0, 1, 1, 1}, seed(std::move(items)), testing::free_items(6), triangles(), least);
}

TEST(Seeded, LeavesADivisionWithoutSeedsAsItIs) {
  EXPECT_THAT(seeded({0, 0, 1}, {}, testing::free_items(3), triangles(), 3), ElementsAre(0, 0, 1));
}

TEST(Seeded, PutsASeedInAndTheRestOfWhatItMostlyIs) {
  EXPECT_THAT(seeded_by({0, 3}), ElementsAre(2, 0, 0, 2, 1, 1)) << "half of the seed is not most";
  EXPECT_THAT(seeded_by({0}), ElementsAre(2, 2, 2, 1, 1, 1)) << "a third of the domain, and all of the seed";
  EXPECT_THAT(seeded_by({0, 1, 3}), ElementsAre(2, 2, 2, 2, 1, 1));
}

TEST(Seeded, LeavesALargeDomainOfWhichASeedTookLittle) {
  const Propagation chain(graph_of(5, {{0, 1, 900}, {1, 2, 900}, {2, 3, 900}, {3, 4, 900}}));
  EXPECT_THAT(seeded({0, 0, 0, 0, 0}, seed({0}), testing::free_items(5), chain, 3),
              ElementsAre(1, 0, 0, 0, 0));
}

TEST(Seeded, SharesTheRestAmongSeveralSeedsByLikeness) {
  const Propagation chain(graph_of(5, {{0, 1, 900}, {1, 2, 100}, {2, 3, 900}, {3, 4, 900}}));
  const std::vector<Seed> seeds = {{.name = "a", .items = {0}}, {.name = "b", .items = {4}}};
  EXPECT_THAT(seeded({0, 0, 0, 0, 0}, seeds, testing::free_items(5), chain, 1), ElementsAre(1, 1, 2, 2, 2));
}

TEST(Seeded, GivesUpWhatIsLeftOfADomainWhenThatIsTooLittle) {
  EXPECT_THAT(seeded_by({0, 3}, 3), ElementsAre(2, 2, 2, 2, 2, 2));
}

TEST(Seeded, LetsRulesWin) {
  Bonds together{
      .node = {0, 1, 2, 3, 0, 4}, .home = std::vector<std::uint32_t>(5, nowhere), .apart = {}, .decided = {}};
  EXPECT_THAT(seeded({0, 0, 0, 1, 1, 1}, seed({0, 1}), together, triangles(), 1),
              ElementsAre(2, 2, 2, 1, 2, 1));
  Bonds apart = testing::free_items(6);
  apart.apart = {{0, 3}};
  EXPECT_THAT(seeded({0, 0, 0, 1, 1, 1}, seed({0, 1, 3}), apart, triangles(), 1),
              ElementsAre(2, 2, 2, 1, 1, 1));
}

TEST(Loosened, LetsItemsOfASeedGoWhereTheyClearlyLean) {
  const Partition domains = {0, 0, 0, 0, 1, 1};
  const Bonds free = testing::free_items(6);
  EXPECT_THAT(loosened(domains, seed({0, 1, 2, 3}), free, triangles()), ElementsAre(0, 0, 0, 1, 1, 1));
  EXPECT_EQ(loosened(domains, seed({0, 1, 2}), free, triangles()), domains) << "no other item moves";
  Bonds apart = free;
  apart.apart = {{3, 5}};
  EXPECT_EQ(loosened(domains, seed({0, 1, 2, 3}), apart, triangles()), domains);
}

/// Four subjects in folders of their names, but the first item of "billing" lies in "hiring".
Corpus misfiled() {
  Corpus corpus = testing::subjects({"billing", "hiring", "incident", "marketing"}, 8);
  for (CorpusRow& row : corpus.rows)
    row.key = (row.key == "billing-10" ? "hiring" : row.key.substr(0, row.key.find('-'))) + "/" + row.key;
  return corpus;
}

const Domain& named(const Mining& mining, const std::string& name) {
  const auto domain = std::ranges::find(mining.domains, name, &Domain::name);
  EXPECT_NE(domain, mining.domains.end()) << name;
  return *domain;
}

TEST(Mine, KeepsFoldersAsDomainsAndDoubtsSingleItems) {
  const Mining mining = mine(misfiled(), {}, {.grouping = {.seed_from = {}, .keep_folders = true}});
  ASSERT_EQ(mining.domains.size(), 4U);
  const Domain& hiring = named(mining, "hiring");
  EXPECT_EQ(hiring.members.size(), 9U);
  const auto odd = std::ranges::find(hiring.members, "hiring/billing-10", &Member::key);
  ASSERT_NE(odd, hiring.members.end());
  EXPECT_TRUE(odd->close_call);
  EXPECT_EQ(odd->doubt, "words say billing");
}

TEST(Mine, BeginsWithFoldersAndMovesWhatLeansElsewhere) {
  const Mining mining = mine(misfiled(), {}, {.grouping = {.seed_from = {"billing", "hiring"}}});
  EXPECT_EQ(named(mining, "billing").members.size(), 8U);
  EXPECT_EQ(named(mining, "hiring").members.size(), 8U);
  EXPECT_EQ(mining.domains.size(), 4U) << "the other subjects are found";
}

TEST(Mine, MovesAKeptItemOnlyByADecisionForIt) {
  Constraints decisions;
  decisions.precedents = {
      {.id = "d1", .name = "marketing", .members = {}, .pupils = {}, .decided = {"billing/billing-11"}}};
  const Mining mining = mine(misfiled(), decisions, {.grouping = {.seed_from = {}, .keep_folders = true}});
  EXPECT_EQ(named(mining, "marketing").members.size(), 9U);
  EXPECT_EQ(named(mining, "billing").members.size(), 6U);
}

}  // namespace
}  // namespace agentops::mine
