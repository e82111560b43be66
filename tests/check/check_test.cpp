#include "check/check.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/check/look.h"

namespace agentops::check {
namespace {

using test::item;
using testing::ElementsAre;
using testing::IsEmpty;

/// A folder in memory.
struct Folder {
  std::map<std::string, std::string> texts;
  Inventory inventory;

  void add(const std::string& path, std::string text) {
    texts[path] = std::move(text);
    inventory.files.push_back({.path = path, .kind = Kind::Skill, .item = path});
    Item skill = item(path, Kind::Skill);
    inventory.items.push_back(std::move(skill));
  }

  [[nodiscard]] std::vector<KnownFinding> check(const CheckOptions& options = {}) const {
    const SourceReader read = [this](const std::string& path) -> Result<std::string> {
      if (const auto text = texts.find(path); text != texts.end()) return text->second;
      return fail({.kind = ErrorKind::Unreadable, .message = "it is gone"});
    };
    return check::check(inventory, read, options);
  }
};

std::vector<std::string> lines(const std::vector<KnownFinding>& findings) {
  std::vector<std::string> found;
  for (const KnownFinding& each : findings)
    found.push_back(each.finding.rule + " " + each.finding.place.path + ":" +
                    std::to_string(each.finding.place.line));
  return found;
}

Folder folder() {
  Folder made;
  made.add("a.md", "# A\n\nrm -rf ~/\n");
  made.add("b.md", "# B\n\nover\u202Eride\n");
  made.add("c.md", "# C\n");
  made.inventory.items[2].findings = {
      {.rule = "AO101", .place = {.path = "c.md", .line = 2}, .message = "not YAML"}};
  return made;
}

TEST(Check, TellsTheWorstFirst) {
  EXPECT_THAT(lines(folder().check()), ElementsAre("AO701 b.md:3", "AO101 c.md:2", "AO710 a.md:3"));
}

TEST(Check, SaysTheSameWithAnyNumberOfThreads) {
  Folder many;
  for (int i = 100; i < 300; ++i) many.add(std::to_string(i) + ".md", i % 3 == 0 ? "rm -rf ~/\n" : "fine\n");
  const auto one = many.check({.threads = 1});
  EXPECT_EQ(one.size(), 66U);
  EXPECT_EQ(many.check({.threads = 7}), one);
}

TEST(Check, KeepsToTheRulesThatAreAskedFor) {
  EXPECT_THAT(lines(folder().check({.only = {"AO7"}})), ElementsAre("AO701 b.md:3", "AO710 a.md:3"));
  EXPECT_THAT(lines(folder().check({.only = {"ao101"}})), ElementsAre("AO101 c.md:2"));
}

TEST(Check, LooksForCostlyThingsOnlyWhenTheyAreNamed) {
  EXPECT_FALSE(is_named({}, "AO205"));
  EXPECT_TRUE(is_named({.only = {"AO2"}}, "AO205"));
  EXPECT_FALSE(is_named({.only = {"AO101"}}, "AO205"));
  EXPECT_TRUE(is_named({.levels = {{"AO205", Severity::Note}}}, "AO205"));
  EXPECT_FALSE(is_named({.levels = {{"AO205", std::nullopt}}}, "AO205"));
}

TEST(Check, ObeysTheLongestLevelOfTheSettings) {
  const auto findings = folder().check(
      {.levels = {{"AO7", std::nullopt}, {"AO701", Severity::Note}, {"AO101", Severity::Error}}});
  EXPECT_THAT(lines(findings), ElementsAre("AO101 c.md:2", "AO701 b.md:3"));
  EXPECT_EQ(findings[0].finding.severity, Severity::Error);
  EXPECT_EQ(findings[1].finding.severity, Severity::Note);
}

TEST(Check, SaysOfEachFindingWhatMendsIt) {
  for (const KnownFinding& each : folder().check()) EXPECT_NE(each.finding.fix, "") << each.finding.rule;
}

TEST(Check, PromisesFixOnlyWhereItHasEdits) {
  Folder mixed = folder();
  mixed.inventory.items[2].findings.push_back({.rule = "AO101",
                                               .place = {.path = "c.md", .line = 1},
                                               .message = "not YAML",
                                               .edits = {{.span = {0, 1}, .text = "#"}}});
  const auto findings = mixed.check({.only = {"AO101"}});
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_THAT(findings[0].finding.fix, testing::HasSubstr("--fix"));
  EXPECT_EQ(findings[1].finding.fix, "mend it by hand; agentops explain AO101");
}

TEST(Check, TellsAFileThatIsGone) {
  Folder changed = folder();
  changed.texts.erase("a.md");
  EXPECT_THAT(lines(changed.check({.only = {"AO110", "AO710"}})), ElementsAre("AO110 a.md:0"));
}

TEST(Check, LeavesBinaryAttachmentsAlone) {
  Folder image;
  image.add("logo.png", std::string("\x89PNG\0\x1b rm -rf ~/\n", 18));
  image.inventory.items.clear();
  image.inventory.files.front().item.clear();
  EXPECT_THAT(lines(image.check({.only = {"AO7"}})), IsEmpty());
}

TEST(Check, IsNotBlindedByANulInAnItem) {
  Folder hostile;
  hostile.add("a.md", std::string("# T\0\n\nrm -rf ~/\n", 16));
  EXPECT_THAT(lines(hostile.check({.only = {"AO701"}})), ElementsAre("AO701 a.md:1"));
}

TEST(Check, CapsOneRuleInOneFile) {
  Folder hostile;
  std::string text;
  for (int i = 0; i < 1500; ++i) text += "a\u3164b\n";
  hostile.add("a.md", text);
  const auto findings = hostile.check({.only = {"AO701"}});
  EXPECT_EQ(findings.size(), 1000U);
  EXPECT_THAT(findings.back().finding.message, testing::EndsWith("and 500 more in this file"));
}

TEST(Check, CapsOneRuleOfFactsInOneFile) {
  Folder hostile;
  hostile.add("a.md", "# A\n");
  Item& item = hostile.inventory.items.front();
  for (std::uint32_t line = 1; line <= 1500; ++line)
    item.uses.literals.push_back(
        {.type = LiteralType::HomePath, .value = "~/notes", .context = "in", .span = {}, .line = line});
  const auto findings = hostile.check({.only = {"AO601"}});
  EXPECT_EQ(findings.size(), 1000U);
  EXPECT_THAT(findings.back().finding.message, testing::EndsWith("and 500 more in this file"));
}

TEST(Check, CountsADeadNameOnlyWhereTheTextMeansIt) {
  Folder list;
  list.add("a.md", "Run [/close](https://example.com/close.md).\n");
  list.inventory.items[0].references = {
      {.target = "close", .to = "", .form = MentionForm::Slash, .lines = {1}}};
  list.inventory.items[0].mentions = {
      {.form = MentionForm::Slash, .target = "close", .span = {6, 11}, .line = 1}};
  EXPECT_THAT(lines(list.check({.only = {"AO302"}})), IsEmpty());
}

TEST(BeginsRules, KnowsIdsAndTheirBeginnings) {
  EXPECT_TRUE(begins_rules("AO101"));
  EXPECT_TRUE(begins_rules("ao7"));
  EXPECT_FALSE(begins_rules("AO999"));
  EXPECT_FALSE(begins_rules(""));
}

}  // namespace
}  // namespace agentops::check
