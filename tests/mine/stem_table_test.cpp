#include "mine/stem_table.h"

#include <gtest/gtest.h>

namespace agentops::mine {
namespace {

TEST(StemTable, KnowsWhatCarriesNoSubject) {
  StemTable stems([](const std::string& word) { return word.substr(0, 4); });
  for (const std::string_view word : {"the", "a", "x", "2026"}) EXPECT_EQ(stems.term(word), 0U) << word;
  EXPECT_EQ(stems.term("deploy"), stems.term("deployment"));
  EXPECT_NE(stems.term("deploy"), stems.term("delete"));
}

TEST(StemTable, KnowsWhatIsChosenNotToCount) {
  StemTable stems({}, [](std::string_view word) { return word != "agent"; });
  EXPECT_EQ(stems.term("agent"), 0U);
  EXPECT_NE(stems.term("the"), 0U);
}

TEST(StemTable, RemembersMoreWordsThanItBeganWithPlaceFor) {
  StemTable stems{{}};
  const std::uint64_t first = stems.term("word");
  for (int i = 0; i < 10'000; ++i) EXPECT_NE(stems.term("word" + std::to_string(i)), 0U);
  EXPECT_EQ(stems.term("word"), first);
}

}  // namespace
}  // namespace agentops::mine
