#include "mine/patterns.h"

#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mine/support.h"

namespace agentops::mine {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Fragment section(const std::string& title, Span span, std::uint64_t text, std::uint64_t outline = 0) {
  return {
      .title = title, .span = span, .line = span.begin + 1, .words = 20, .text = text, .outline = outline};
}

/// Items a, b, c, ... with these fragments, each in a domain of its own.
struct Items {
  Corpus corpus;
  std::vector<std::string> domain;
  std::vector<std::uint32_t> original;

  explicit Items(const std::vector<std::vector<Fragment>>& fragments) {
    for (std::size_t i = 0; i < fragments.size(); ++i) {
      corpus.rows.push_back(testing::row(std::string(1, static_cast<char>('a' + i)), "text"));
      corpus.rows.back().fragments = fragments[i];
      domain.push_back("d" + std::to_string(i + 1));
    }
    original.resize(fragments.size());
    std::iota(original.begin(), original.end(), 0U);
  }

  [[nodiscard]] std::vector<Pattern> patterns(const PatternOptions& options = {}) const {
    return patterns_of(corpus, domain, original, options);
  }
};

TEST(Patterns, FindASectionWithTheSameTextUnderSeveralTitles) {
  const Items items({{section("Laws", {0, 90}, 7)},
                     {section("Laws", {5, 80}, 7)},
                     {section("2. The rules", {0, 95}, 7)},
                     {}});
  const std::vector<Pattern> patterns = items.patterns();
  ASSERT_THAT(patterns, SizeIs(1));
  EXPECT_EQ(patterns[0].name, "laws");
  EXPECT_EQ(patterns[0].form, PatternForm::Section);
  EXPECT_THAT(patterns[0].uses, SizeIs(3));
  EXPECT_EQ(patterns[0].of, 4U);
  EXPECT_EQ(patterns[0].domains, 3U);
  EXPECT_EQ(patterns[0].wordings, 1U);
}

TEST(Patterns, DoNotRepeatWhatStandsInsideAnother) {
  const std::vector<Fragment> one = {section("Laws", {0, 90}, 7), section("First", {10, 50}, 8)};
  const Items items({one, one, one});
  EXPECT_THAT(items.patterns(), SizeIs(1));
}

TEST(Patterns, NameAnInnerTextThatStandsElsewhereToo) {
  const std::vector<Fragment> outer = {section("Laws", {0, 90}, 7), section("Tone", {20, 40}, 9)};
  const std::vector<Fragment> inner = {section("Tone", {20, 40}, 9)};
  const Items items({outer, outer, outer, inner, inner, inner});
  const std::vector<Pattern> patterns = items.patterns();
  ASSERT_THAT(patterns, SizeIs(2));
  EXPECT_THAT(patterns[0].uses, SizeIs(6)) << "all of them are told";
}

TEST(Patterns, FindRewordedSectionsByTheirOutline) {
  const Items items({{section("12 factors", {0, 90}, 1, 5)},
                     {section("Factors", {0, 90}, 2, 5)},
                     {section("Factors", {0, 90}, 3, 5)}});
  const std::vector<Pattern> patterns = items.patterns();
  ASSERT_THAT(patterns, SizeIs(1));
  EXPECT_EQ(patterns[0].form, PatternForm::Outline);
  EXPECT_EQ(patterns[0].wordings, 3U);
  EXPECT_EQ(patterns[0].name, "factors");
}

TEST(Patterns, TakeAnOutlineWithOneWordingForAText) {
  const std::vector<Fragment> same = {section("Laws", {0, 90}, 7, 5)};
  const std::vector<Pattern> patterns = Items({same, same, same}).patterns();
  ASSERT_THAT(patterns, SizeIs(1));
  EXPECT_EQ(patterns[0].form, PatternForm::Section);
}

TEST(Patterns, AreNotMadeByCopiesShortTextsOrOneItem) {
  Items copies({{section("a", {0, 9}, 7)}, {section("b", {0, 9}, 7)}, {section("c", {0, 9}, 7)}});
  copies.original = {0, 0, 2};
  EXPECT_THAT(copies.patterns(), IsEmpty());
  Fragment few = section("Laws", {0, 9}, 7);
  few.words = 7;
  EXPECT_THAT(Items({{few}, {few}, {few}}).patterns(), IsEmpty());
  EXPECT_THAT(
      Items({{section("a", {0, 9}, 7), section("b", {10, 19}, 7), section("c", {20, 29}, 7)}}).patterns(),
      IsEmpty());
}

TEST(Patterns, FindRewordedSectionsByWhatTheirHeadingSays) {
  const Items items({{section("2. Error handling", {0, 90}, 1)},
                     {section("Error Handling", {0, 90}, 2)},
                     {section("ERROR HANDLING:", {0, 90}, 3)},
                     {section("Errors", {0, 90}, 4)}});
  const std::vector<Pattern> patterns = items.patterns();
  ASSERT_THAT(patterns, SizeIs(1));
  EXPECT_EQ(patterns[0].form, PatternForm::Section);
  EXPECT_EQ(patterns[0].name, "error-handling");
  EXPECT_EQ(patterns[0].items, 3U);
  EXPECT_EQ(patterns[0].wordings, 3U);
}

TEST(Patterns, AreNamedByWhatDifferentTitlesShare) {
  const Items items({{section("Team tone", {0, 90}, 7)},
                     {section("Our tone of voice", {0, 90}, 7)},
                     {section("The tone", {0, 90}, 7)}});
  EXPECT_EQ(items.patterns().at(0).name, "tone");
}

}  // namespace
}  // namespace agentops::mine
