#include "package/bump.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/version.h"

namespace agentops::package {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const FileChange touched{ChangeForm::Changed, "package.yaml", ""};

Comparison with_item(ChangeForm form, std::string was = "") {
  return {.items = {{form, "agents", "agents/a.md", std::move(was)}},
          .settings = {},
          .needs = {},
          .files = {touched}};
}

Comparison with_setting(ChangeForm form, std::string before, std::string after) {
  return {.items = {},
          .settings = {{form, "limit", std::move(before), std::move(after)}},
          .needs = {},
          .files = {touched}};
}

TEST(AskedBump, IsWhatTheGravestChangeAsksFor) {
  const struct {
    Comparison comparison;
    Bump bump;
    std::string because;
  } cases[] = {
      {with_item(ChangeForm::Removed), Bump::Major, "agents/a.md was removed"},
      {with_item(ChangeForm::Renamed, "agents/b.md"), Bump::Major, "agents/a.md was agents/b.md"},
      {with_item(ChangeForm::Renamed, "b"), Bump::Major, "agents/a.md was called b"},
      {with_setting(ChangeForm::Removed, "$500", ""), Bump::Major, "setting limit was removed"},
      {with_setting(ChangeForm::Changed, "$500", ""), Bump::Major, "setting limit lost its default"},
      {with_item(ChangeForm::Added), Bump::Minor, "agents/a.md was added"},
      {with_setting(ChangeForm::Added, "", "$500"), Bump::Minor, "setting limit was added"},
      {with_item(ChangeForm::Changed), Bump::Patch, "agents/a.md was changed"},
      {with_setting(ChangeForm::Changed, "$500", "$400"), Bump::Patch, "setting limit was changed"},
      {with_setting(ChangeForm::Changed, "", "$400"), Bump::Patch, "setting limit was changed"},
  };
  for (const auto& [comparison, bump, because] : cases) {
    const AskedBump asked = asked_bump(comparison);
    EXPECT_EQ(asked.bump, bump) << because;
    EXPECT_THAT(asked.because, ElementsAre(because));
  }
}

TEST(AskedBump, IsPatchForAnyOtherFileAndNoneForNoChange) {
  EXPECT_EQ(asked_bump({.items = {}, .settings = {}, .needs = {}, .files = {touched}}).bump, Bump::Patch);
  EXPECT_EQ(asked_bump({}).bump, Bump::None);
  EXPECT_THAT(asked_bump({}).because, IsEmpty());
}

TEST(NextVersion, IsTheLeastThatTheChangeAllows) {
  const struct {
    std::string before;
    Bump bump;
    std::string after;
  } cases[] = {
      {"1.2.3", Bump::None, "1.2.3"},        {"1.2.3", Bump::Patch, "1.2.4"},
      {"1.2.3", Bump::Minor, "1.3.0"},       {"1.2.3", Bump::Major, "2.0.0"},
      {"0.2.3", Bump::Patch, "0.2.4"},       {"0.2.3", Bump::Minor, "0.2.4"},
      {"0.2.3", Bump::Major, "0.3.0"},       {"1.2.3-rc.1", Bump::Patch, "1.2.3"},
      {"1.2.3+linux", Bump::Patch, "1.2.4"},
  };
  for (const auto& [before, bump, after] : cases)
    EXPECT_EQ(text::to_text(next_version(*text::read_version(before), bump)), after) << before;
}

TEST(Version, ReachesARequirementWithItsPreReleases) {
  const auto holds = [](const char* version, const char* least) {
    return reaches(*text::read_version(version), *text::read_version(least));
  };
  EXPECT_TRUE(holds("2.0.0", "2.0.0"));
  EXPECT_TRUE(holds("2.0.0-rc.1", "2.0.0"));
  EXPECT_TRUE(holds("3.0.0", "2.1.0"));
  EXPECT_FALSE(holds("1.9.9", "2.0.0"));
}

TEST(Changelog, HasAnEntryWhereAHeadingNamesTheVersion) {
  const Version version = *text::read_version("1.3.0");
  for (const char* yes : {"## 1.3.0\n", "# Log\n\n## [1.3.0] - 2025-01-27\n", "### v1.3.0"})
    EXPECT_TRUE(has_entry(yes, version)) << yes;
  for (const char* no :
       {"", "1.3.0\n", "## 1.3.0-rc.1\n", "## 11.3.0\n", "## 1.3.01\n", "## 1.2.0\nnot 1.3.0\n"})
    EXPECT_FALSE(has_entry(no, version)) << no;
}

TEST(ChangelogEntry, SaysWhatCameChangedAndWent) {
  Comparison comparison{
      .items = {{ChangeForm::Removed, "agents", "agents/old.md", ""},
                {ChangeForm::Renamed, "agents", "agents/repay.md", "agents/refund.md"},
                {ChangeForm::Added, "workflows", "workflows/new.md", ""}},
      .settings = {{ChangeForm::Changed, "limit", "$500", "$400"}, {ChangeForm::Changed, "region", "eu", ""}},
      .needs = {{ChangeForm::Changed, "core", "^1.0", "^2.0"}},
      .files = {touched}};
  EXPECT_EQ(changelog_entry(*text::read_version("2.0.0"), comparison),
            "## 2.0.0\n"
            "\n### Added\n\n- workflows/new.md\n"
            "\n### Changed\n\n- agents/repay.md was agents/refund.md\n- setting limit: $400 instead of $500\n"
            "- setting region lost its default\n- needs core ^2.0\n"
            "\n### Removed\n\n- agents/old.md\n");
}

}  // namespace
}  // namespace agentops::package
