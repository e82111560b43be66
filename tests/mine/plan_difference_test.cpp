#include "mine/plan_difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;

PlanHeading heading(const std::string& name, const std::string& id, const std::vector<std::string>& keys,
                    HeadingRole role = HeadingRole::Domain) {
  PlanHeading result{.role = role, .name = name, .id = id};
  for (const std::string& key : keys)
    result.lines.push_back({.kind = Kind::Agent, .id = "77be901", .path = key});
  return result;
}

Plan plan_of(std::vector<PlanHeading> headings) { return {.headings = std::move(headings)}; }

const Plan before =
    plan_of({heading("frontend", "d1", {"a", "b", "c", "d"}), heading("sre", "d2", {"e", "f"})});

TEST(PlanDifference, IsNoneOfEqualPlans) { EXPECT_EQ(difference(before, before, true), PlanDifference{}); }

TEST(PlanDifference, KnowsARenamedDomainByItsId) {
  const auto found = difference(
      before,
      plan_of({heading("frontend", "d1", {"a", "b", "c", "d"}), heading("incident-slo", "d2", {"e", "f"})}),
      true);
  EXPECT_THAT(found.renamed, ElementsAre(PlanDifference::Rename{"sre", "incident-slo"}));
  EXPECT_TRUE(found.moved.empty());
}

TEST(PlanDifference, KnowsARenamedDomainByItsItemsWhenIdsSayNothing) {
  const auto found = difference(
      before, plan_of({heading("x", "d7", {"a", "b", "c"}), heading("sre", "d1", {"d", "e", "f"})}), false);
  EXPECT_THAT(found.renamed, ElementsAre(PlanDifference::Rename{"frontend", "x"}));
  EXPECT_THAT(found.moved, ElementsAre(PlanDifference::Move{"d", "frontend", "sre"}));
}

TEST(PlanDifference, TellsMovesDropsAndWhatIsNew) {
  const auto found = difference(
      before,
      plan_of({heading("frontend", "d1", {"a", "g"}), heading("sre", "d2", {"e", "f"}),
               heading("web", "", {"b", "c"}), heading("dropped", "", {"d"}, HeadingRole::Dropped)}),
      true);
  EXPECT_THAT(found.opened, ElementsAre("web"));
  EXPECT_THAT(found.moved, ElementsAre(PlanDifference::Move{"b", "frontend", "web"},
                                       PlanDifference::Move{"c", "frontend", "web"}));
  EXPECT_THAT(found.dropped, ElementsAre("d"));
  EXPECT_THAT(found.added, ElementsAre("g"));
}

TEST(PlanDifference, TellsWhatIsLostAndClosed) {
  const auto found = difference(before, plan_of({heading("frontend", "d1", {"a", "b", "c", "d"})}), true);
  EXPECT_THAT(found.closed, ElementsAre("sre"));
  EXPECT_THAT(found.gone, ElementsAre("e", "f"));
}

}  // namespace
}  // namespace agentops::mine
