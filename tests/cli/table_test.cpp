#include "cli/table.h"

#include <gtest/gtest.h>

namespace agentops::cli {
namespace {

constexpr Stream plain;

TEST(Table, AlignsItsColumns) {
  Table table({{"kind"}, {"items", Align::Right}});
  table.add({"agent", "16"});
  table.add({"workflow", "3"});
  EXPECT_EQ(table.print(plain, 80, 20),
            " kind      items\n"
            " agent        16\n"
            " workflow      3\n");
}

TEST(Table, HasNoHeadWithoutTitles) {
  Table table({{""}, {""}});
  table.add({"a", "b"});
  EXPECT_EQ(table.print(plain, 80, 20), " a  b\n");
}

TEST(Table, StopsAtItsCapAndSaysHowManyMoreThereAre) {
  Table table({{""}});
  for (int i = 0; i < 30; ++i) table.add({"row"});
  const std::string lines = table.print(plain, 80, 20);
  EXPECT_NE(lines.find(" ... and 10 more  (--all)\n"), std::string::npos) << lines;
}

TEST(Table, ShowsAllWhenTheCapWouldHideAlmostNothing) {
  Table table({{""}});
  for (int i = 0; i < 22; ++i) table.add({"row"});
  EXPECT_EQ(table.print(plain, 80, 20).find("more"), std::string::npos);
}

TEST(Table, CutsTheColumnThatGivesWay) {
  Table table({{"name"}, {"what it says", Align::Left, true}});
  table.add({"short", std::string(100, 'x')});
  const std::string lines = table.print(plain, 40, 20);
  for (std::string_view rest = lines; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
    EXPECT_LE(rest.find('\n'), 40U);
}

TEST(Table, PaintsItsHeadOnlyWhereThereAreColours) {
  Table table({{"kind"}});
  table.add({"agent"});
  EXPECT_EQ(table.print(plain, 80, 20).find('\x1b'), std::string::npos);
  EXPECT_NE(table.print({.terminal = true, .colour = true}, 80, 20).find('\x1b'), std::string::npos);
}

TEST(WithCommas, GroupsDigitsInThrees) {
  EXPECT_EQ(with_commas(0), "0");
  EXPECT_EQ(with_commas(999), "999");
  EXPECT_EQ(with_commas(1000), "1,000");
  EXPECT_EQ(with_commas(1234567), "1,234,567");
}

TEST(Counted, KnowsOneFromMany) {
  EXPECT_EQ(counted(1, "item"), "1 item");
  EXPECT_EQ(counted(2, "item"), "2 items");
  EXPECT_EQ(counted(2, "match", "matches"), "2 matches");
}

}  // namespace
}  // namespace agentops::cli
