#include "mine/template_shape.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mine/template_text.h"

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

/// The shape of some lines that share `words`, one after another.
Shape shape_of(const std::vector<std::string_view>& lines, const std::vector<std::string_view>& words) {
  std::vector<std::vector<Span>> places;
  for (const std::string_view line : lines) {
    places.emplace_back();
    std::size_t at = 0;
    for (const std::string_view word : words) {
      at = line.find(word, at);
      places.back().push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())});
      at += word.size();
    }
  }
  return common_shape(lines, places);
}

TEST(Shape, HasASlotWhereTextsDiffer) {
  const Shape shape = shape_of({"We gave customer #12 a 20% discount", "We gave customer #7 a 5% discount"},
                               {"We", "gave", "customer", "a", "discount"});
  EXPECT_THAT(shape.pieces, ElementsAre("We gave customer #", " a ", " discount"));
}

TEST(Shape, TakesAWholePathOrNameForAValue) {
  EXPECT_THAT(shape_of({"Read docs/a.md now", "Read docs/b.md now"}, {"Read", "docs", "md", "now"}).pieces,
              ElementsAre("Read ", " now"));
  EXPECT_THAT(shape_of({"the web-team runs", "the ops-team runs"}, {"the", "team", "runs"}).pieces,
              ElementsAre("the ", " runs"));
}

TEST(Shape, LeavesTheFullStopBehindANumberToTheText) {
  EXPECT_THAT(shape_of({"1. Ask", "2. Ask"}, {"Ask"}).pieces, ElementsAre("", ". Ask"));
}

TEST(Shape, HasEmptyValuesForWhatIsOptional) {
  const Shape shape = shape_of({"Run all tests now", "Run tests now"}, {"Run", "tests", "now"});
  EXPECT_THAT(values_in(shape, "Run tests now"), Optional(ElementsAre("")));
  EXPECT_THAT(values_in(shape, "Run all tests now"), Optional(ElementsAre("all ")));
}

TEST(ValuesIn, AreFoundAndPutBackByteForByte) {
  const Shape shape{.pieces = {"Query ", " for ", "."}};
  for (const std::string text : {"Query the index for names.", "Query  for .", "Query a for b for c."}) {
    const auto values = values_in(shape, text);
    ASSERT_TRUE(values) << text;
    EXPECT_EQ(rendered(shape, *values), text);
  }
  for (const std::string text : {"Query the index", "query a for b.", "Query a for b", "Query for.", ""})
    EXPECT_FALSE(values_in(shape, text)) << text;
}

TEST(ValuesIn, DoNotPartAWord) {
  const Shape shape{.pieces = {"", "art", ""}};
  EXPECT_FALSE(values_in(shape, "a cart here"));
  EXPECT_THAT(values_in(shape, "a cart of art"), Optional(ElementsAre("a cart of ", "")));
}

TEST(FileLines, AreThoseOfTheItemWithoutFrontmatterAndBlanks) {
  const std::string file = "---\nname: a\n---\n# A\r\n\n  Run.\nnext\nlast";
  const FileLines lines(file);
  std::string found;
  for (const TextLine& line : lines.of({.line = 1, .lines = 7})) {
    found += std::to_string(line.number) + ":" + std::string(line.text) + ";";
    EXPECT_EQ(file.substr(line.begin, line.text.size()), line.text);
  }
  EXPECT_EQ(found, "4:# A;6:  Run.;7:next;");
  EXPECT_EQ(lines.of({.line = 8, .lines = 9}).size(), 1U);
  EXPECT_TRUE(lines.of({.line = 20, .lines = 9}).empty());
  EXPECT_TRUE(FileLines("").of({.line = 1, .lines = 1}).empty());
}

}  // namespace
}  // namespace agentops::mine
