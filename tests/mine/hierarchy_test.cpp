#include "mine/hierarchy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mine/bonds.h"
#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Four domains of two items each; links lead from the first to the second and from the third to the fourth.
Graph two_areas() {
  return graph_of(
      8, {{0, 1, 9}, {2, 3, 9}, {4, 5, 9}, {6, 7, 9}, {1, 2, 6}, {0, 3, 6}, {5, 6, 6}, {4, 7, 6}, {3, 4, 1}});
}

TEST(Areas, AreDomainsThatBelongTogether) {
  EXPECT_THAT(areas_of(two_areas(), {0, 0, 1, 1, 2, 2, 3, 3}, 4, {}), ElementsAre(0, 0, 1, 1));
}

TEST(Areas, AreNoneWhenAllDomainsBelongTogetherOrNoneDo) {
  EXPECT_THAT(areas_of(two_areas(), {0, 0, 0, 0, 1, 1, 1, 1}, 2, {}), Each(nowhere));
  EXPECT_THAT(areas_of(graph_of(4, {}), {0, 0, 1, 1}, 2, {}), Each(nowhere));
}

TEST(Parts, AreThoseOfALargeDomainThatFallsApart) {
  const Graph graph = testing::planted(3, 30, 60, 2, 9);
  const Partition parts = parts_of(graph, Partition(90, 0), 1, {});
  EXPECT_EQ(count_of(parts), 3U);
  for (std::size_t item = 1; item < parts.size(); ++item)
    EXPECT_EQ(parts[item] == parts[item - 1], item / 30 == (item - 1) / 30);
}

TEST(Parts, AreNoneOfADomainThatIsSmallOrHoldsTogether) {
  EXPECT_THAT(parts_of(testing::planted(3, 10, 60, 2, 9), Partition(30, 0), 1, {}), Each(nowhere));
  EXPECT_THAT(parts_of(testing::planted(1, 90, 60, 0, 9), Partition(90, 0), 1, {}), Each(nowhere));
}

TEST(Hierarchy, IsToldByNamesThatDiffer) {
  const Corpus corpus = testing::subjects({"billing", "hiring", "shipping"}, 30);
  std::vector<Domain> domains(1);
  domains[0].name = "billing";
  add_hierarchy(corpus, testing::planted(3, 30, 60, 2, 9), Partition(90, 0), {}, {}, domains);
  EXPECT_THAT(domains[0].area, IsEmpty());
  ASSERT_THAT(domains[0].parts, SizeIs(3));
  for (const DomainPart& part : domains[0].parts) {
    EXPECT_NE(part.name, "billing");
    EXPECT_THAT(part.members, SizeIs(30));
  }
}

}  // namespace
}  // namespace agentops::mine
