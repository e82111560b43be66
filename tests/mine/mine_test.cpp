#include "mine/mine.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mine/rows.h"
#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::row;
using testing::subjects;

const std::vector<std::string> five = {"billing", "hiring", "incident", "kubernetes", "marketing"};

bool operator==(const Mining& a, const Mining& b) {
  return a.domains == b.domains && a.unassigned == b.unassigned && a.patterns == b.patterns &&
         a.clear == b.clear && a.numbers == b.numbers;
}

/// Id of the domain of an item, or "".
std::string domain_of(const Mining& mining, const std::string& key) {
  for (const Domain& domain : mining.domains)
    for (const Member& member : domain.members)
      if (member.key == key) return domain.id;
  return "";
}

const Domain& domain_with(const Mining& mining, const std::string& id) {
  return *std::ranges::find(mining.domains, id, &Domain::id);
}

TEST(Mine, FindsTheSubjectsAndNamesThem) {
  const Mining mining = mine(subjects(five, 8), {}, {});
  ASSERT_EQ(mining.domains.size(), 5U);
  for (const std::string& subject : five) {
    const Domain& domain = domain_with(mining, domain_of(mining, subject + "-10"));
    EXPECT_EQ(domain.name, subject);
    EXPECT_THAT(domain.terms, Contains(subject));
    EXPECT_EQ(domain.members.size(), 8U);
    for (const Member& member : domain.members) EXPECT_THAT(member.key, HasSubstr(subject));
  }
  EXPECT_TRUE(mining.clear);
  EXPECT_THAT(mining.unassigned, IsEmpty());
}

TEST(Mine, OffersThreeOtherNumbersWhereNothingDivides) {
  Corpus corpus;
  testing::Chance chance(3);
  for (unsigned i = 0; i < 40; ++i) {
    std::string words;
    for (unsigned j = 0; j < 12; ++j)
      words += "word" + std::string(1, static_cast<char>('a' + chance.below(20))) + " ";
    corpus.rows.push_back(row("item-" + std::to_string(10 + i), words));
  }
  const Mining mining = mine(corpus, {}, {});
  ASSERT_FALSE(mining.clear);
  EXPECT_EQ(mining.numbers.size(), 3U);
  EXPECT_THAT(mining.numbers, ::testing::Not(Contains(mining.domains.size())));
}

TEST(Mine, GivesTheSameWithAnyNumberOfThreadsAndAnyOrderOfRows) {
  Corpus corpus = subjects(five, 30);
  const Mining once = mine(corpus, {}, {.threads = 1});
  EXPECT_TRUE(mine(corpus, {}, {.threads = 2}) == once);
  EXPECT_TRUE(mine(corpus, {}, {.threads = 7}) == once);
  std::ranges::reverse(corpus.rows);
  EXPECT_TRUE(mine(corpus_of(std::move(corpus.rows), {}), {}, {}) == once);
}

TEST(Mine, MakesAsManyDomainsAsWereAskedFor) {
  const Corpus corpus = subjects(five, 8);
  for (const unsigned number : {2U, 3U, 5U, 7U})
    EXPECT_EQ(mine(corpus, {}, {.grouping = {.domains = number}}).domains.size(), number);
}

TEST(Mine, KeepsIdAndNameOfADomainThatContinues) {
  const Corpus corpus = subjects(five, 8);
  Constraints constraints;
  constraints.precedents.push_back({.id = "d9",
                                    .name = "people",
                                    .members = {"hiring-10", "hiring-11", "hiring-12", "hiring-13"},
                                    .pupils = {},
                                    .decided = {}});
  const Mining mining = mine(corpus, constraints, {});
  EXPECT_EQ(domain_of(mining, "hiring-17"), "d9");
  EXPECT_EQ(domain_with(mining, "d9").name, "people");
  for (const Domain& domain : mining.domains) EXPECT_GE(std::stoi(domain.id.substr(1)), 9) << domain.id;
}

TEST(Mine, GivesOutIdsThatNobodyHasBesideAHugeOne) {
  Constraints constraints;
  constraints.precedents.push_back({.id = "d18446744073709551615",
                                    .name = "people",
                                    .members = {"hiring-10"},
                                    .pupils = {},
                                    .decided = {}});
  for (const Domain& domain : mine(subjects(five, 8), constraints, {}).domains) {
    EXPECT_NE(domain.id, "d0") << "the id of the base package";
    EXPECT_LE(domain.id.size(), 2U);
  }
}

TEST(Mine, KeepsWhatWasDecided) {
  const Corpus corpus = subjects(five, 8);
  Constraints constraints;
  constraints.precedents.push_back(
      {.id = "d1", .name = "money", .members = {}, .pupils = {}, .decided = {"billing-10", "hiring-10"}});
  constraints.precedents.push_back(
      {.id = "", .name = "alone", .members = {}, .pupils = {}, .decided = {"incident-11"}});
  constraints.precedents.push_back({.id = "d2",
                                    .name = "clusters",
                                    .members = {},
                                    .pupils = {},
                                    .decided = {"billing-10", "kubernetes-10"}});
  const Mining mining = mine(corpus, constraints, {});
  EXPECT_EQ(domain_of(mining, "billing-10"), "d1");
  EXPECT_EQ(domain_of(mining, "hiring-10"), "d1");
  EXPECT_EQ(domain_of(mining, "kubernetes-10"), "d2");
  EXPECT_EQ(domain_with(mining, domain_of(mining, "incident-11")).name, "alone");
  for (const Member& member : domain_with(mining, "d1").members) {
    EXPECT_EQ(member.decided, member.key == "billing-10" || member.key == "hiring-10") << member.key;
    EXPECT_FALSE(member.decided && member.close_call) << member.key;
  }
}

TEST(Mine, ObeysTogetherAndApart) {
  const Corpus corpus = subjects(five, 8);
  Constraints constraints;
  constraints.together = {{"billing-10", "marketing-10"}, {"billing-11", "nobody"}};
  constraints.apart = {{"hiring-10", "hiring-11"}, {"billing-10", "marketing-10"}};
  const Mining mining = mine(corpus, constraints, {});
  EXPECT_EQ(domain_of(mining, "billing-10"), domain_of(mining, "marketing-10"));
  EXPECT_NE(domain_of(mining, "hiring-10"), domain_of(mining, "hiring-11"));
}

TEST(Mine, LeavesAnItemThatIsLikeNothingUnassigned) {
  Corpus corpus = subjects(five, 8);
  corpus.rows.push_back(row("zzz", "entirely different vocabulary of nothing else"));
  EXPECT_THAT(mine(corpus, {}, {}).unassigned, ::testing::ElementsAre("zzz"));
}

TEST(Mine, TakesFewItemsAndNone) {
  EXPECT_THAT(mine({}, {}, {}).domains, IsEmpty());
  Corpus corpus;
  corpus.rows = {row("a", "one two three"), row("b", "one two four")};
  const Mining mining = mine(corpus, {}, {});
  EXPECT_EQ(mining.unassigned.size() + (mining.domains.empty() ? 0 : mining.domains[0].members.size()), 2U);
}

TEST(Mine, CallsItCloseWhenReferencesSayOtherwise) {
  Corpus corpus = subjects(five, 8);
  const auto index = [&](const std::string& key) {
    return static_cast<std::uint32_t>(std::ranges::find(corpus.rows, key, &CorpusRow::key) -
                                      corpus.rows.begin());
  };
  const std::uint32_t from = index("hiring-10");
  corpus.references = {{from, index("billing-11"), 1}, {from, index("billing-12"), 1}};
  std::ranges::sort(corpus.references, {},
                    [](const ReferenceEdge& edge) { return std::pair(edge.from, edge.to); });
  const Mining mining = mine(corpus, {}, {});
  const Domain& domain = domain_with(mining, domain_of(mining, "hiring-10"));
  const Member& member = *std::ranges::find(domain.members, "hiring-10", &Member::key);
  EXPECT_TRUE(member.close_call);
  EXPECT_THAT(member.doubt, ::testing::AnyOf(HasSubstr("references say"), HasSubstr("words say")));
}

TEST(Mine, GivesNamesThatDiffer) {
  const Mining mining = mine(subjects({"tax", "taxes", "taxed", "taxing"}, 6), {}, {});
  std::set<std::string> names;
  for (const Domain& domain : mining.domains) names.insert(domain.name);
  EXPECT_EQ(names.size(), mining.domains.size());
}

}  // namespace
}  // namespace agentops::mine
