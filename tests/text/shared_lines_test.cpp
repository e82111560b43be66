#include "text/shared_lines.h"

#include <vector>

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

const std::vector<std::string_view> three = {"1. Stop.\n\nOnly here.\n", "1. STOP!\n\n2. Ask.\n",
                                             "  1. stop.\r\n2. Ask."};

TEST(SharedLines, CountTextsWithTheSameWordsAndTheirSpellings) {
  const SharedLines shared(three);
  EXPECT_EQ(shared.texts_with("1) stop"), 3U);
  EXPECT_EQ(shared.spellings_of("1. Stop."), 3U);
  EXPECT_EQ(shared.texts_with("2. Ask."), 2U);
  EXPECT_EQ(shared.spellings_of("2. Ask."), 1U);
  EXPECT_EQ(shared.texts_with("never"), 0U);
  EXPECT_EQ(shared.spellings_of("never"), 0U);
}

TEST(SharedLines, AreCommonInHalfOfTheTexts) {
  const SharedLines shared(three);
  EXPECT_TRUE(shared.is_common("2. Ask."));
  EXPECT_FALSE(shared.is_common("Only here."));
  EXPECT_FALSE(shared.is_common("")) << "a line without words is nobody's";
}

TEST(SharedLines, CountATextOnceThatRepeatsALine) {
  const std::vector<std::string_view> texts = {"a\na\na\n", "b\n", "c\n"};
  EXPECT_EQ(SharedLines(texts).texts_with("a"), 1U);
}

TEST(SharedLines, NameTheTextThatHasMostOfThem) {
  EXPECT_EQ(SharedLines(three).most_common_text(), 1U);
  EXPECT_EQ(SharedLines({}).most_common_text(), 0U);
}

}  // namespace
}  // namespace agentops::text
