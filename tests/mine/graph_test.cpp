#include "mine/graph.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(GraphOf, AddsRepeatedEdgesAndDropsLoops) {
  const Graph graph = graph_of(3, {{2, 0, 5}, {0, 2, 7}, {1, 1, 9}, {0, 1, 0}});
  EXPECT_THAT(graph.of(0), ElementsAre(Link{2, 12}));
  EXPECT_THAT(graph.of(1), IsEmpty());
  EXPECT_THAT(graph.of(2), ElementsAre(Link{0, 12}));
}

TEST(GraphOf, DoesNotOverflowAWeight) {
  constexpr std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
  EXPECT_THAT(graph_of(2, {{0, 1, most}, {0, 1, 2}}).of(1), ElementsAre(Link{0, most}));
}

TEST(Contracted, KeepsAllWeight) {
  const Graph graph = graph_of(4, {{0, 1, 3}, {1, 2, 4}, {2, 3, 5}, {0, 3, 6}});
  const Graph small = contracted(graph, std::vector<std::uint32_t>{0, 0, 1, 1}, 2);
  EXPECT_THAT(small.of(0), ElementsAre(Link{1, 10}));
  EXPECT_THAT(small.self, ElementsAre(6, 10));
  EXPECT_EQ(degree(small, 0) + degree(small, 1), 36U);
}

TEST(EdgesOf, GivesBackWhatTheGraphWasMadeOf) {
  const std::vector<Edge> edges = {{0, 1, 3}, {0, 3, 6}, {1, 2, 4}};
  EXPECT_EQ(edges_of(graph_of(4, edges)), edges);
}

}  // namespace
}  // namespace agentops::mine
