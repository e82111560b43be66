#include "mine/domains.h"

#include <gtest/gtest.h>

#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

/// Domains of a graph, as many as it suggests.
std::uint32_t suggested(const Graph& graph) {
  return count_of(find_domains(graph, testing::free_items(graph.size()), {.asked = {}}).domains);
}

TEST(FindDomains, KeepsANumberThatStaysTheSameThoughItIsUnusual) {
  // 13 are usual, and the finer half of the ladder has cuts of about as many: what stays the same wins.
  EXPECT_EQ(suggested(testing::planted(4, 40, 30, 1, 3)), 4U);
}

TEST(FindDomains, SuggestsAboutTheUsualNumberWhereLinksAreChance) {
  const std::uint32_t number = suggested(testing::planted(1, 100, 8, 0, 3));  // 10 are usual
  EXPECT_GE(number, 7U);
  EXPECT_LE(number, 14U);
}

TEST(FindDomains, OffersFourNumbersTheBestFirst) {
  const Graph graph = testing::planted(1, 100, 8, 0, 3);
  const Cut cut = find_domains(graph, testing::free_items(graph.size()), {.asked = {}});
  EXPECT_EQ(cut.numbers.size(), 4U);
  EXPECT_EQ(cut.numbers.front(), count_of(cut.domains));
}

TEST(FindDomains, MeetsTheNumberThatWasAskedFor) {
  const Graph graph = testing::planted(4, 40, 60, 1, 3);
  for (const unsigned asked : {2U, 4U, 9U})
    EXPECT_EQ(count_of(find_domains(graph, testing::free_items(graph.size()), {.asked = asked}).domains),
              asked);
}

}  // namespace
}  // namespace agentops::mine
