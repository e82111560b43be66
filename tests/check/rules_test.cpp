#include "check/rules.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/check/look.h"

namespace agentops::check {
namespace {

TEST(Rules, AreListedOnceAndInOrder) {
  const auto& rules = all_rules();
  const auto id = [](const Rule& rule) -> const std::string& { return rule.card.id; };
  EXPECT_TRUE(std::ranges::is_sorted(rules, std::less_equal<>{}, id));
  EXPECT_EQ(rules.front().card.id, "AO101");
}

TEST(Rules, SayWhatWhyAndHowToMend) {
  for (const Rule& rule : all_rules()) {
    EXPECT_NE(rule.card.title, "") << rule.card.id;
    EXPECT_NE(rule.card.what, "") << rule.card.id;
    EXPECT_NE(rule.card.why, "") << rule.card.id;
    EXPECT_NE(rule.card.mend, "") << rule.card.id;
    EXPECT_EQ(rule.card.bad.empty(), rule.card.good.empty()) << rule.card.id;
  }
}

TEST(Rules, SpeakOfTheirOwnBadExampleAndNotOfTheGoodOne) {
  for (const Rule& rule : all_rules()) {
    if (rule.look_at_text == nullptr || rule.card.bad.find('<') != std::string::npos || rule.card.bad.empty())
      continue;
    EXPECT_FALSE(test::sightings(rule, rule.card.bad + "\n").empty()) << rule.card.id;
    EXPECT_TRUE(test::sightings(rule, rule.card.good + "\n").empty()) << rule.card.id;
  }
}

TEST(Rules, AreFoundInAnyCaseOfLetters) {
  ASSERT_NE(rule_named("ao302"), nullptr);
  EXPECT_EQ(rule_named("ao302")->card.id, "AO302");
  EXPECT_EQ(rule_named("AO3"), nullptr);
  EXPECT_EQ(rule_named(""), nullptr);
}

}  // namespace
}  // namespace agentops::check
