#include "mine/leiden.h"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <igraph/igraph.h>

#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using testing::planted;

Graph two_triangles() {
  return graph_of(6, {{0, 1, 10}, {1, 2, 10}, {0, 2, 10}, {3, 4, 10}, {4, 5, 10}, {3, 5, 10}, {2, 3, 1}});
}

/// igraph's own Leiden as an oracle: the best modularity of ten seeds.
class Oracle {
 public:
  explicit Oracle(const Graph& graph) {
    igraph_vector_int_t ends;
    igraph_vector_int_init(&ends, 0);
    igraph_vector_init(&weights_, 0);
    for (const Edge& edge : edges_of(graph)) {
      igraph_vector_int_push_back(&ends, edge.from);
      igraph_vector_int_push_back(&ends, edge.to);
      igraph_vector_push_back(&weights_, edge.weight);
    }
    igraph_create(&graph_, &ends, graph.size(), IGRAPH_UNDIRECTED);
    igraph_vector_int_destroy(&ends);
    igraph_vector_init(&strength_, 0);
    igraph_strength(&graph_, &strength_, igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS, &weights_);
  }
  Oracle(const Oracle&) = delete;
  Oracle& operator=(const Oracle&) = delete;
  ~Oracle() {
    igraph_vector_destroy(&strength_);
    igraph_vector_destroy(&weights_);
    igraph_destroy(&graph_);
  }

  [[nodiscard]] Partition partition(unsigned seed, double resolution) {
    igraph_rng_seed(igraph_rng_default(), seed);
    igraph_vector_int_t membership;
    igraph_vector_int_init(&membership, 0);
    igraph_integer_t count = 0;
    igraph_real_t quality = 0;
    const double scale = resolution / igraph_vector_sum(&weights_) / 2;
    igraph_community_leiden(&graph_, &weights_, &strength_, scale, 0.01, false, 5, &membership, &count,
                            &quality);
    Partition result;
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(&membership); ++i)
      result.push_back(static_cast<std::uint32_t>(VECTOR(membership)[i]));
    igraph_vector_int_destroy(&membership);
    return renumbered(result);
  }

 private:
  igraph_t graph_{};
  igraph_vector_t weights_{};
  igraph_vector_t strength_{};
};

TEST(Leiden, FindsTwoTriangles) { EXPECT_THAT(leiden(two_triangles(), {}), ElementsAre(0, 0, 0, 1, 1, 1)); }

TEST(Leiden, LeavesNodesWithoutLinksAlone) {
  EXPECT_THAT(leiden(graph_of(3, {}), {}), ElementsAre(0, 1, 2));
  EXPECT_TRUE(leiden(graph_of(0, {}), {}).empty());
}

TEST(Leiden, NeverJoinsWhatIsApart) {
  const Partition partition = leiden(two_triangles(), {.apart = {{0, 1}, {3, 5}}});
  EXPECT_NE(partition[0], partition[1]);
  EXPECT_NE(partition[3], partition[5]);
}

TEST(Leiden, GivesMoreCommunitiesAtAHigherResolution) {
  const Graph graph = planted(8, 12, 60, 6, 3);
  EXPECT_LE(count_of(leiden(graph, {.resolution = 512})), count_of(leiden(graph, {.resolution = 1024})));
  EXPECT_LT(count_of(leiden(graph, {.resolution = 1024})), count_of(leiden(graph, {.resolution = 8192})));
}

TEST(Leiden, MakesConnectedCommunities) {
  const Graph graph = planted(6, 20, 25, 4, 11);
  const Partition partition = leiden(graph, {});
  for (std::uint32_t id = 0; id < count_of(partition); ++id) {
    std::vector<std::uint32_t> reached = {
        static_cast<std::uint32_t>(std::ranges::find(partition, id) - partition.begin())};
    for (std::size_t i = 0; i < reached.size(); ++i)
      for (const Link& link : graph.of(reached[i]))
        if (partition[link.to] == id && std::ranges::find(reached, link.to) == reached.end())
          reached.push_back(link.to);
    EXPECT_EQ(reached.size(), static_cast<std::size_t>(std::ranges::count(partition, id))) << id;
  }
}

TEST(Leiden, ComesWithinOnePerCentOfTheBestOfTenSeedsOfIgraph) {
  for (const auto& [inside, outside] : {std::pair{60, 5}, {30, 6}, {15, 5}, {10, 8}}) {
    const Graph graph =
        planted(10, 25, static_cast<std::uint32_t>(inside), static_cast<std::uint32_t>(outside), 5);
    Oracle oracle(graph);
    for (const std::uint32_t resolution : {1024U, 2048U}) {
      double best = 0;
      for (unsigned seed = 0; seed < 10; ++seed)
        best = std::max(best, modularity(graph, oracle.partition(seed, resolution / 1024.0), resolution));
      const double ours = modularity(graph, leiden(graph, {.resolution = resolution}), resolution);
      EXPECT_GE(ours, best - 0.01 * best) << inside << " " << outside << " " << resolution;
    }
  }
}

TEST(Modularity, IsNoneForOneCommunityAndFiveFourteenthsForTwoTriangles) {
  const Graph graph =
      graph_of(6, {{0, 1, 1}, {1, 2, 1}, {0, 2, 1}, {3, 4, 1}, {4, 5, 1}, {3, 5, 1}, {2, 3, 1}});
  EXPECT_DOUBLE_EQ(modularity(graph, Partition(6, 0)), 0);
  EXPECT_NEAR(modularity(graph, Partition{0, 0, 0, 1, 1, 1}), 5.0 / 14, 1e-12);
}

TEST(Renumbered, CountsCommunitiesInTheOrderOfTheirFirstNodes) {
  EXPECT_THAT(renumbered(Partition{7, 2, 7, 0}), ElementsAre(0, 1, 0, 2));
  EXPECT_THAT(renumbered(Partition(3, 9)), Each(0));
}

}  // namespace
}  // namespace agentops::mine
