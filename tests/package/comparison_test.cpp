#include "package/comparison.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/package/trees.h"

namespace agentops::package {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Package package_of(FileTree files) {
  if (!files.contains("package.yaml"))
    files.emplace("package.yaml", TreeFile{.content = "name: support\nversion: 1.0.0\n"});
  const auto package = read_package(files, "support");
  EXPECT_TRUE(package) << package.error().message;
  return package.value_or(Package{});
}

Comparison compared(FileTree before, FileTree after) {
  const auto comparison = compare(package_of(std::move(before)), package_of(std::move(after)));
  EXPECT_TRUE(comparison) << comparison.error().message;
  return comparison.value_or(Comparison{});
}

FileTree with_settings(const std::string& yaml) {
  return tree({{"package.yaml", "name: support\nversion: 1.0.0\nconfig:\n  limits: config/limits.yaml\n"},
               {"config/limits.yaml", yaml}});
}

TEST(Comparison, OfAPackageWithItselfIsEmpty) {
  const Comparison same = compared(small_package("support"), small_package("support"));
  EXPECT_EQ(same, Comparison{});
  EXPECT_TRUE(same.empty());
}

TEST(Comparison, NamesWhatBecameOfEachItem) {
  const std::string refund = "# Refund\n\nRead the order.\nPay it back.\nTell the customer.\n";
  const Comparison comparison = compared(tree({{"agents/refund.md", refund},
                                               {"agents/triage.md", "# Triage\n"},
                                               {"agents/gone.md", "# Gone\n\nNothing of this stays.\n"},
                                               {"skills/bags/SKILL.md", "# Bags\n"},
                                               {"skills/bags/run.py", "print(1)\n"}}),
                                         tree({{"agents/repay.md", refund + "One more line.\n"},
                                               {"agents/triage.md", "# Triage\n\nMore.\n"},
                                               {"skills/bags/SKILL.md", "# Bags\n"},
                                               {"skills/bags/run.py", "print(2)\n"},
                                               {"workflows/new.md", "# New\n"}}));
  EXPECT_THAT(comparison.items,
              ElementsAre(ItemChange{ChangeForm::Removed, "agents", "agents/gone.md", ""},
                          ItemChange{ChangeForm::Renamed, "agents", "agents/repay.md", "agents/refund.md"},
                          ItemChange{ChangeForm::Changed, "agents", "agents/triage.md", ""},
                          ItemChange{ChangeForm::Added, "workflows", "workflows/new.md", ""},
                          ItemChange{ChangeForm::Changed, "skills", "skills/bags", ""}));
  EXPECT_THAT(comparison.files,
              ElementsAre(FileChange{ChangeForm::Removed, "agents/gone.md", ""},
                          FileChange{ChangeForm::Renamed, "agents/repay.md", "agents/refund.md"},
                          FileChange{ChangeForm::Changed, "agents/triage.md", ""},
                          FileChange{ChangeForm::Changed, "skills/bags/run.py", ""},
                          FileChange{ChangeForm::Added, "workflows/new.md", ""}));
}

TEST(Comparison, TakesAnotherNameInTheSameFileForARenaming) {
  const Comparison comparison = compared(tree({{"agents/a.md", "---\nname: triage\n---\n# A\n"}}),
                                         tree({{"agents/a.md", "---\nname: sort\n---\n# A\n"}}));
  EXPECT_THAT(comparison.items,
              ElementsAre(ItemChange{ChangeForm::Renamed, "agents", "agents/a.md", "triage"}));
}

TEST(Comparison, TakesANameForNoPath) {
  const Comparison comparison = compared(tree({{"agents/a.md", "---\nname: desk/triage\n---\n# A\n"}}),
                                         tree({{"agents/a.md", "---\nname: sort\n---\n# A\n"}}));
  EXPECT_THAT(comparison.items,
              ElementsAre(ItemChange{ChangeForm::Renamed, "agents", "agents/a.md", "desk/triage"}));
  EXPECT_THAT(comparison.files, ElementsAre(FileChange{ChangeForm::Changed, "agents/a.md", ""}));
}

TEST(Comparison, FollowsASkillWithAllItsFiles) {
  const Comparison comparison =
      compared(tree({{"skills/a/SKILL.md", "# A\n"}, {"skills/a/notes.md", "one\n"}}),
               tree({{"skills/b/SKILL.md", "# A\n"}, {"skills/b/notes.md", "one\n"}}));
  EXPECT_THAT(comparison.items,
              ElementsAre(ItemChange{ChangeForm::Renamed, "skills", "skills/b", "skills/a"}));
  EXPECT_THAT(comparison.files,
              ElementsAre(FileChange{ChangeForm::Renamed, "skills/b/SKILL.md", "skills/a/SKILL.md"},
                          FileChange{ChangeForm::Renamed, "skills/b/notes.md", "skills/a/notes.md"}));
}

TEST(Comparison, TellsSettingsByTheirKeys) {
  const Comparison comparison = compared(
      with_settings("refund: {limit: $500, days: 14}\nregions: [eu, us]\nhost: a.example\nempty: null\n"),
      with_settings("refund: {limit: $400, days: null}\nregions: [eu]\nempty: null\nnew: true\n"));
  EXPECT_THAT(comparison.settings,
              ElementsAre(SettingChange{ChangeForm::Removed, "host", "a.example", ""},
                          SettingChange{ChangeForm::Added, "new", "", "true"},
                          SettingChange{ChangeForm::Changed, "refund.days", "14", ""},
                          SettingChange{ChangeForm::Changed, "refund.limit", "$500", "$400"},
                          SettingChange{ChangeForm::Changed, "regions", R"(["eu","us"])", R"(["eu"])"}));
}

TEST(Comparison, TellsWhatIsNeeded) {
  const auto needing = [](const std::string& list) {
    return small_package("support", "# Triage\n", "dependencies: [" + list + "]\n");
  };
  EXPECT_THAT(compared(needing("core@^1.0, base"), needing("core@^2.0, more@^1")).needs,
              ElementsAre(NeedChange{ChangeForm::Removed, "base", "*", ""},
                          NeedChange{ChangeForm::Changed, "core", "^1.0", "^2.0"},
                          NeedChange{ChangeForm::Added, "more", "", "^1"}));
  EXPECT_THAT(compared(needing("core"), needing("core")).needs, IsEmpty());
}

}  // namespace
}  // namespace agentops::package
