#include "mine/propagation.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using testing::planted;

/// a - b - c, and d alone.
Graph chain() { return graph_of(4, {{0, 1, 1000}, {1, 2, 1000}}); }

TEST(Propagation, FadesWithDistanceAndReachesNobodyWhoIsNotLinked) {
  const std::vector<std::int32_t> reach = Propagation(chain()).reach(0);
  EXPECT_GT(reach[0], reach[1]);
  EXPECT_GT(reach[1], reach[2]);
  EXPECT_GT(reach[2], 0);
  EXPECT_EQ(reach[3], 0);
}

TEST(Propagation, LeavesAnItemThatNobodyIsLikeItsOwnVote) {
  const Propagation propagation(chain());
  EXPECT_EQ(propagation.reach(3)[3], propagation.echo());
}

TEST(Propagation, SolvesTheEquation) {
  // Two items: (1.3, -1; -1, 1.3) f = (1, 0), so f = (1.3, 1) / (1.3 * 1.3 - 1).
  const Propagation propagation(graph_of(2, {{0, 1, 7}}));
  EXPECT_THAT(propagation.reach(0), ElementsAre(1884058, 1449275));
}

TEST(Propagation, AddsVotesUp) {
  const Propagation propagation(planted(3, 10, 60, 10, 5));
  const Leanings both = propagation.leanings(
      std::vector<Vote>{{.item = 1, .domain = 0}, {.item = 20, .domain = 1, .weight = 2}}, 2);
  const std::vector<std::int32_t> first = propagation.reach(1);
  const std::vector<std::int32_t> second = propagation.reach(20);
  for (std::uint32_t item = 0; item < 30; ++item) {
    EXPECT_EQ(both.of(item)[0], first[item]);
    EXPECT_NEAR(both.of(item)[1], 2 * second[item], 1);
  }
}

TEST(Propagation, GivesNearlyTheSameByIteration) {
  const Graph graph = planted(4, 15, 50, 8, 9);
  const std::vector<std::int32_t> direct = Propagation(graph).reach(7);
  const std::vector<std::int32_t> iterated = Propagation(graph, {.direct_up_to = 0}).reach(7);
  for (std::size_t item = 0; item < direct.size(); ++item) EXPECT_NEAR(direct[item], iterated[item], 100);
}

TEST(Propagation, TakesAGraphWithoutLinks) {
  EXPECT_THAT(Propagation(graph_of(2, {})).reach(1), ElementsAre(0, 769231));
}

}  // namespace
}  // namespace agentops::mine
