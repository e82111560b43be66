#include "mine/nearness.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "mine/common_ground.h"
#include "text/hash.h"
#include "text/words.h"

namespace agentops::mine {
namespace {

/// Portraits of bodies without a header, whose words are their own stems.
class Near : public testing::Test {
 protected:
  Portrait portrait(const std::string& body) {
    Document document;
    document.body = {0, static_cast<std::uint32_t>(body.size())};
    document.item.body_digest = text::sha256(text::normalised(body));
    return portrait_of(document, body, {}, stems_);
  }

  /// Each word of `text` says as much as one that 1 of 100 items has.
  Rarity rarity(std::string_view text) {
    Rarity rarity;
    text::for_each_word(text, [&](const text::Word& word) {
      if (const std::uint64_t term = stems_.term(word.text); term != 0)
        rarity.add(term, rarity_of("ledger", 1, 100));
    });
    return rarity;
  }

  Nearness nearness(const std::string& asked, const std::string& other) {
    return nearness_of(portrait(asked), portrait(other), rarity(asked));
  }

  Verdict verdict(const std::string& asked, const std::string& other) {
    return verdict_of(nearness(asked, other), portrait(asked), {});
  }

  CommonGround shared(const std::string& asked, const std::string& other) {
    return common_ground(portrait(asked), portrait(other), rarity(asked));
  }

  StemTable stems_{{}};
};

/// Twenty sentences on twenty lines, each of its own words.
std::string long_text() {
  std::string text;
  for (char c = 'a'; c < 'u'; ++c)
    text += std::string("Weigh crate ") + c + c + c + " before gate " + c + c + " opens at pier " + c + c +
            c + c + ".\n";
  return text;
}

TEST_F(Near, CallsTheSameWordsTheSame) {
  EXPECT_EQ(verdict("Stop the pump, then call.", "stop the pump - then CALL"), Verdict::Same);
}

TEST_F(Near, CallsTheSameBodyUnderQuiteAnotherHeaderDrifted) {
  const Portrait asked{.text = {},
                       .words = {},
                       .terms = {},
                       .body = {},
                       .runs = Members(20),
                       .lines = {},
                       .whole_runs = Members(30),
                       .headings = {},
                       .references = {},
                       .tools = {}};
  EXPECT_EQ(verdict_of({.runs = 1000, .whole = 790, .same_body = true}, asked, {}), Verdict::Drifted);
  EXPECT_EQ(verdict_of({.runs = 1000, .whole = 810, .same_body = true}, asked, {}), Verdict::Same);
}

TEST_F(Near, CallsACopyWithOneLineChangedDrifted) {
  const std::string original = long_text();
  EXPECT_EQ(verdict(original, original + "And one more line about ropes.\n"), Verdict::Drifted);
}

TEST_F(Near, CallsAShortTextNoCopyWhateverItShares) {
  EXPECT_EQ(verdict("Stop the pump now.", "Stop the pump now, and then call the harbour master."),
            Verdict::Extend);
}

TEST_F(Near, MeetsAShortNeedWithALongText) {
  EXPECT_EQ(verdict("weigh crate ccc", long_text()), Verdict::Extend);
  EXPECT_EQ(verdict(long_text(), "weigh crate ccc"), Verdict::New);
}

TEST_F(Near, CallsWhatSharesNothingNew) {
  EXPECT_EQ(verdict("Tune the piano.", "Reconcile bank statements."), Verdict::New);
  EXPECT_EQ(score_of(nearness("Tune the piano.", "Reconcile bank statements.")), 0U);
}

TEST_F(Near, IsNeverTheSameAsATextWithoutWords) { EXPECT_NE(verdict("...", "!!!"), Verdict::Same); }

TEST_F(Near, ToldByACopyScoresItsRunsWhereTheyAreMore) {
  const Nearness near{.about = 400, .runs = 900};
  EXPECT_EQ(score_of(near), 900U);
}

TEST(Rarity, IsLessTheMoreItemsHaveAWord) {
  EXPECT_GT(rarity_of("ledger", 1, 100), rarity_of("ledger", 10, 100));
  EXPECT_GT(rarity_of("ledger", 10, 100), rarity_of("ledger", 100, 100));
  EXPECT_GE(rarity_of("ledger", 100, 100), 0);
}

TEST(Rarity, IsLessForAWordThatNobodyHasThanForOneThatOneHas) {
  EXPECT_LT(rarity_of("ledger", 0, 100), rarity_of("ledger", 1, 100));
}

TEST_F(Near, MeetsADescriptionByNameAndDescriptionAlone) {
  Item asked;
  asked.description = "Weigh crates on the pier";
  Item other;
  other.name = "crates";
  other.description = "The pier";
  EXPECT_EQ(met_by_lead(asked, other, stems_), 666U);
  EXPECT_EQ(met_by_lead(other, asked, stems_), 1000U);
  EXPECT_EQ(met_by_lead({}, other, stems_), 0U);
}

TEST_F(Near, SharesPhrasesAsTheAskedTextWritesThem) {
  const CommonGround ground =
      shared("Look for Leaked Secrets in a push", "it finds leaked secrets\nin each PUSH");
  EXPECT_EQ(ground.phrases, (std::vector<std::string>{"Leaked Secrets", "push"}));
}

TEST_F(Near, EndsAPhraseWithItsLine) {
  const CommonGround ground = shared("leaked secrets\npush hook", "leaked secrets push hook");
  EXPECT_EQ(ground.phrases, (std::vector<std::string>{"leaked secrets", "push hook"}));
}

TEST_F(Near, TellsAWordOnce) {
  EXPECT_EQ(shared("push, push, push", "a push").phrases, std::vector<std::string>{"push"});
}

TEST_F(Near, SharesNoWordsWithoutSubject) { EXPECT_TRUE(shared("the and of", "the and of").phrases.empty()); }

}  // namespace
}  // namespace agentops::mine
