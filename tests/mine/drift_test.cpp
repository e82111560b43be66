#include "mine/drift.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using text::DifferenceForm;

/// An agent of four sections with three lines each; line 8 is "rule 1 of part 1".
std::string agent(const std::string& name) {
  std::string text = "---\nname: " + name + "\nmodel: large\ntools: Read, Grep\n---\n# The same agent\n";
  for (char part = '1'; part <= '4'; ++part) {
    text += std::string("## Part ") + part + "\n";
    for (char rule = '1'; rule <= '3'; ++rule)
      text += std::string("- rule ") + rule + " of part " + part + ": stop above $500\n";
  }
  return text;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

Drift drift_among(const std::vector<std::string>& texts) {
  std::vector<text::Passage> copies;
  for (const std::string& text : texts) copies.push_back({text});
  return drift_of(copies);
}

TEST(Drift, NamesTheCopyThatMissedALine) {
  const std::string line = "- rule 2 of part 3: stop above $500\n";
  const Drift drift = drift_among({agent("a"), agent("b"), replaced(agent("c"), line, ""), agent("d")});
  ASSERT_EQ(drift.odd.size(), 1U);
  EXPECT_EQ(drift.odd[0].member, 2U);
  EXPECT_EQ(drift.odd[0].difference,
            (text::Difference{DifferenceForm::Lacks, 17, "rule 2 of part 3: stop above $500", "", 1}));
  EXPECT_THAT(drift.agree, ElementsAre(0, 1, 3));
}

TEST(Drift, BlamesTheTypicalCopyToo) {
  const std::string line = "- rule 2 of part 3: stop above $500\n";
  const Drift drift = drift_among({replaced(agent("a"), line, ""), agent("b"), agent("c")});
  ASSERT_EQ(drift.odd.size(), 1U);
  EXPECT_EQ(drift.odd[0].member, 0U);
  EXPECT_EQ(drift.odd[0].against, 1U);
  EXPECT_EQ(drift.odd[0].difference.line, 17U);
}

TEST(Drift, PutsChangedValuesFirst) {
  const std::string line = "- rule 1 of part 1: stop above $500\n";
  const Drift drift = drift_among(
      {agent("a"), agent("b"),
       replaced(replaced(agent("c"), line, ""), "part 4: stop above $500", "part 4: stop above $450"),
       replaced(agent("d"), "model: large", "model: small")});
  ASSERT_EQ(drift.odd.size(), 3U);
  EXPECT_TRUE(drift.odd[0].is_value);
  EXPECT_EQ(drift.odd[0].difference.copy, "rule 1 of part 4: stop above $450");
  EXPECT_TRUE(drift.odd[1].is_value);
  EXPECT_EQ(drift.odd[1].member, 3U);
  EXPECT_EQ(drift.odd[1].difference.line, 3U);
  EXPECT_FALSE(drift.odd[2].is_value);
}

TEST(Drift, SeesThatASectionWasMoved) {
  std::string moved = agent("c");
  const auto begin = moved.find("## Part 1");
  const auto end = moved.find("## Part 2");
  moved = moved.substr(0, begin) + moved.substr(end) + moved.substr(begin, end - begin);
  const Drift drift = drift_among({agent("a"), agent("b"), moved});
  ASSERT_EQ(drift.odd.size(), 1U);
  EXPECT_EQ(drift.odd[0].form, OddForm::Moved);
  EXPECT_EQ(drift.odd[0].difference.line, 7U);
  EXPECT_EQ(drift.odd[0].moved_to, 19U);
}

TEST(Drift, BlamesNobodyWithoutAMajority) {
  const Drift drift = drift_among({replaced(agent("a"), "part 2: stop above $500", "part 2: stop above $1"),
                                   replaced(agent("b"), "part 2: stop above $500", "part 2: stop above $2"),
                                   replaced(agent("c"), "part 2: stop above $500", "part 2: stop above $3")});
  EXPECT_THAT(drift.odd, IsEmpty());
  EXPECT_EQ(drift.unsettled, 1U);
  EXPECT_TRUE(drift.judged);
}

TEST(Drift, OfTwoCopiesIsToldNotJudged) {
  const Drift drift =
      drift_among({agent("a"), replaced(agent("b"), "part 2: stop above $500", "part 2: stop above $2")});
  EXPECT_FALSE(drift.judged);
  ASSERT_EQ(drift.odd.size(), 1U);
  EXPECT_EQ(drift.odd[0].member, 1U);
}

TEST(Drift, IsNoneWhereOnlyNamesAndSpacingDiffer) {
  const Drift drift =
      drift_among({agent("a"), replaced(agent("b"), "## Part 2\n", "\n\n##  Part 2\n\n"), agent("c")});
  EXPECT_THAT(drift.odd, IsEmpty());
  EXPECT_EQ(drift.unsettled, 0U);
  EXPECT_EQ(drift.agree.size(), 3U);
}

TEST(Drift, TellsDifferentAdditionsInOnePlaceApart) {
  const std::string heading = "## Part 2\n";
  const Drift drift =
      drift_among({agent("a"), replaced(agent("b"), heading, heading + "a new line here\n"),
                   replaced(agent("c"), heading, heading + "another line there\n"), agent("d"), agent("e")});
  ASSERT_EQ(drift.odd.size(), 2U);
  EXPECT_EQ(drift.odd[0].difference.form, DifferenceForm::Adds);
  EXPECT_EQ(drift.odd[0].difference.line, 12U);
  EXPECT_EQ(drift.odd[1].difference.copy, "another line there");
}

}  // namespace
}  // namespace agentops::mine
