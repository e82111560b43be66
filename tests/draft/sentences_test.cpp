#include "draft/sentences.h"

#include <gtest/gtest.h>

namespace agentops::draft {
namespace {

TEST(FirstSentence, EndsWhereTheSentenceDoes) {
  struct Case {
    std::string text, sentence;
  };
  for (const Case& given :
       {Case{"Process refunds. Use when asked.", "Process refunds"},
        Case{"Checks e.g. links. Then stops.", "Checks e.g. links"},
        Case{"Runs v1.2 of the tool", "Runs v1.2 of the tool"}, Case{"One\\nline", "One line"},
        Case{"Reviews code <example>user: x</example>", "Reviews code"},
        Case{"Is it ready? Yes.", "Is it ready?"}, Case{"", ""}})
    EXPECT_EQ(first_sentence(given.text), given.sentence);
}

TEST(FirstSentence, IsCutAtAWord) { EXPECT_EQ(first_sentence("one two three four five", 15), "one two..."); }

TEST(FirstSentence, IsNeverCutInsideACharacter) {
  EXPECT_EQ(first_sentence("\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc", 8), "\xc3\xa4\xc3\xb6...");
}

TEST(WhenToUse, FindsTheSentenceThatSaysIt) {
  EXPECT_EQ(when_to_use("Process refunds. Use when a customer asks."), "Use when a customer asks.");
  EXPECT_EQ(when_to_use("Process refunds."), "");
}

TEST(WithoutOpening, LeavesWhatAnItemDoes) {
  struct Case {
    std::string sentence, purpose;
  };
  for (const Case& given :
       {Case{"Use this agent when you need to review code", "Review code"},
        Case{"Use when building a platform", "Building a platform"},
        Case{"Use this agent when a service is down", "Use this agent when a service is down"},
        Case{"Review code", "Review code"}})
    EXPECT_EQ(without_opening(given.sentence), given.purpose);
}

TEST(Listed, JoinsAsPeopleDo) {
  const std::vector<std::string> words = {"a", "b", "c", "d"};
  EXPECT_EQ(listed(words), "a, b, c and d");
  EXPECT_EQ(listed(words, 2), "a, b and 2 more");
  EXPECT_EQ(listed(std::span(words).first(1)), "a");
  EXPECT_EQ(listed(std::span(words).first(0)), "");
}

TEST(Code, HoldsBackticks) {
  EXPECT_EQ(code("make"), "`make`");
  EXPECT_EQ(code("a`b"), "``` a`b ```");
}

TEST(WithoutNumber, LeavesTheWordsOfAStep) {
  EXPECT_EQ(without_number("Phase 1: Look"), "Look");
  EXPECT_EQ(without_number("Step 12 - Act"), "Act");
  EXPECT_EQ(without_number("2. Ask"), "Ask");
  EXPECT_EQ(without_number("Stage 3"), "Stage 3");
}

TEST(AsRead, DropsTheMarksOfMarkdown) {
  EXPECT_EQ(as_read("- \"**Check** the age\""), "Check the age");
  EXPECT_EQ(as_read("* __Stop__ at \"red\""), "Stop at 'red'");
  EXPECT_EQ(as_read("---"), "");
}

}  // namespace
}  // namespace agentops::draft
