#include "mine/plan_edits.h"

#include <gtest/gtest.h>

#include "text/plan_file.h"

namespace agentops::mine {
namespace {

constexpr const char* billing =
    "[billing] d1\n. agent 1111111 a.md  # d1\n? agent 2222222 b.md  # d1; words say support\n";
constexpr const char* support = "[support] d2\n. agent 3333333 c.md  # d2\n";

/// The plan below its head, after an edit, or the code of the error.
std::string after(const std::string& before, const PlanEdit& edit) {
  auto plan = text::read_plan(before, "agentops.plan");
  if (!plan) return plan.error().message;
  const auto changed = edit_plan(*plan, edit);
  if (!changed) return changed.error().code;
  if (!*changed) return "as before";
  const std::string text = text::write_plan(*plan);
  const std::size_t body = text.find("\n\n");
  return text.substr(body == std::string::npos ? 0 : body + 2);
}

std::string both() { return std::string(billing) + "\n" + support; }

TEST(PlanEdit, MovesAndPins) {
  const std::string plan = after(both(), {.verb = PlanVerb::Move, .items = {"b.md"}, .heading = "support"});
  EXPECT_EQ(plan.find("b.md"), plan.rfind("b.md"));
  EXPECT_GT(plan.find("= agent    2222222  b.md"), plan.find("[support] d2")) << plan;
  EXPECT_NE(plan.find("= agent    2222222  b.md\n"), std::string::npos) << plan;
}

TEST(PlanEdit, MovesOnlyToDomainsThatThereAreUnlessTold) {
  PlanEdit edit{.verb = PlanVerb::Move, .items = {"b.md"}, .heading = "refunds"};
  EXPECT_EQ(after(both(), edit), "E-NO-DOMAIN");
  edit.add_heading = true;
  EXPECT_NE(after(both(), edit).find("[refunds]\n= agent    2222222  b.md"), std::string::npos);
  edit.heading = "Not A Name";
  EXPECT_EQ(after(both(), edit), "E-USAGE");
}

TEST(PlanEdit, ChangesNothingThatIsSo) {
  const std::string pinned = "[billing] d1\n= agent 1111111 a.md\n";
  EXPECT_EQ(after(pinned, {.verb = PlanVerb::Pin, .items = {"a.md"}}), "as before");
  EXPECT_EQ(after(pinned, {.verb = PlanVerb::Move, .items = {"a.md"}, .heading = "billing"}), "as before");
  EXPECT_EQ(after(both(), {.verb = PlanVerb::Rename, .heading = "billing", .to = "billing"}), "as before");
}

TEST(PlanEdit, RenamesAndKeepsTheId) {
  EXPECT_NE(
      after(both(), {.verb = PlanVerb::Rename, .heading = "billing", .to = "invoices"}).find("[invoices] d1"),
      std::string::npos);
  EXPECT_EQ(after(both(), {.verb = PlanVerb::Rename, .heading = "billing", .to = "support"}), "E-USAGE");
  EXPECT_EQ(after(both(), {.verb = PlanVerb::Rename, .heading = "nobody", .to = "x"}), "E-NO-DOMAIN");
}

TEST(PlanEdit, MergesByGivingTwoHeadingsOneName) {
  const std::string plan = after(both(), {.verb = PlanVerb::Merge, .heading = "billing", .to = "support"});
  EXPECT_NE(plan.find("[support] d1"), std::string::npos) << plan;
  EXPECT_NE(plan.find("[support] d2"), std::string::npos) << plan;
}

TEST(PlanEdit, DropsWithTheReason) {
  const std::string plan =
      after(both(), {.verb = PlanVerb::Drop, .items = {"c.md"}, .because = "replaced by a"});
  EXPECT_NE(plan.find("[dropped]\n## replaced by a\n= agent    3333333  c.md"), std::string::npos) << plan;
}

TEST(PlanEdit, AddsRulesThatContradictNone) {
  EXPECT_NE(
      after(both(), {.verb = PlanVerb::Together, .items = {"a.md", "c.md"}}).find("together: a.md, c.md"),
      std::string::npos);
  const std::string ruled = "apart: c.md, a.md\n\n" + both();
  EXPECT_EQ(after(ruled, {.verb = PlanVerb::Together, .items = {"a.md", "c.md"}}), "E-PLAN-RULE");
  EXPECT_EQ(after(ruled, {.verb = PlanVerb::Apart, .items = {"a.md", "c.md"}}), "as before");
  EXPECT_EQ(after(both(), {.verb = PlanVerb::Apart, .items = {"a.md", "a.md"}}), "E-USAGE");
}

TEST(PlanEdit, WantsALineForEachItem) {
  EXPECT_EQ(after(both(), {.verb = PlanVerb::Pin, .items = {"a.md", "gone.md"}}), "E-NO-LINE");
  EXPECT_EQ(after(both(), {.verb = PlanVerb::Move, .items = {"gone.md"}, .heading = "support"}), "E-NO-LINE");
}

}  // namespace
}  // namespace agentops::mine
