#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "actions/plan.h"

namespace agentops::actions {
namespace {

PlanLine line(const std::string& path, Mark mark) {
  return {.mark = mark, .kind = Kind::Agent, .id = {}, .path = path, .home = {}, .reason = {}, .notes = {}};
}

std::vector<std::string> messages(const Plan& plan) {
  Inventory inventory;
  for (const PlanHeading& heading : plan.headings)
    for (const PlanLine& each : heading.lines) {
      Item item;
      item.key = item.path = each.path;
      item.kind = each.kind;
      inventory.items.push_back(std::move(item));
    }
  std::vector<std::string> told;
  for (const Finding& finding : check_plan(plan, inventory).findings) told.push_back(finding.message);
  return told;
}

TEST(CheckPlan, TellsOfItemsThatAreToBeApartAndDecidedForOneDomain) {
  Plan plan;
  PlanHeading refunds;
  refunds.name = "refunds";
  refunds.lines = {line("a.md", Mark::Decided), line("b.md", Mark::Decided), line("c.md", Mark::Suggested)};
  PlanHeading hiring;
  hiring.name = "hiring";
  hiring.lines = {line("d.md", Mark::Decided)};
  plan.headings = {refunds, hiring};
  plan.rules = {{.together = false, .items = {"a.md", "c.md", "d.md"}, .notes = {}, .number = 7}};
  EXPECT_THAT(messages(plan), testing::IsEmpty());
  plan.rules.push_back({.together = false, .items = {"d.md", "a.md", "b.md"}, .notes = {}, .number = 8});
  EXPECT_THAT(messages(plan),
              testing::ElementsAre("a.md and b.md are both decided for refunds, so they stay together"));
}

}  // namespace
}  // namespace agentops::actions
