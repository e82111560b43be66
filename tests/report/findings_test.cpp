#include "report/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/json.h"

namespace agentops::report {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::vector<KnownFinding> findings = {
    {.finding = {.rule = "AO302",
                 .severity = Severity::Error,
                 .place = {.path = "a, b:c.md", .line = 4, .column = 6},
                 .message = "nothing is called \"x\x1B|y\": 100%",
                 .fix = "write it",
                 .width = 3},
     .fingerprint = "0123456789abcdef"},
    {.finding =
         {.rule = "AO110", .severity = Severity::Note, .place = {.path = "c.md"}, .message = "was not read"},
     .fingerprint = "fedcba9876543210",
     .known = true}};

const FindingsReport report{
    .findings = findings,
    .rules = {{.id = "AO110", .title = "not read", .severity = Severity::Note, .what = "w", .mend = "m"},
              {.id = "AO302", .title = "a dead name", .what = "w", .bad = "b", .good = "g", .mend = "m"}},
    .folder = "docs",
    .version = "1.2.3",
    .items = 9};

const Value& at(const Value& value, std::string_view key) {
  static const Value nothing;
  const Value* found = value.find(key);
  return found == nullptr ? nothing : *found;
}

const Value& first(const Value& value) {
  static const Value nothing;
  return value.list() == nullptr || value.list()->empty() ? nothing : value.list()->front();
}

TEST(Sarif, HoldsWhatGithubReads) {
  const auto log = text::read_json(sarif(report), "sarif");
  ASSERT_TRUE(log) << log.error().message;
  EXPECT_EQ(at(*log, "version"), Value("2.1.0"));
  const Value& run = first(at(*log, "runs"));
  const Value& driver = at(at(run, "tool"), "driver");
  EXPECT_EQ(at(driver, "name"), Value("agentops"));
  EXPECT_EQ(at(driver, "semanticVersion"), Value("1.2.3"));
  EXPECT_EQ(at(first(at(driver, "rules")), "id"), Value("AO110"));
  const Value& result = first(at(run, "results"));
  EXPECT_EQ(at(result, "ruleId"), Value("AO302"));
  EXPECT_EQ(at(result, "ruleIndex"), Value(1));
  EXPECT_EQ(at(result, "level"), Value("error"));
  EXPECT_EQ(at(at(result, "partialFingerprints"), "primaryLocationLineHash"), Value("0123456789abcdef:1"));
  const Value& place = at(first(at(result, "locations")), "physicalLocation");
  EXPECT_EQ(at(at(place, "artifactLocation"), "uri"), Value("docs/a,%20b%3Ac.md"));
  EXPECT_EQ(at(place, "region"), Value(Map{{"startLine", 4}, {"startColumn", 6}, {"endColumn", 9}}));
}

TEST(Sarif, GivesEveryResultALine) {
  const auto log = text::read_json(sarif(report), "sarif");
  ASSERT_TRUE(log);
  const Value& second = at(first(at(*log, "runs")), "results").list()->at(1);
  const Value& place = at(first(at(second, "locations")), "physicalLocation");
  EXPECT_EQ(at(place, "region"), Value(Map{{"startLine", 1}}));
  EXPECT_EQ(at(second, "baselineState"), Value("unchanged"));
}

TEST(GithubAnnotations, AreOneLineEachWithTheirSignsEscaped) {
  EXPECT_EQ(github_annotations(report),
            "::error file=docs/a%2C b%3Ac.md,line=4,col=6,endColumn=9,title=AO302 a dead name::"
            "nothing is called \"x\\x1b|y\": 100%25; write it\n");
}

TEST(FindingsPage, IsATableWithoutWhatIsKnown) {
  const std::string page = findings_page(report);
  EXPECT_THAT(page, HasSubstr("**9 items: 1 errors, 0 warnings, 0 notes**"));
  EXPECT_THAT(page, HasSubstr("| error | AO302 |"));
  EXPECT_THAT(page, Not(HasSubstr("x\x1B")));
  EXPECT_THAT(page, Not(HasSubstr("AO110")));
}

}  // namespace
}  // namespace agentops::report
