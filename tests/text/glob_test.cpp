#include "text/glob.h"

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

struct GlobCase {
  std::string_view pattern, path;
  bool matches;
};

TEST(Glob, MatchesAsIgnoreFilesDo) {
  const GlobCase cases[] = {
      {"*.md", "a.md", true},
      {"*.md", "docs/deep/a.md", true},
      {"*.md", "a.mdc", false},
      {"docs/*.md", "docs/a.md", true},
      {"docs/*.md", "docs/deep/a.md", false},
      {"/a.md", "a.md", true},
      {"/a.md", "docs/a.md", false},
      {"docs/**", "docs/a.md", true},
      {"docs/**", "docs/deep/a.md", true},
      {"docs/**", "docs", false},
      {"**/a.md", "a.md", true},
      {"**/a.md", "x/y/a.md", true},
      {"a/**/b", "a/b", true},
      {"a/**/b", "a/x/y/b", true},
      {"a/**/b", "a/x/y/c", false},
      {"**/x/**/y/*.md", "p/x/q/x/y/r/y/a.md", true},
      {"team-*/**", "team-a/b/c", true},
      {"?.md", "a.md", true},
      {"?.md", ".md", false},
      {"a?b/c", "a/b/c", false},
      {"[a-c]x", "bx", true},
      {"[!a-c]x", "bx", false},
      {"[]x]", "]", true},
      {"[a", "[a", true},
      {"a\\*b", "a*b", true},
      {"a\\*b", "axb", false},
      {"*a*b*c", "xaxbxc", true},
      {"*a*b*c", "xaxcxb", false},
      {"", "a", false},
  };
  for (const auto& [pattern, path, matches] : cases)
    EXPECT_EQ(glob_matches(pattern, path), matches) << pattern << " on " << path;
}

// Without a bound on trying again this takes longer than the universe has.
TEST(Glob, TakesLittleTimeForManyStars) {
  std::string pattern;
  for (int i = 0; i < 500; ++i) pattern += "*a";
  EXPECT_FALSE(glob_matches(pattern + "b", std::string(5000, 'a')));

  std::string deep_pattern;
  std::string deep_path;
  for (int i = 0; i < 500; ++i) {
    deep_pattern += "**/a/";
    deep_path += "a/a/";
  }
  EXPECT_FALSE(glob_matches(deep_pattern + "b", deep_path + "c"));
}

// Each '[' looked for its ']' to the end of the pattern, for each character of the name and each try of the
// star.
TEST(Glob, TakesLittleTimeForSetsThatDoNotClose) {
  const std::string open(60'000, '[');
  for (int name = 0; name < 100; ++name) {
    EXPECT_FALSE(glob_matches("*" + open, std::string(240, '[')));
    EXPECT_TRUE(glob_matches("*[[", std::string(240, '[')));
  }
  EXPECT_TRUE(glob_matches("[[x]", "["));
}

TEST(ReadIgnoreRules, LeavesOutLinesThatNoPathIsAsLongAs) {
  EXPECT_TRUE(read_ignore_rules("*" + std::string(5000, '[') + "\n").empty());
  EXPECT_EQ(read_ignore_rules(std::string(4000, 'a') + "\nb\n").size(), 2U);
}

TEST(ReadIgnoreRules, LeavesOutCommentsAndBlankLines) {
  const auto rules = read_ignore_rules(
      "\xef\xbb\xbf# ours\n\n*.log\r\n!keep.log\nbuild/\n/top\nsub/x  \n\\#odd\nsp\\ \n!\n/\n");
  const std::vector<IgnoreRule> expected = {
      {.pattern = "*.log"},
      {.pattern = "keep.log", .negated = true},
      {.pattern = "build", .only_folders = true},
      {.pattern = "top", .anchored = true},
      {.pattern = "sub/x", .anchored = true},
      {.pattern = "\\#odd"},
      {.pattern = "sp\\ "},
  };
  EXPECT_EQ(rules, expected);
}

TEST(Judge, LetsTheLastRuleDecide) {
  const auto rules = read_ignore_rules("*.log\n!keep.log\nbuild/\n/top\n\\#odd\n");
  EXPECT_EQ(judge(rules, "a/b.log", false), IgnoreVerdict::Ignored);
  EXPECT_EQ(judge(rules, "a/keep.log", false), IgnoreVerdict::Kept);
  EXPECT_EQ(judge(rules, "src/build", true), IgnoreVerdict::Ignored);
  EXPECT_EQ(judge(rules, "src/build", false), IgnoreVerdict::Undecided);
  EXPECT_EQ(judge(rules, "top", false), IgnoreVerdict::Ignored);
  EXPECT_EQ(judge(rules, "a/top", false), IgnoreVerdict::Undecided);
  EXPECT_EQ(judge(rules, "#odd", false), IgnoreVerdict::Ignored);
  EXPECT_EQ(judge(rules, "a.md", false), IgnoreVerdict::Undecided);
}

}  // namespace
}  // namespace agentops::text
