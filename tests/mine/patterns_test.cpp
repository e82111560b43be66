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
  return {.form = FragmentForm::Section,
          .title = title,
          .span = span,
          .line = span.begin + 1,
          .words = 20,
          .text = text,
          .outline = outline};
}

Fragment block(Span span, std::uint64_t text, std::uint32_t words = 20) {
  return {.form = FragmentForm::Block,
          .title = "Usage",
          .span = span,
          .line = span.begin + 1,
          .words = words,
          .text = text,
          .outline = 0};
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
  EXPECT_EQ(patterns[0].id, "P1");
  EXPECT_EQ(patterns[0].name, "laws");
  EXPECT_EQ(patterns[0].form, PatternForm::Section);
  EXPECT_THAT(patterns[0].uses, SizeIs(3));
  EXPECT_EQ(patterns[0].of, 4U);
  EXPECT_EQ(patterns[0].domains, 3U);
  EXPECT_EQ(patterns[0].wordings, 1U);
  EXPECT_TRUE(patterns[0].generic);
}

TEST(Patterns, AreGenericOnlyInEnoughDomains) {
  Items items({{block({0, 9}, 7)}, {block({0, 9}, 7)}, {block({0, 9}, 7)}});
  items.domain = {"d1", "d1", "d2"};
  EXPECT_FALSE(items.patterns().at(0).generic);
  EXPECT_TRUE(items.patterns({.generic_from_domains = 2}).at(0).generic);
  items.domain = {"", "", ""};
  EXPECT_EQ(items.patterns().at(0).domains, 0U);
}

TEST(Patterns, DoNotRepeatWhatStandsInsideAnother) {
  const std::vector<Fragment> one = {section("Laws", {0, 90}, 7), section("First", {10, 50}, 8),
                                     block({20, 40}, 9)};
  const Items items({one, one, one});
  EXPECT_THAT(items.patterns(), SizeIs(1));
}

TEST(Patterns, NameAnInnerTextThatStandsElsewhereToo) {
  const std::vector<Fragment> outer = {section("Laws", {0, 90}, 7), block({20, 40}, 9)};
  const std::vector<Fragment> inner = {block({20, 40}, 9)};
  const Items items({outer, outer, outer, inner, inner, inner});
  const std::vector<Pattern> patterns = items.patterns();
  ASSERT_THAT(patterns, SizeIs(2));
  EXPECT_THAT(patterns[0].uses, SizeIs(6)) << "the block has most uses, and all of them are told";
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
  Items copies({{block({0, 9}, 7)}, {block({0, 9}, 7)}, {block({0, 9}, 7)}});
  copies.original = {0, 0, 2};
  EXPECT_THAT(copies.patterns(), IsEmpty());
  EXPECT_THAT(Items({{block({0, 9}, 7, 7)}, {block({0, 9}, 7, 7)}, {block({0, 9}, 7, 7)}}).patterns(),
              IsEmpty());
  EXPECT_THAT(Items({{block({0, 9}, 7), block({10, 19}, 7), block({20, 29}, 7)}}).patterns(), IsEmpty());
}

TEST(Patterns, HaveNamesThatDiffer) {
  const std::vector<Fragment> two = {section("Laws", {0, 9}, 7), section("Laws", {10, 19}, 8)};
  const std::vector<Pattern> patterns = Items({two, two, two}).patterns();
  ASSERT_THAT(patterns, SizeIs(2));
  EXPECT_EQ(patterns[0].name, "laws");
  EXPECT_EQ(patterns[1].name, "laws-2");
}

}  // namespace
}  // namespace agentops::mine
