#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/check/look.h"

namespace agentops::check {
namespace {

using test::item;
using test::paths;
using test::sightings;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Item undescribed(Kind kind) {
  Item found = item("a.md", kind);
  found.description.clear();
  return found;
}

TEST(NoDescription, IsToldOfWhatIsChosenByIt) {
  EXPECT_THAT(paths(no_description(), {.items = {undescribed(Kind::Agent)}}), ElementsAre("a.md"));
  EXPECT_THAT(paths(no_description(), {.items = {undescribed(Kind::Doc)}}), IsEmpty());
  EXPECT_THAT(paths(no_description(), {.items = {item("a.md", Kind::Agent)}}), IsEmpty());
  Item outlined = item("a.md", Kind::Agent);
  outlined.description_from = "headings";
  EXPECT_THAT(paths(no_description(), {.items = {outlined}}), ElementsAre("a.md"));
}

TEST(NoDescription, IsNotToldOfWhatMayBeSomethingElse) {
  Item unsure = undescribed(Kind::Command);
  unsure.kind_confidence = 0.6;
  EXPECT_THAT(paths(no_description(), {.items = {unsure}}), IsEmpty());
}

TEST(UnclearKind, NamesTheBestGuessAndItsReasons) {
  Item unsure = item("a.md", Kind::Agent);
  unsure.kind_confidence = 0.69;
  unsure.kind_from = {"path.agents", "body.steps"};
  const auto found = sightings(unclear_kind(), {.items = {unsure}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().message, "perhaps an agent (path.agents, body.steps)");
  unsure.runner_up = Kind::Doc;
  unsure.runner_up_from = {"body.index"};
  EXPECT_EQ(sightings(unclear_kind(), {.items = {unsure}}).front().message,
            "perhaps an agent (path.agents, body.steps), or a doc (body.index)");
  unsure.kind_confidence = 0.7;
  EXPECT_THAT(sightings(unclear_kind(), {.items = {unsure}}), IsEmpty());
}

TEST(DocumentAmongAgents, IsADocumentWhoseFolderIsCalledAgents) {
  EXPECT_THAT(paths(document_among_agents(),
                    {.items = {item("agents/index.md", Kind::Doc), item("agents/x.md", Kind::Agent),
                               item("my-agents/y.md", Kind::Doc), item("x/agents/README.md", Kind::Readme)}}),
              ElementsAre("agents/index.md", "x/agents/README.md"));
}

TEST(SeveralItems, AreCountedByFile) {
  Item first = item("a.md", Kind::Agent);
  Item second = first;
  first.key = "a.md#1";
  second.key = "a.md#2";
  const auto found = sightings(several_items(), {.items = {first, second, item("b.md", Kind::Agent)}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().message, "2 items in one file");
}

TEST(NameNotPortable, IsTheLaterOfTwoThatSomeSystemsTakeForOne) {
  const auto found =
      sightings(name_not_portable(),
                {.files = {{.path = "README.md"}, {.path = "a/readme.md"}, {.path = "readme.md"}}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().path, "readme.md");
  EXPECT_EQ(found.front().message, "is one file with README.md on some systems");
  EXPECT_THAT(paths(name_not_portable(), {.files = {{.path = "stra\xc3\x9f"
                                                             "e.md"},
                                                    {.path = "STRASSE.md"}}}),
              ElementsAre("STRASSE.md"));
}

TEST(NameNotPortable, IsWhatIsNotUtf8) {
  EXPECT_THAT(paths(name_not_portable(),
                    {.files = {{.path = "r\xc3\xa9sum\xc3\xa9.md"}, {.path = "r\xe9sum\xe9.md"}}}),
              ElementsAre("r\xe9sum\xe9.md"));
}

TEST(UnusableName, IsAPathOrTooLong) {
  const auto found = [](const std::string& name) {
    return sightings(unusable_name(), {.items = {item("a.md", Kind::Agent, name)}}).size();
  };
  for (const std::string& name : {std::string("../../escaped"), std::string(".."), std::string("/etc/passwd"),
                                  std::string("~/x"), std::string(129, 'n')})
    EXPECT_EQ(found(name), 1U) << name;
  for (const std::string& name :
       {std::string("/deploy"), std::string("team/deploy"), std::string("v1..2"), std::string(128, 'n')})
    EXPECT_EQ(found(name), 0U) << name;
}

struct Naming {
  std::string path, name;
  Kind kind;
  bool differs;
};

class NameDiffersFromFile : public testing::TestWithParam<Naming> {};

TEST_P(NameDiffersFromFile, ButForCaseAndSeparators) {
  const auto& [path, name, kind, differs] = GetParam();
  EXPECT_EQ(paths(name_differs_from_file(), {.items = {item(path, kind, name)}}).size(), differs ? 1U : 0U);
}

INSTANTIATE_TEST_SUITE_P(Table, NameDiffersFromFile,
                         testing::Values(Naming{"agents/reviewer.md", "code-critic", Kind::Agent, true},
                                         Naming{"agents/code_reviewer.md", "Code Reviewer", Kind::Agent,
                                                false},
                                         Naming{"agents/reviewer.agent.md", "reviewer", Kind::Agent, false},
                                         Naming{"reviewer/AGENT.md", "critic", Kind::Agent, false},
                                         Naming{"docs/reviewer.md", "critic", Kind::Doc, false}));

TEST(NotRead, IsToldOfEachSkippedFile) {
  const auto found =
      sightings(not_read(), {.skipped = {{.path = "a.md", .why = "permission denied"},
                                         {.path = "b.md", .why = "UTF-16, save it as UTF-8"}}});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].severity, Severity::Warning);
  EXPECT_EQ(found[1].severity, Severity::Error) << "scanners of bytes see nothing in it";
}

Reference reference(std::string target, std::string to, MentionForm form, std::uint32_t line) {
  return {.target = std::move(target), .to = std::move(to), .form = form, .lines = {line}};
}

TEST(Orphan, IsWhatNothingRefersTo) {
  Item caller = item("a.md", Kind::Workflow);
  caller.references = {reference("b", "b.md", MentionForm::Name, 3)};
  EXPECT_THAT(paths(orphan(), {.items = {caller, item("b.md", Kind::Agent), item("c.md", Kind::Agent),
                                         item("d/SKILL.md", Kind::Skill)}}),
              ElementsAre("a.md", "c.md"));
}

TEST(DeadReference, IsANameAndADeadLinkAPath) {
  Item broken = item("a.md", Kind::Agent);
  broken.references = {reference("close", "", MentionForm::Slash, 4),
                       reference("x.md", "", MentionForm::Link, 5),
                       reference("ok", "ok.md", MentionForm::Name, 6)};
  broken.mentions = {{.form = MentionForm::Slash, .target = "close", .span = {40, 45}, .line = 4},
                     {.form = MentionForm::Link, .target = "x.md", .span = {60, 64}, .line = 5}};
  const auto names = sightings(dead_reference(), {.items = {broken}});
  ASSERT_EQ(names.size(), 1U);
  EXPECT_EQ(names.front().message, "nothing here is called \"/close\"");
  EXPECT_EQ(names.front().span, (Span{40, 45}));
  const auto links = sightings(dead_link(), {.items = {broken}});
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links.front().message, "leads to no file: \"x.md\"");
}

TEST(DeadReference, IsNoNameThatSeveralHave) {
  Item caller = item("a.md", Kind::Workflow);
  caller.references = {reference("ferry:audit", "", MentionForm::Slash, 4),
                       reference("dock", "", MentionForm::Role, 5),
                       reference("gone", "", MentionForm::Role, 6)};
  const auto found = sightings(
      dead_reference(),
      {.items = {caller, item("x/audit.md", Kind::Command, "x"), item("y/audit.md", Kind::Command, "y"),
                 item("skills/dock/SKILL.md", Kind::Skill, "docking"), item("z/dock.md", Kind::Agent)}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().message, "nothing here is called \"gone\"");
}

struct Spoken {
  std::string line;
  bool counts;
};

class DeadName : public testing::TestWithParam<Spoken> {};

TEST_P(DeadName, CountsWhereItIsMeantForThisFolder) {
  const auto& [line, counts] = GetParam();
  const auto at = static_cast<std::uint32_t>(line.find("audit-seats"));
  EXPECT_EQ(dead_reference().counts({.path = "a.md", .bytes = line}, {at, at + 11}), counts) << line;
}

INSTANTIATE_TEST_SUITE_P(
    Table, DeadName,
    testing::Values(Spoken{"Then run /audit-seats.", true},
                    Spoken{"- [`/audit-seats`](https://example.com/audit-seats.md)", false},
                    Spoken{"For example, an `audit-seats` skill helps with maps.", false},
                    Spoken{"Pass the /audit-seats flag to the planner.", false},
                    Spoken{"| `/audit-seats` | [notes](seats.md) |", true}));

/// `from` says "run /to".
void call(Item& from, const std::string& to, bool called) {
  from.references.push_back(reference(to, to + ".md", MentionForm::Slash, 2));
  from.mentions.push_back(
      {.form = MentionForm::Slash, .target = to, .span = {10, 12}, .line = 2, .called = called});
}

TEST(CycleOfWorkflows, IsACircleOfCalls) {
  Item a = item("a.md", Kind::Workflow, "a");
  Item b = item("b.md", Kind::Command, "b");
  Item c = item("c.md", Kind::Workflow, "c");
  call(a, "b", true);
  call(b, "c", true);
  call(c, "a", true);
  const auto found = sightings(cycle_of_workflows(), {.items = {a, b, c}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().message, "these call one another: a, b, c");
  EXPECT_EQ(found.front().path, "a.md");
}

TEST(CycleOfWorkflows, NeedsMoreThanANameInPassing) {
  Item a = item("a.md", Kind::Workflow, "a");
  Item b = item("b.md", Kind::Workflow, "b");
  call(a, "b", true);
  call(b, "a", false);
  EXPECT_THAT(sightings(cycle_of_workflows(), {.items = {a, b}}), IsEmpty());
}

TEST(CycleOfWorkflows, IsFoundInAChainOfAnyLength) {
  Inventory inventory;
  constexpr int length = 50'000;
  for (int i = 0; i < length; ++i) {
    const auto name = [](int number) { return std::to_string(1'000'000 + number % length); };
    inventory.items.push_back(item(name(i) + ".md", Kind::Workflow, name(i)));
    call(inventory.items.back(), name(i + 1), true);
  }
  EXPECT_EQ(sightings(cycle_of_workflows(), inventory).size(), 1U);
}

TEST(TwoPurposes, AreJoinedByAnd) {
  EXPECT_THAT(paths(two_purposes(), {.items = {item("a.md", Kind::Agent, "triage-and-refund"),
                                               item("b.md", Kind::Skill, "search-and-replace"),
                                               item("c.md", Kind::Agent, "brand-android")}}),
              ElementsAre("a.md"));
}

TEST(TokenBudget, IsANoteUntilSomebodyAsksForIt) {
  Item large = item("a.md", Kind::Agent);
  large.tokens = 5001;
  const Inventory inventory{.items = {large}};
  const auto found = sightings(over_token_budget(), inventory);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().severity, Severity::Note);
  EXPECT_EQ(found.front().message, "about 5001 tokens, 1 more than the budget of 5000");
  Sightings asked;
  over_token_budget().look_at_facts({.inventory = inventory, .token_budget = 100, .budget_is_set = true},
                                    asked);
  EXPECT_EQ(asked.front().severity, Severity::Warning);
}

struct SkillNaming {
  std::string path, name, says;
};

class SkillName : public testing::TestWithParam<SkillNaming> {};

TEST_P(SkillName, IsShortPlainAndThatOfItsFolder) {
  const auto& [path, name, says] = GetParam();
  const auto found = sightings(skill_name(), {.items = {item(path, Kind::Skill, name)}});
  if (says.empty()) {
    EXPECT_THAT(found, IsEmpty());
  } else {
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found.front().message, HasSubstr(says));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, SkillName,
    testing::Values(SkillNaming{"skills/seat-maps/SKILL.md", "seat-maps", ""},
                    SkillNaming{"skills/seats/SKILL.md", "seat-maps", "lies in the folder \"seats\""},
                    SkillNaming{"skills/seats/SKILL.md", "Seats", "is no skill name"},
                    SkillNaming{"skills/a--b/SKILL.md", "a--b", "is no skill name"},
                    SkillNaming{"skills/-a/SKILL.md", "-a", "is no skill name"},
                    SkillNaming{"skills/" + std::string(64, 'a') + "/SKILL.md", std::string(64, 'a'), ""},
                    SkillNaming{"skills/" + std::string(65, 'a') + "/SKILL.md", std::string(65, 'a'),
                                "is no skill name"},
                    SkillNaming{"SKILL.md", "anything", ""}));

TEST(LongDescription, IsMeasuredInCharacters) {
  Item skill = item("skills/a/SKILL.md", Kind::Skill, "a");
  for (int i = 0; i < 1024; ++i) skill.description.replace(0, i == 0 ? std::string::npos : 0, "\xC3\xA9");
  EXPECT_THAT(sightings(long_description(), {.items = {skill}}), IsEmpty());
  skill.description += "e";
  EXPECT_EQ(sightings(long_description(), {.items = {skill}}).size(), 1U);
}

}  // namespace
}  // namespace agentops::check
