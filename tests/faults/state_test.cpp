// The state folder where it cannot be written, and where somebody else has made it.

#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/faults/company.h"

namespace agentops {
namespace {

using test::Company;
using testing::HasSubstr;
using testing::Not;

constexpr const char* read_only = "AGENTOPS_FAULT=30:1++";

TEST(ReadOnlyFolder, IsReadAllTheSame) {
  const Company company;
  for (const std::string command : {"scan --json", "list --json", "show luggage --json", "mine -n --json"}) {
    const auto outcome = company.run(command, read_only);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_FALSE(std::filesystem::exists(company.project() / ".agentops"));
    EXPECT_EQ(company.run(command).out, outcome.out) << command;
    company.forget();
  }
}

TEST(ReadOnlyFolder, IsToldByWhatNeedsToWrite) {
  const Company company;
  const auto mine = company.run("mine", read_only);
  EXPECT_EQ(mine.code, 2);
  EXPECT_THAT(mine.err, HasSubstr("read-only file system"));
  const auto search = company.run("search refund", read_only);
  EXPECT_EQ(search.code, 2);
  EXPECT_THAT(search.err, HasSubstr("read-only file system"));
  EXPECT_THAT(search.err, HasSubstr("--state DIR"));
}

TEST(StateOfSomebodyElse, IsNeitherUsedNorInTheWay) {
  const Company company;
  const auto found = company.run("search refund --json");
  const auto mined = company.run("mine -n --json");
  ASSERT_TRUE(std::filesystem::exists(company.project() / ".agentops/mining.cache"));
  const std::string somebody_else = "XDG_STATE_HOME=" + (company.project() / "../other-home").string();

  const auto first = company.run("search refund --json", somebody_else);
  EXPECT_THAT(first.err, HasSubstr("the cache of the last scan is made elsewhere: everything is read again"));
  EXPECT_THAT(first.err, HasSubstr("the index is made elsewhere: built again"));
  EXPECT_EQ(first.out, found.out);
  EXPECT_EQ(company.run("mine -n --json", somebody_else).out, mined.out);
  EXPECT_THAT(company.run("search refund --json", somebody_else).err, Not(HasSubstr("made elsewhere")));
}

TEST(UserWithoutAHome, GetsTheSameAnswersWithoutCaches) {
  const Company company;
  const auto found = company.run("search refund --json");
  for (int run = 0; run < 2; ++run) {
    const auto homeless = company.run("search refund --json", "XDG_STATE_HOME=");
    EXPECT_EQ(homeless.code, 0) << homeless.err;
    EXPECT_EQ(homeless.out, found.out);
    EXPECT_THAT(homeless.err, HasSubstr("the next run reads everything again"));
    EXPECT_THAT(homeless.err, Not(HasSubstr("made elsewhere")));
  }
  EXPECT_THAT(company.run("doctor", "XDG_STATE_HOME=").out,
              HasSubstr("neither XDG_STATE_HOME nor HOME names a folder"));
}

}  // namespace
}  // namespace agentops
