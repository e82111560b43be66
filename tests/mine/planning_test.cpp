#include "mine/planning.h"

#include <gtest/gtest.h>

#include "text/plan_file.h"

namespace agentops::mine {
namespace {

/// A little vocabulary: items by path, a mining outcome by domain, a plan edited as text.
Item item(const std::string& path, const std::string& id, Kind kind = Kind::Agent) {
  Item item;
  item.key = path;
  item.path = path;
  item.id = id;
  item.kind = kind;
  item.name = path;
  return item;
}

const std::vector<Item> four = {item("one.md", "aaaaaaa"), item("two.md", "bbbbbbb"),
                                item("three.md", "ccccccc"), item("four.md", "ddddddd")};

Domain domain(const std::string& id, const std::string& name, const std::vector<std::string>& keys) {
  Domain domain;
  domain.id = id;
  domain.name = name;
  domain.terms = {name + "-word"};
  for (const std::string& key : keys) domain.members.push_back({.key = key});
  return domain;
}

Mining mining_of(std::vector<Domain> domains) {
  Mining mining;
  mining.domains = std::move(domains);
  return mining;
}

const Mining two_domains = mining_of(
    {domain("d1", "refunds", {"one.md", "two.md"}), domain("d2", "hiring", {"three.md", "four.md"})});

Plan first_plan() { return plan_of(two_domains, four, {}).plan; }

/// The plan as text, with `from` replaced by `to`, read again.
Plan edited(const Plan& plan, const std::string& from, const std::string& to) {
  std::string text = text::write_plan(plan);
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from << " is not in\n" << text;
  text.replace(at, from.size(), to);
  auto read = text::read_plan(text, "agentops.plan");
  EXPECT_TRUE(read) << read.error().message;
  return *read;
}

/// The line of `path` cut out of the text of `plan`.
std::string line_of(const Plan& plan, const std::string& path) {
  const std::string text = text::write_plan(plan);
  const auto at = text.find(path);
  const auto begin = text.rfind('\n', at) + 1;
  return text.substr(begin, text.find('\n', at) - begin + 1);
}

Plan moved(const Plan& plan, const std::string& path, const std::string& under) {
  const std::string line = line_of(plan, path);
  const Plan without = edited(plan, line, "");
  const std::string text = text::write_plan(without);
  const auto heading = text.find("\n[" + under + "]") + 1;
  const std::string whole = text.substr(heading, text.find('\n', heading) - heading + 1);
  return edited(without, whole, whole + line);
}

/// A line and the heading that it stands under; nulls when it is not there.
std::pair<const PlanHeading*, const PlanLine*> place_of(const Plan& plan, const std::string& path) {
  for (const PlanHeading& heading : plan.headings)
    for (const PlanLine& line : heading.lines)
      if (line.path == path) return {&heading, &line};
  return {};
}

const PlanLine* find_line(const Plan& plan, const std::string& path) { return place_of(plan, path).second; }

std::string heading_of(const Plan& plan, const std::string& path) {
  const PlanHeading* heading = place_of(plan, path).first;
  return heading == nullptr ? "no line" : heading->name;
}

TEST(Planning, ListsEveryItemUnderItsDomain) {
  const Plan plan = first_plan();
  EXPECT_EQ(heading_of(plan, "one.md"), "refunds");
  EXPECT_EQ(heading_of(plan, "four.md"), "hiring");
  EXPECT_EQ(find_line(plan, "one.md")->mark, Mark::Suggested);
}

TEST(Planning, OfItsOwnPlanChangesNothing) {
  const Plan plan = *text::read_plan(text::write_plan(first_plan()), "agentops.plan");
  const Settled settled = settle(plan, four);
  EXPECT_EQ(settled.moves, 0U);
  const Planned again = plan_of(two_domains, four, settled);
  EXPECT_EQ(text::write_plan(again.plan), text::write_plan(plan));
  EXPECT_TRUE(again.changes.moved.empty());
}

TEST(Planning, TakesAMovedLineForADecision) {
  const Settled settled = settle(moved(first_plan(), "two.md", "hiring"), four);
  EXPECT_EQ(settled.moves, 1U);
  const Constraints constraints = constraints_of(settled);
  ASSERT_EQ(constraints.precedents.size(), 2U);
  EXPECT_EQ(constraints.precedents[1].decided, std::vector<std::string>{"two.md"});
  const Mining obeyed = mining_of(
      {domain("d1", "refunds", {"one.md"}), domain("d2", "hiring", {"two.md", "three.md", "four.md"})});
  const Planned planned = plan_of(obeyed, four, settled);
  EXPECT_EQ(find_line(planned.plan, "two.md")->mark, Mark::Decided);
  EXPECT_TRUE(planned.changes.moved.empty()) << "the user's own move is no change of the suggestion";
}

TEST(Planning, CountsWhatACommandMovedAsAMove) {
  Plan plan = moved(first_plan(), "two.md", "hiring");
  for (PlanHeading& heading : plan.headings)
    for (PlanLine& line : heading.lines)
      if (line.path == "two.md" || line.path == "one.md")
        line.mark = Mark::Decided;  // moved, and pinned in place
  EXPECT_EQ(settle(plan, four, first_plan()).moves, 1U);
  EXPECT_EQ(settle(plan, four, plan).moves, 0U) << "it was told the last time";
}

TEST(Planning, KeepsTheNameOfARenamedHeading) {
  const Plan plan = edited(first_plan(), "[hiring]", "[recruiting]");
  const Settled settled = settle(plan, four, first_plan());
  EXPECT_EQ(settled.renames, 1U);
  EXPECT_EQ(settled.moves, 0U);
  const Constraints constraints = constraints_of(settled);
  EXPECT_EQ(constraints.precedents[1].id, "d2");
  EXPECT_EQ(constraints.precedents[1].name, "recruiting");
  EXPECT_EQ(constraints.precedents[1].members, (std::vector<std::string>{"four.md", "three.md"}));
}

TEST(Planning, MergesHeadingsOfOneName) {
  const Settled settled = settle(edited(first_plan(), "[hiring]", "[refunds]"), four);
  EXPECT_EQ(settled.merges, 1U);
  const Constraints constraints = constraints_of(settled);
  ASSERT_EQ(constraints.precedents.size(), 1U);
  EXPECT_EQ(constraints.precedents[0].id, "d1");
  EXPECT_EQ(constraints.precedents[0].decided,
            (std::vector<std::string>{"one.md", "two.md", "four.md", "three.md"}));
}

TEST(Planning, PutsLinesUnderANewHeadingByDecision) {
  const Plan plan =
      edited(first_plan(), line_of(first_plan(), "two.md"), "\n[money]\n" + line_of(first_plan(), "two.md"));
  const Constraints constraints = constraints_of(settle(plan, four));
  ASSERT_EQ(constraints.precedents.size(), 3U);
  EXPECT_EQ(constraints.precedents[1].name, "money");
  EXPECT_EQ(constraints.precedents[1].id, "");
  EXPECT_EQ(constraints.precedents[1].decided, std::vector<std::string>{"two.md"});
}

TEST(Planning, LeavesDroppedItemsOutForGood) {
  const Settled settled = settle(moved(first_plan(), "two.md", "dropped"), four);
  EXPECT_TRUE(settled.dropped.contains("two.md"));
  EXPECT_FALSE(is_grouped(four[1], settled));
  const Mining rest =
      mining_of({domain("d1", "refunds", {"one.md"}), domain("d2", "hiring", {"three.md", "four.md"})});
  EXPECT_EQ(heading_of(plan_of(rest, four, settled).plan, "two.md"), "dropped");
}

TEST(Planning, BringsADeletedLineBackUnderUnsorted) {
  const Plan before = first_plan();
  const Settled settled = settle(edited(before, line_of(before, "two.md"), ""), four, before);
  EXPECT_TRUE(settled.vanished.contains("two.md"));
  const Mining rest =
      mining_of({domain("d1", "refunds", {"one.md"}), domain("d2", "hiring", {"three.md", "four.md"})});
  const Planned planned = plan_of(rest, four, settled);
  EXPECT_EQ(heading_of(planned.plan, "two.md"), "unsorted");
  EXPECT_EQ(find_line(planned.plan, "two.md")->mark, Mark::New);
  EXPECT_EQ(planned.changes.returned, std::vector<std::string>{"two.md"});
}

TEST(Planning, LeavesAReturnedLineWhereItCameBack) {
  const Plan before = first_plan();
  const Settled settled = settle(edited(before, line_of(before, "two.md"), ""), four, before);
  const Mining rest =
      mining_of({domain("d1", "refunds", {"one.md"}), domain("d2", "hiring", {"three.md", "four.md"})});
  const Plan returned =
      *text::read_plan(text::write_plan(plan_of(rest, four, settled).plan), "agentops.plan");
  const Settled again = settle(returned, four, returned);
  EXPECT_FALSE(is_grouped(four[1], again));
  EXPECT_EQ(text::write_plan(plan_of(rest, four, again).plan), text::write_plan(returned));
}

TEST(Planning, KeepsDecisionsAboutFilesThatAreOutOfSight) {
  const Mining obeyed = mining_of(
      {domain("d1", "refunds", {"one.md"}), domain("d2", "hiring", {"two.md", "three.md", "four.md"})});
  const Plan decided = plan_of(obeyed, four, settle(moved(first_plan(), "two.md", "hiring"), four)).plan;
  const std::vector<Item> three = {four[0], four[2], four[3]};
  const Mining rest =
      mining_of({domain("d1", "refunds", {"one.md"}), domain("d2", "hiring", {"three.md", "four.md"})});
  const Plan without = plan_of(rest, three, settle(decided, three)).plan;
  EXPECT_EQ(heading_of(without, "two.md"), "hiring");
  EXPECT_EQ(find_line(without, "two.md")->mark, Mark::Decided);
  EXPECT_EQ(constraints_of(settle(without, four)).precedents[1].decided, std::vector<std::string>{"two.md"});
}

TEST(Planning, PutsAnItemIntoTheBasePackage) {
  Mining mining = two_domains;
  Pattern pattern;
  pattern.id = "P1";
  pattern.name = "before-you-act";
  pattern.generic = true;
  mining.patterns = {pattern};
  const Settled settled = settle(moved(plan_of(mining, four, {}).plan, "two.md", "core"), four);
  EXPECT_FALSE(is_grouped(four[1], settled));
  Mining rest =
      mining_of({domain("d1", "refunds", {"one.md"}), domain("d2", "hiring", {"three.md", "four.md"})});
  rest.patterns = {pattern};
  const Plan plan = plan_of(rest, four, settled).plan;
  EXPECT_TRUE(text::read_plan(text::write_plan(plan), "agentops.plan"));
  EXPECT_EQ(heading_of(plan, "two.md"), "core");
}

TEST(Planning, FollowsAMovedFileByItsId) {
  std::vector<Item> items = four;
  items[1] = item("elsewhere/two.md", "bbbbbbb");
  const Settled settled = settle(moved(first_plan(), "two.md", "hiring"), items);
  EXPECT_EQ(constraints_of(settled).precedents[1].decided, std::vector<std::string>{"elsewhere/two.md"});
  EXPECT_TRUE(settled.gone.empty());
}

TEST(Planning, TrustsNoIdThatSeveralItemsShare) {
  std::vector<Item> items = four;
  items[1] = item("x/two.md", "bbbbbbb");
  items.push_back(item("y/two.md", "bbbbbbb"));
  const Settled settled = settle(first_plan(), items);
  ASSERT_EQ(settled.gone.size(), 1U);
  EXPECT_EQ(settled.gone[0].path, "two.md");
}

TEST(Planning, AsksToLookAgainAtADecidedItemThatChanged) {
  const Plan decided = plan_of(two_domains, four, settle(moved(first_plan(), "two.md", "hiring"), four)).plan;
  std::vector<Item> items = four;
  items[1] = item("two.md", "eeeeeee");
  const Planned planned = plan_of(two_domains, items, settle(decided, items));
  EXPECT_EQ(find_line(planned.plan, "two.md")->mark, Mark::Changed);
  EXPECT_EQ(planned.changes.look_again, std::vector<std::string>{"two.md"});
}

TEST(Planning, MarksWhatIsNewUntilSomethingNewerComes) {
  std::vector<Item> items = four;
  items.push_back(item("five.md", "eeeeeee"));
  const Mining five = mining_of({domain("d1", "refunds", {"one.md", "two.md", "five.md"}),
                                 domain("d2", "hiring", {"three.md", "four.md"})});
  const Plan with_new = plan_of(five, items, settle(first_plan(), items)).plan;
  EXPECT_EQ(find_line(with_new, "five.md")->mark, Mark::New);
  EXPECT_EQ(find_line(plan_of(five, items, settle(with_new, items)).plan, "five.md")->mark, Mark::New);

  items.push_back(item("six.md", "fffffff"));
  const Mining six = mining_of({domain("d1", "refunds", {"one.md", "two.md", "five.md", "six.md"}),
                                domain("d2", "hiring", {"three.md", "four.md"})});
  const Plan newer = plan_of(six, items, settle(with_new, items)).plan;
  EXPECT_EQ(find_line(newer, "five.md")->mark, Mark::Suggested);
  EXPECT_EQ(find_line(newer, "six.md")->mark, Mark::New);
}

TEST(Planning, KeepsNotesOnTheirLinesAndHeadings) {
  const Plan noted =
      edited(edited(first_plan(), "[hiring]", "## owner: people team\n[hiring]"),
             line_of(first_plan(), "one.md"), "## keep this one\n" + line_of(first_plan(), "one.md"));
  const Plan again = plan_of(two_domains, four, settle(noted, four)).plan;
  EXPECT_EQ(text::write_plan(again), text::write_plan(noted));
}

TEST(Planning, MakesADomainOfARenamedBasePackage) {
  Mining mining = two_domains;
  Pattern pattern;
  pattern.id = "P1";
  pattern.name = "before-you-act";
  pattern.generic = true;
  mining.patterns = {pattern, pattern};
  mining.patterns[1].id = "P2";
  mining.patterns[1].name = "say-so";
  const Plan renamed = edited(plan_of(mining, four, {}).plan, "[core] d0", "[basics] d0");
  const Settled settled = settle(moved(renamed, "two.md", "basics"), four);
  EXPECT_EQ(constraints_of(settled).precedents[0].id, "");
  mining.domains = {domain("d1", "refunds", {"one.md"}), domain("d2", "hiring", {"three.md", "four.md"}),
                    domain("d3", "basics", {"two.md"})};
  const Plan plan = plan_of(mining, four, settled).plan;
  EXPECT_TRUE(text::read_plan(text::write_plan(plan), "agentops.plan"));
  EXPECT_EQ(heading_of(plan, "before-you-act"), "basics");
}

// Each heading was compared with all before it.
TEST(Settle, TakesManyHeadings) {
  Plan plan;
  for (int i = 0; i < 100'000; ++i)
    plan.headings.push_back({.role = HeadingRole::Domain,
                             .name = "n" + std::to_string(i),
                             .id = {},
                             .category = {},
                             .words = {},
                             .notes = {},
                             .lines = {}});
  EXPECT_EQ(settle(plan, four).headings.size(), 100'000U);
}

TEST(Settle, KeepsEachItemOfARuleApartFromEachOther) {
  Plan plan = first_plan();
  plan.rules = {{.together = false, .items = {"one.md", "two.md", "three.md"}},
                {.together = true, .items = {"one.md", "two.md", "four.md"}}};
  const Constraints constraints = constraints_of(settle(plan, four));
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(constraints.apart, (Pairs{{"one.md", "two.md"}, {"one.md", "three.md"}, {"two.md", "three.md"}}));
  EXPECT_EQ(constraints.together, (Pairs{{"one.md", "two.md"}, {"two.md", "four.md"}}));
}

TEST(Planning, SuggestsSharedItemsForTheBasePackageUntilTheyAreMovedAway) {
  Mining mining =
      mining_of({domain("d1", "refunds", {"one.md", "two.md"}), domain("d2", "hiring", {"three.md"})});
  mining.shared = {{.key = "four.md", .domains = 3}};
  const Plan plan = plan_of(mining, four, {}).plan;
  const auto [heading, line] = place_of(plan, "four.md");
  EXPECT_EQ(heading->role, HeadingRole::Core);
  EXPECT_EQ(line->mark, Mark::Suggested);
  EXPECT_EQ(line->reason, "3 domains refer to it");
  EXPECT_EQ(plan_of(mining, four, settle(plan, four, plan)).plan, plan) << "a second run changes nothing";
  const Settled settled = settle(moved(plan, "four.md", "hiring"), four, plan);
  EXPECT_EQ(settled.moves, 1U);
  EXPECT_EQ(constraints_of(settled).precedents.back().decided, std::vector<std::string>{"four.md"});
}

TEST(Planning, PutsGenericPatternsUnderCore) {
  Mining mining = two_domains;
  Pattern pattern;
  pattern.id = "P1";
  pattern.name = "before-you-act";
  pattern.generic = true;
  mining.patterns = {pattern};
  const Plan plan = plan_of(mining, four, {}).plan;
  ASSERT_EQ(plan.headings.front().role, HeadingRole::Core);
  EXPECT_EQ(plan.headings.front().lines.front().path, "before-you-act");

  const Settled dropped = settle(moved(plan, "before-you-act", "dropped"), four);
  const Plan without = plan_of(mining, four, dropped).plan;
  EXPECT_NE(without.headings.front().role, HeadingRole::Core) << "a dropped pattern stays dropped";
}

}  // namespace
}  // namespace agentops::mine
