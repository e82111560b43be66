#include "mine/pattern_ranks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mine/chains.h"

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Pattern pattern(const std::string& name, std::uint64_t saved, std::uint64_t content) {
  return {
      .name = name, .uses = {{.key = "a.md"}}, .items = 5, .of = 5, .bits_saved = saved, .content = content};
}

TEST(Ranked, PutTheLargestSavingFirst) {
  const RankedPatterns found = ranked({pattern("a", 1, 7), pattern("b", 9, 8)}, 100, 3);
  ASSERT_THAT(found.shown, SizeIs(2));
  EXPECT_EQ(found.shown[0].name, "b");
}

TEST(Ranked, ShowFortyForAThousandItems) {
  std::vector<Pattern> many;
  for (std::uint64_t i = 0; i < 90; ++i) many.push_back(pattern("p", i, i));
  EXPECT_THAT(ranked(many, 100, 3).shown, SizeIs(40));
  EXPECT_THAT(ranked(many, 100, 3).more, SizeIs(50));
  EXPECT_THAT(ranked(many, 2000, 3).shown, SizeIs(80));
}

TEST(Ranked, KeepSectionsBackThatShareOnlyARole) {
  Pattern faint = pattern("steps", 60, 7);
  faint.wordings = 5;
  EXPECT_THAT(ranked({faint}, 9, 3).shown, IsEmpty());
  EXPECT_THAT(ranked({faint}, 9, 3).more, SizeIs(1));
  faint.bits_saved = 600;
  EXPECT_THAT(ranked({faint}, 9, 3).shown, SizeIs(1));
}

TEST(Ranked, ShowOneChainOfThoseThatBeginAlike) {
  Pattern first = pattern("a-b", 9, 1);
  Pattern again = pattern("a-c", 8, 2);
  Pattern other = pattern("d-b", 7, 3);
  for (Pattern* chain : {&first, &again, &other}) chain->form = PatternForm::Chain;
  first.links = {"a", "b"};
  again.links = {"a", "c"};
  other.links = {"d", "b"};
  const RankedPatterns found = ranked({first, again, other}, 9, 3);
  ASSERT_THAT(found.shown, SizeIs(2));
  EXPECT_EQ(found.shown[1].links, other.links);
  EXPECT_THAT(found.more, SizeIs(1));
}

TEST(Ranked, GiveIdsByContentAndNamesThatDiffer) {
  const RankedPatterns alone = ranked({pattern("laws", 1, 7)}, 9, 3);
  const RankedPatterns both = ranked({pattern("laws", 1, 7), pattern("laws", 5, 8)}, 9, 3);
  EXPECT_EQ(alone.shown[0].id, "P10007");
  EXPECT_EQ(both.shown[1].id, alone.shown[0].id) << "what else there is does not matter";
  EXPECT_EQ(both.shown[0].name, "laws");
  EXPECT_EQ(both.shown[1].name, "laws-2");
  const RankedPatterns clash = ranked({pattern("a", 2, 7), pattern("b", 1, 90'007)}, 9, 3);
  EXPECT_EQ(clash.shown[1].id, "P10008");
}

TEST(Ranked, LeaveOutTextsThatASectionTells) {
  Pattern section = pattern("laws", 9, 1);
  Pattern lines = pattern("", 5, 2);
  section.wordings = 1;
  section.uses = {
      {.key = "a", .span = {0, 50}}, {.key = "b", .span = {0, 50}}, {.key = "c", .span = {0, 50}}};
  lines.form = PatternForm::Template;
  lines.parts = {{.text = "Be brief and say so."}};
  lines.uses = {{.key = "a", .span = {9, 20}}, {.key = "b", .span = {9, 20}}, {.key = "c", .span = {9, 20}}};
  EXPECT_THAT(ranked({section, lines}, 9, 3).shown, SizeIs(1));
  for (Use& use : lines.uses) use.span = {60, 70};
  EXPECT_THAT(ranked({section, lines}, 9, 3).shown, SizeIs(2));
}

TEST(Stage, FollowsFromTheItems) {
  struct Row {
    std::uint32_t items, of;
    PatternStage stage;
  };
  for (const Row& row : {Row{1, 9, PatternStage::Prototype}, Row{2, 2, PatternStage::Prototype},
                         Row{3, 9, PatternStage::Validated}, Row{5, 9, PatternStage::General},
                         Row{15, 18, PatternStage::Standard}, Row{16, 20, PatternStage::General},
                         Row{14, 14, PatternStage::General}})
    EXPECT_EQ(stage_of(row.items, row.of), row.stage) << row.items << " of " << row.of;
}

TEST(NameOfParts, IsOfTellingWords) {
  EXPECT_EQ(
      name_of_parts(
          {{.text = "1. Query the context manager for "}, {.text = "x", .is_slot = true}, {.text = " and"}}),
      "query-context-manager");
  EXPECT_EQ(name_of_parts({{.text = "in the "}, {.text = "x", .is_slot = true}, {.text = " of it"}}),
            "in-the-of-it");
  EXPECT_EQ(name_of_parts({{.text = "--- 12 ---"}}), "symbols");
}

Item item(const std::string& key, const std::vector<std::string>& calls) {
  Item item{.key = key, .path = key, .kind = Kind::Workflow, .name = key};
  for (const std::string& to : calls) item.references.push_back({.target = to, .to = to, .lines = {7, 9}});
  return item;
}

TEST(Chains, AreCallsInARowThatManyBegin) {
  const std::vector<Item> items = {item("a", {"triage"}),   item("b", {"triage"}), item("c", {"triage"}),
                                   item("fix", {"report"}), item("report", {}),    item("triage", {"fix"})};
  const std::vector<Pattern> found = chains_of(items, {{"a", "d1"}, {"b", "d2"}}, 3);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].form, PatternForm::Chain);
  EXPECT_EQ(found[0].name, "triage-fix-report");
  EXPECT_THAT(found[0].links, ElementsAre("triage", "fix", "report"));
  EXPECT_EQ(found[0].items, 3U);
  EXPECT_EQ(found[0].domains, 2U);
  EXPECT_EQ(found[0].uses[0].line, 7U);
  EXPECT_THAT(chains_of(items, {}, 4), IsEmpty());
}

TEST(Chains, DoNotBeginWithAHub) {
  std::vector<Item> items;
  for (const char* caller : {"a", "b", "c"}) items.push_back(item(caller, {"hub"}));
  items.push_back(item("hub", {"w", "x", "y"}));
  for (const char* called : {"w", "x", "y", "z"}) items.push_back(item(called, {}));
  EXPECT_THAT(chains_of(items, {}, 3), SizeIs(3));
  items[3] = item("hub", {"w", "x", "y", "z"});
  EXPECT_THAT(chains_of(items, {}, 3), IsEmpty());
}

TEST(Chains, EndWhereTheyWouldTurnInACircle) {
  const std::vector<Item> items = {item("a", {"p"}), item("b", {"p"}), item("c", {"p"}), item("p", {"q"}),
                                   item("q", {"p"})};
  const std::vector<Pattern> found = chains_of(items, {}, 3);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].links, ElementsAre("p", "q"));
}

}  // namespace
}  // namespace agentops::mine
