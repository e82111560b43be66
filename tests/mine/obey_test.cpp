#include "mine/obey.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mine/bonds.h"
#include "mine/questions.h"
#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using testing::row;

/// Two triangles, a b c and d e f, joined by c - d; g is most like f.
struct TwoTriangles {
  Corpus corpus;
  Propagation propagation{graph_of(7, {{0, 1, 900},
                                       {0, 2, 900},
                                       {1, 2, 900},
                                       {3, 4, 900},
                                       {3, 5, 50},
                                       {4, 5, 50},
                                       {2, 3, 500},
                                       {5, 6, 900}})};
  Partition found{0, 0, 0, 1, 1, 1, 1};
  Constraints constraints;

  TwoTriangles() {
    for (const char* key : {"a", "b", "c", "d", "e", "f", "g"}) corpus.rows.push_back(row(key, key));
    constraints.precedents = {
        {.id = "d1", .name = "first", .members = {"a", "b", "c"}, .pupils = {}, .decided = {}},
        {.id = "d2", .name = "second", .members = {"d", "e", "f", "g"}, .pupils = {}, .decided = {}}};
  }
  [[nodiscard]] Obeyed obey(const ObeyOptions& options = {}) const {
    return obeyed(corpus, propagation, found, bonds_of(corpus, constraints), constraints, options);
  }
};

TEST(Obeyed, LeavesEverythingWhereItWasFoundWithoutDecisions) {
  const Obeyed obeyed = TwoTriangles().obey();
  EXPECT_THAT(obeyed.domains, ElementsAre(1, 1, 1, 0, 0, 0, 0)) << "the largest is 0";
  EXPECT_THAT(obeyed.teachers, ::testing::Each(nowhere));
}

TEST(Obeyed, MovesWhatIsLikeAMovedItemAfterItAndNothingElse) {
  TwoTriangles triangles;
  triangles.constraints.precedents[0].decided = {"f"};
  const Obeyed obeyed = triangles.obey({.min_size = 2});
  EXPECT_THAT(obeyed.domains, ElementsAre(0, 0, 0, 1, 1, 0, 0));
  EXPECT_EQ(obeyed.teachers[6], 5U);
  EXPECT_EQ(obeyed.teachers[3], nowhere);
}

TEST(Obeyed, LetsADomainThatTheUserOpenedAttract) {
  TwoTriangles triangles;
  triangles.constraints.precedents.push_back(
      {.id = "", .name = "new", .members = {}, .pupils = {}, .decided = {"f"}});
  EXPECT_THAT(triangles.obey({.min_size = 1}).domains, ElementsAre(0, 0, 0, 1, 1, 2, 2));
}

TEST(Obeyed, LearnsNothingFromAPinInPlace) {
  TwoTriangles triangles;
  const Obeyed before = triangles.obey();
  triangles.constraints.precedents[1].decided = {"f"};
  const Obeyed after = triangles.obey();
  EXPECT_EQ(after.domains, before.domains);
  EXPECT_EQ(after.leanings.amounts, before.leanings.amounts);
}

TEST(Obeyed, GivesTheSameAgainWhenItsPupilsAreInThePlan) {
  TwoTriangles triangles;
  triangles.constraints.precedents[0].decided = {"f"};
  const Partition once = triangles.obey({.min_size = 2}).domains;
  triangles.constraints.precedents[0].pupils = {"g"};
  triangles.constraints.precedents[1].members = {"d", "e"};
  EXPECT_EQ(triangles.obey({.min_size = 2}).domains, once);
}

TEST(Obeyed, KeepsApartWhatARuleKeepsApart) {
  TwoTriangles triangles;
  triangles.constraints.precedents[0].decided = {"f"};
  triangles.constraints.apart = {{"f", "g"}};
  const Obeyed obeyed = triangles.obey({.min_size = 2});
  EXPECT_NE(obeyed.domains[5], obeyed.domains[6]);
}

TEST(Leans, AreSmallBetweenTwoDomains) {
  const std::vector<Lean> leans = leans_of(TwoTriangles().obey());
  EXPECT_GT(leans[0].margin, leans[2].margin);
  EXPECT_EQ(leans[2].rival, 0U);
}

TEST(Questions, AskFirstWhereTheAnswerIsOpen) {
  TwoTriangles triangles;
  triangles.propagation = Propagation(
      graph_of(7, {{0, 1, 900}, {0, 2, 400}, {1, 2, 400}, {2, 3, 700}, {3, 4, 900}, {5, 6, 900}}));
  const std::vector<std::uint32_t> order =
      in_order_of_worth({0, 2, 6}, triangles.propagation, triangles.obey(), std::vector<bool>(7), {});
  EXPECT_THAT(order, ::testing::UnorderedElementsAre(0, 2, 6));
  EXPECT_LT(std::ranges::find(order, 2U), std::ranges::find(order, 0U)) << "c is next to the other triangle";
}

}  // namespace
}  // namespace agentops::mine
