#include "mine/stability.h"

#include <gtest/gtest.h>

#include "mine/domains.h"
#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

TEST(Stability, IsHighForGroupsThatKeepApart) {
  const Graph graph = testing::planted(4, 12, 80, 1, 7);
  const Bonds bonds = testing::free_items(graph.size());
  const Cut cut = find_domains(graph, bonds, {.asked = {}});
  for (const double stability :
       stabilities_of(graph, bonds, cut.domains, cut.numbers.front(), {.resolution = cut.resolution}))
    EXPECT_GE(stability, .95);
}

TEST(Stability, IsLowerWhereLinksAreChance) {
  const Graph graph = testing::planted(4, 12, 12, 12, 7);
  const Bonds bonds = testing::free_items(graph.size());
  const Cut cut = find_domains(graph, bonds, {.asked = {}});
  const auto stability =
      stabilities_of(graph, bonds, cut.domains, cut.numbers.front(), {.resolution = cut.resolution});
  for (const double one : stability) EXPECT_LT(one, .75);
}

TEST(Stability, IsTheSameWithAnyNumberOfThreadsAndNotMeasuredForTooMany) {
  const Graph graph = testing::planted(4, 12, 50, 5, 7);
  const Bonds bonds = testing::free_items(graph.size());
  const Cut cut = find_domains(graph, bonds, {.asked = {}});
  const auto with = [&](unsigned threads, std::uint32_t most) {
    return stabilities_of(graph, bonds, cut.domains, cut.numbers.front(),
                          {.resolution = cut.resolution, .threads = threads, .most_items = most});
  };
  EXPECT_EQ(with(1, 5000), with(7, 5000));
  EXPECT_EQ(with(1, 10), std::vector<double>(cut.numbers.front()));
}

}  // namespace
}  // namespace agentops::mine
