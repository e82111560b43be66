#include "check/judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::check {
namespace {

Noticed noticed(Span span, std::string rule = "AO302") {
  return {.finding = {.rule = std::move(rule), .place = {.path = "a.md"}, .message = "m"}, .span = span};
}

std::vector<std::string> fingerprints(const std::vector<Noticed>& all, std::string_view bytes) {
  std::vector<std::string> found;
  for (const KnownFinding& each : place_in_file(all, bytes)) found.push_back(each.fingerprint);
  return found;
}

TEST(PlaceInFile, GivesLineColumnAndWidth) {
  const auto found = place_in_file({noticed({8, 11})}, "one\ntwo three\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().finding.place, (Place{"a.md", 2, 5}));
  EXPECT_EQ(found.front().finding.width, 3U);
}

TEST(PlaceInFile, CountsInUtf16CodeUnits) {
  const std::string_view text = "\u00e9 \U0001f600 \xff here \U0001f600!";
  const auto at = static_cast<std::uint32_t>(text.find("here"));
  const auto found = place_in_file({noticed({at, static_cast<std::uint32_t>(text.size())})}, text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().finding.place, (Place{"a.md", 1, 8}));
  EXPECT_EQ(found.front().finding.width, 8U);
}

TEST(PlaceInFile, TakesLinearTimeInOneLine) {
  std::string text = "é";
  std::vector<Noticed> all;
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    text += "some word ";
    all.push_back(noticed({i * 10 + 2, i * 10 + 6}));
  }
  std::ranges::reverse(all);
  const auto found = place_in_file(std::move(all), text);
  ASSERT_EQ(found.size(), 100'000U);
  EXPECT_EQ(found.front().finding.place.column, 2U);
  EXPECT_EQ(found.back().finding.place.column, 999'992U);
}

TEST(PlaceInFile, EndsTheWidthAtTheLine) {
  const auto found = place_in_file({noticed({4, 12})}, "one\r\ntwo\r\nthree");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().finding.place.line, 1U);
  const auto second = place_in_file({noticed({5, 12})}, "one\r\ntwo\r\nthree");
  EXPECT_EQ(second.front().finding.place, (Place{"a.md", 2, 1}));
  EXPECT_EQ(second.front().finding.width, 3U);
}

TEST(PlaceInFile, OrdersByPlaceThenRule) {
  const auto found =
      place_in_file({noticed({4, 5}), noticed({0, 1}), noticed({0, 1}, "AO101")}, "one\ntwo\n");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].finding.rule, "AO101");
  EXPECT_EQ(found[2].finding.place.line, 2U);
}

TEST(PlaceInFile, LeavesAPlaceThatTheTextDoesNotHave) {
  Noticed odd = noticed({40, 50});
  odd.finding.place.line = 7;
  EXPECT_EQ(place_in_file({odd}, "short").front().finding.place.line, 7U);
}

TEST(Fingerprint, SurvivesLinesThatComeAndGo) {
  const auto before = fingerprints({noticed({4, 7})}, "one\nrun /x now\n");
  const auto after = fingerprints({noticed({16, 19})}, "new line\n\n one\n  run /x now\n");
  EXPECT_EQ(before.size(), 1U);
  EXPECT_EQ(before.front().size(), 16U);
  EXPECT_EQ(fingerprints({noticed({18, 21})}, "new line\n\n one\n  run /x now\n"), before);
  EXPECT_EQ(after, before) << "anywhere on the line";
}

TEST(Fingerprint, ChangesWithTheLine) {
  EXPECT_NE(fingerprints({noticed({0, 3})}, "run /x now\n"), fingerprints({noticed({0, 3})}, "run /y now\n"));
}

TEST(Fingerprint, TellsEqualLinesApart) {
  const auto found = fingerprints({noticed({0, 3}), noticed({7, 10})}, "run /x\nrun /x\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_NE(found[0], found[1]);
}

TEST(Fingerprint, OfAFileAsAWholeDoesNotKnowItsText) {
  Noticed whole = noticed({});
  EXPECT_EQ(fingerprints({whole}, "one\n"), fingerprints({whole}, "two\n"));
}

}  // namespace
}  // namespace agentops::check
