#include "check/baseline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::check {
namespace {

KnownFinding finding(std::string rule, std::string path, std::string fingerprint) {
  return {.finding = {.rule = std::move(rule), .place = {.path = std::move(path)}},
          .fingerprint = std::move(fingerprint)};
}

TEST(Baseline, IsReadAsItWasWritten) {
  std::vector<KnownFinding> findings = {finding("AO302", "b.md", "2222"), finding("AO101", "a.md", "1111")};
  const std::string bytes = write_baseline(findings);
  const auto baseline = read_baseline(bytes, "base.json");
  ASSERT_TRUE(baseline) << baseline.error().message;
  findings.push_back(finding("AO101", "c.md", "3333"));
  mark_known(findings, *baseline);
  EXPECT_TRUE(findings[0].known);
  EXPECT_TRUE(findings[1].known);
  EXPECT_FALSE(findings[2].known);
}

TEST(Baseline, IsTheSameForAnyOrder) {
  EXPECT_EQ(write_baseline({finding("AO302", "b.md", "2"), finding("AO101", "a.md", "1")}),
            write_baseline({finding("AO101", "a.md", "1"), finding("AO302", "b.md", "2")}));
}

class NoBaseline : public testing::TestWithParam<std::string> {};

TEST_P(NoBaseline, IsRefused) {
  const auto baseline = read_baseline(GetParam(), "base.json");
  ASSERT_FALSE(baseline);
  EXPECT_EQ(baseline.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(baseline.error().where.path, "base.json");
}

INSTANTIATE_TEST_SUITE_P(
    Table, NoBaseline,
    testing::Values("", "[]", "{}", R"({"schema": "agentops/baseline@2", "findings": []})",
                    R"({"schema": "agentops/baseline@1"})",
                    R"({"schema": "agentops/baseline@1", "findings": [{"rule": "AO101"}]})",
                    R"({"schema": "agentops/baseline@1", "findings": [7]})"));

}  // namespace
}  // namespace agentops::check
