#include "mine/template_blocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Lines with these symbols, one below the other.
std::vector<SymbolLine> lines(const std::vector<Symbol>& symbols) {
  std::vector<SymbolLine> result;
  for (const Symbol symbol : symbols)
    result.push_back({.symbol = symbol, .number = static_cast<std::uint32_t>(result.size() + 1)});
  return result;
}

TEST(Runs, AreLinesThatKeepTogether) {
  const auto runs = runs_of({lines({9, 1, 2, 3}), lines({1, 2, 3, 0}), lines({0, 1, 2, 3, 8})}, 3);
  ASSERT_THAT(runs, SizeIs(1));
  EXPECT_THAT(runs[0].symbols, ElementsAre(1, 2, 3));
  EXPECT_THAT(runs[0].steps, ElementsAre(1, 1));
  EXPECT_THAT(runs[0].places, ElementsAre(RunPlace{0, 1}, RunPlace{1, 0}, RunPlace{2, 1}));
}

TEST(Runs, GoOverOneOrTwoLinesOfAnyText) {
  const auto runs = runs_of({lines({1, 0, 2}), lines({1, 0, 2}), lines({1, 7, 2})}, 3);
  ASSERT_THAT(runs, SizeIs(1));
  EXPECT_THAT(runs[0].symbols, ElementsAre(1, 0, 2));
  EXPECT_THAT(runs[0].places, SizeIs(3));
  EXPECT_THAT(runs_of({lines({1, 0, 0, 0, 2}), lines({1, 0, 0, 0, 2}), lines({1, 0, 0, 0, 2})}, 3),
              IsEmpty());
}

TEST(Runs, AreNotMadeOfLinesThatAlsoStandElsewhere) {
  EXPECT_THAT(runs_of({lines({1, 2}), lines({1, 2}), lines({1, 2}), lines({1, 3}), lines({1, 4})}, 3),
              IsEmpty());
}

TEST(Runs, StandInEnoughItemsAndNeverOverlap) {
  EXPECT_THAT(runs_of({lines({1, 2, 1, 2, 1, 2}), lines({1, 2})}, 3), IsEmpty());
  const auto runs = runs_of({lines({1, 2, 1, 2}), lines({1, 2}), lines({1, 2})}, 3);
  ASSERT_THAT(runs, SizeIs(1));
  EXPECT_THAT(runs[0].places, SizeIs(4));
}

TEST(Runs, BeginAnewAtAHeading) {
  std::vector<SymbolLine> headed = lines({1, 2, 3, 4});
  headed[2].opens = true;
  const auto runs = runs_of({headed, headed, headed}, 3);
  ASSERT_THAT(runs, SizeIs(2));
  EXPECT_THAT(runs[0].symbols, ElementsAre(1, 2));
  EXPECT_THAT(runs[1].symbols, ElementsAre(3, 4));
}

TEST(Runs, DoNotFollowACircle) {
  std::vector<Symbol> turns;
  for (unsigned i = 0; i < 20; ++i) turns.insert(turns.end(), {1, 2});
  EXPECT_THAT(runs_of({lines(turns), lines(turns), lines(turns)}, 3), IsEmpty());
  EXPECT_THAT(runs_of({lines({5, 5, 5, 5}), lines({5, 5}), lines({5, 5})}, 3), IsEmpty());
}

}  // namespace
}  // namespace agentops::mine
