#include "package/install.h"

#include <cstdint>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "package/layout.h"
#include "package/lock.h"
#include "tests/package/desk.h"
#include "tests/package/trees.h"
#include "text/hash.h"
#include "text/version.h"

namespace agentops::package {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> told(const Proposal& proposal) {
  constexpr std::string_view words[] = {"installed", "updated", "already", "removed"};
  std::vector<std::string> lines;
  for (const auto& step : proposal.steps)
    lines.push_back(std::string(words[static_cast<std::size_t>(step.kind)]) + " " + step.name + " " +
                    text::to_text(step.version));
  return lines;
}

const std::string needs_core = "dependencies:\n  - core@^0.1.0\n";
const FileTree core = tree({{"package.yaml", "name: core\nversion: 0.1.0\npatterns:\n  - patterns/p.md\n"},
                            {"patterns/p.md", "# P\n"}});

TEST(Install, PutsTwoLayersDownAndTakesThemAway) {
  Desk desk;
  ASSERT_EQ(desk.install(small_package("support")), "") << desk.message;
  EXPECT_THAT(desk.paths(),
              ElementsAre("agentops.lock", "agents/triage.md", "packages/README.md",
                          "packages/support/agents/triage.md", "packages/support/package.yaml"));
  EXPECT_THAT(told(desk.last), ElementsAre("installed support 0.1.0"));
  EXPECT_EQ(desk.lock().packages[0].installed, "2025-01-27");
  EXPECT_EQ(desk.lock().packages[0].source, "../elsewhere");
  ASSERT_EQ(desk.uninstall({"support"}), "");
  EXPECT_THAT(desk.paths(), IsEmpty());
  EXPECT_THAT(told(desk.last), ElementsAre("removed support 0.1.0"));
}

TEST(Install, TwiceChangesNothing) {
  Desk desk;
  desk.install(small_package("support"));
  const Files before = desk.files;
  ASSERT_EQ(desk.install(small_package("support"), "another/way"), "");
  EXPECT_TRUE(desk.last.changes.empty());
  EXPECT_EQ(desk.files, before);
  EXPECT_THAT(told(desk.last), ElementsAre("already support 0.1.0"));
}

TEST(Install, MendsWhatWasDeleted) {
  Desk desk;
  desk.install(small_package("support"));
  const Files before = desk.files;
  desk.files.erase("agents/triage.md");
  desk.files.erase("packages/support/agents/triage.md");
  ASSERT_EQ(desk.install(small_package("support")), "");
  EXPECT_EQ(desk.files, before);
}

TEST(Install, CountsFilesAndItems) {
  Desk desk;
  FileTree package = small_package("support");
  package["skills/s/SKILL.md"].content = "s";
  package["skills/s/x.md"].content = "x";
  package["docs/d.md"].content = "d";
  desk.install(package);
  EXPECT_EQ(desk.last.steps[0].files, 5U);
  EXPECT_THAT(desk.last.steps[0].items,
              ElementsAre(testing::Pair("agents", 1U), testing::Pair("skills", 1U)));
}

TEST(Install, BringsDependenciesFromBesideAndTakesThemAlong) {
  Desk desk;
  desk.beside = {{"core", core}};
  ASSERT_EQ(desk.install(small_package("support", "# T\n", needs_core)), "") << desk.message;
  EXPECT_THAT(told(desk.last), ElementsAre("installed core 0.1.0", "installed support 0.1.0"));
  EXPECT_EQ(desk.last.steps[0].needed_by, "support ^0.1.0");
  EXPECT_FALSE(find_package(desk.lock(), "core")->requested);
  EXPECT_EQ(desk.uninstall({"core"}), "E-NEEDED");
  EXPECT_THAT(desk.message, HasSubstr("core is needed by support"));
  ASSERT_EQ(desk.uninstall({"support"}), "");
  EXPECT_THAT(desk.paths(), IsEmpty());
}

TEST(Uninstall, LeavesADependencyThatWasAskedFor) {
  Desk desk;
  desk.install(core);
  ASSERT_EQ(desk.install(small_package("support", "# T\n", needs_core)), "") << desk.message;
  desk.uninstall({"support"});
  EXPECT_THAT(desk.paths(), ElementsAre("agentops.lock", "packages/README.md", "packages/core/package.yaml",
                                        "packages/core/patterns/p.md", "patterns/p.md"));
  desk.uninstall({"core"});
  EXPECT_THAT(desk.paths(), IsEmpty());
}

TEST(Install, RefusesWithoutADependency) {
  Desk desk;
  EXPECT_EQ(desk.install(small_package("support", "# T\n", needs_core)), "E-DEPENDENCY-MISSING");
  EXPECT_THAT(desk.message, HasSubstr("support needs core ^0.1.0"));
  EXPECT_THAT(desk.message, HasSubstr("put the folder or archive of core beside it, or install that first"));
  EXPECT_THAT(desk.paths(), IsEmpty());
}

TEST(Install, RefusesAVersionThatDoesNotFit) {
  Desk desk;
  desk.beside = {{"core", core}};
  EXPECT_EQ(desk.install(small_package("support", "# T\n", "dependencies:\n  - core@^0.2.0\n")),
            "E-DEPENDENCY-VERSION");
  EXPECT_THAT(desk.message, HasSubstr("support needs core ^0.2.0, and there is 0.1.0"));
}

TEST(Install, RefusesAnUpdateThatBreaksAnother) {
  Desk desk;
  desk.install(core);
  desk.install(small_package("support", "# T\n", needs_core));
  FileTree newer = core;
  newer["package.yaml"].content = "name: core\nversion: 0.2.0\n";
  EXPECT_EQ(desk.install(newer), "E-DEPENDENCY-VERSION");
}

TEST(Install, KnowsCircles) {
  Desk desk;
  const FileTree a = small_package("a", "a", "dependencies:\n  - b\n");
  const FileTree b = tree({{"package.yaml", "name: b\nversion: 0.1.0\ndependencies:\n  - a\n"}});
  desk.beside = {{"b", b}};
  ASSERT_EQ(desk.install(a), "") << desk.message;
  EXPECT_THAT(told(desk.last), ElementsAre("installed b 0.1.0", "installed a 0.1.0"));
  desk.install(b);
  EXPECT_EQ(desk.uninstall({"a"}), "E-NEEDED");
  EXPECT_THAT(desk.message, HasSubstr("agentops package uninstall a b"));
  EXPECT_EQ(desk.uninstall({"a", "b"}), "");
  EXPECT_THAT(desk.paths(), IsEmpty());
}

TEST(Install, InPlaceLeavesTheDraftAlone) {
  Desk desk;
  desk.put("packages/support", small_package("support"));
  desk.files["packages/support/.draft/base/x.md"] = "base";
  const Files before = desk.files;
  ASSERT_EQ(desk.install_in_place("support"), "") << desk.message;
  EXPECT_EQ(desk.files.size(), before.size() + 3);  // the agent, the lock and the page
  EXPECT_EQ(desk.lock().packages[0].source, "packages/support");
  ASSERT_EQ(desk.uninstall({"support"}), "");
  EXPECT_EQ(desk.files, before);
  EXPECT_THAT(desk.last.notes, ElementsAre("packages/support is your own and stays"));
}

TEST(Install, InPlaceFollowsTheDraft) {
  Desk desk;
  desk.put("packages/support", small_package("support"));
  desk.install_in_place("support");
  desk.files["packages/support/agents/triage.md"] = "# Better\n";
  ASSERT_EQ(desk.install(core), "") << desk.message;
  EXPECT_EQ(desk.files.at("agents/triage.md"), "# Better\n");
  EXPECT_THAT(desk.last.notes,
              ElementsAre("packages/support was changed since it was installed: deployed as it is now"));
  ASSERT_EQ(desk.install_in_place("support"), "");
  EXPECT_TRUE(desk.last.changes.empty());
}

TEST(Install, SaysThatAnInstalledFolderIsGone) {
  Desk desk;
  desk.put("packages/support", small_package("support"));
  desk.install_in_place("support");
  std::erase_if(desk.files, [](const auto& file) { return file.first.starts_with("packages/support/"); });
  EXPECT_EQ(desk.install(core), "E-INSTALL-CHANGED");
  EXPECT_THAT(desk.message, HasSubstr("support is installed, but packages/support is gone"));
  EXPECT_EQ(desk.uninstall({"support"}), "");
  EXPECT_THAT(desk.paths(), IsEmpty());
}

TEST(Install, TakesTheArchiveOfADraftThatLiesHere) {
  Desk desk;
  desk.put("packages/support", small_package("support"));
  const Files before = desk.files;
  ASSERT_EQ(desk.install(small_package("support"), "support-0.1.0.tar.gz"), "") << desk.message;
  ASSERT_EQ(desk.uninstall({"support"}), "");
  EXPECT_EQ(desk.files, before);
}

TEST(Install, NeverWritesOverADraft) {
  Desk desk;
  desk.put("packages/support", small_package("support", "mine"));
  const Files before = desk.files;
  EXPECT_EQ(desk.install(small_package("support", "theirs")), "E-INSTALL-TAKEN");
  EXPECT_EQ(desk.files, before);
}

TEST(Install, FromItsOwnPristineCopyIsNoDraft) {
  Desk desk;
  desk.install(small_package("support"));
  ASSERT_EQ(desk.install_in_place("support"), "");
  EXPECT_TRUE(desk.last.changes.empty());
  EXPECT_EQ(desk.lock().packages[0].source, "../elsewhere");
  desk.uninstall({"support"});
  EXPECT_THAT(desk.paths(), IsEmpty());
}

TEST(Install, KeepsTheUsersFile) {
  Desk desk;
  desk.files["agents/triage.md"] = "mine";
  ASSERT_EQ(desk.install(small_package("support")), "");
  EXPECT_EQ(desk.files.at("agents/triage.md"), "mine");
  ASSERT_EQ(desk.last.kept.size(), 1U);
  EXPECT_EQ(desk.last.kept[0].why, "exists and is yours: kept; ours is packages/support/agents/triage.md");
  desk.uninstall({"support"});
  EXPECT_EQ(desk.files, (Files{{"agents/triage.md", "mine"}}));
}

TEST(Install, KeepsEditsThroughUpdateAndRemoval) {
  Desk desk;
  desk.install(small_package("support", "one"));
  desk.files["agents/triage.md"] = "edited";
  ASSERT_EQ(desk.install(small_package("support", "two", "", "0.2.0")), "") << desk.message;
  EXPECT_THAT(told(desk.last), ElementsAre("updated support 0.2.0"));
  EXPECT_EQ(desk.files.at("agents/triage.md"), "edited");
  EXPECT_EQ(desk.files.at("packages/support/agents/triage.md"), "two");
  EXPECT_THAT(desk.last.merged, ElementsAre(MergedFile{"agents/triage.md", {{"one", "edited", "two"}}}));
  desk.uninstall({"support"});
  EXPECT_EQ(desk.files, (Files{{"agents/triage.md", "edited"}}));
  EXPECT_EQ(desk.last.kept.size(), 1U);
}

TEST(Install, MergesEditsWithEachUpdate) {
  Desk desk;
  desk.install(small_package("support", "1\n2\n3\n4\n5\n"));
  desk.files["agents/triage.md"] = "mine\n2\n3\n4\n5\n";
  desk.install(small_package("support", "1\n2\nthree\n4\n5\n", "", "0.2.0"));
  EXPECT_EQ(desk.files.at("agents/triage.md"), "mine\n2\nthree\n4\n5\n");
  EXPECT_THAT(desk.last.merged, ElementsAre(MergedFile{"agents/triage.md", {}}));
  desk.install(small_package("support", "1\n2\nthree\n4\nfive\n", "", "0.3.0"));
  EXPECT_EQ(desk.files.at("agents/triage.md"), "mine\n2\nthree\n4\nfive\n");
  desk.uninstall({"support"});
  EXPECT_EQ(desk.files, (Files{{"agents/triage.md", "mine\n2\nthree\n4\nfive\n"}}));
}

// Somebody replaced packages/support too: what the file was deployed as cannot be known any more.
TEST(Install, KeepsAnEditedFileWholeWhenItsTextBeforeIsNotKnown) {
  Desk desk;
  desk.install(small_package("support", "one\n"));
  desk.files["agents/triage.md"] = "edited\n";
  desk.files["packages/support/agents/triage.md"] = "changed\n";
  desk.install(small_package("support", "two\n", "", "0.2.0"));
  EXPECT_EQ(desk.files.at("agents/triage.md"), "edited\n");
  EXPECT_THAT(desk.last.merged, IsEmpty());
  EXPECT_EQ(desk.last.kept.size(), 2U);
}

TEST(Install, UpdateRemovesWhatIsGone) {
  Desk desk;
  FileTree old = small_package("support");
  old["agents/old.md"].content = "old";
  desk.install(old);
  desk.install(small_package("support", "# Triage\n", "", "0.2.0"));
  EXPECT_FALSE(desk.files.contains("agents/old.md"));
  EXPECT_FALSE(desk.files.contains("packages/support/agents/old.md"));
}

TEST(Install, MovesFilesApartAndTogetherAgain) {
  Desk desk;
  desk.install(small_package("a", "one"));
  desk.install(small_package("b", "two"));
  EXPECT_EQ(desk.files.at("agents/a/triage.md"), "one");
  EXPECT_EQ(desk.files.at("agents/b/triage.md"), "two");
  EXPECT_FALSE(desk.files.contains("agents/triage.md"));
  desk.uninstall({"b"});
  EXPECT_EQ(desk.files.at("agents/triage.md"), "one");
  EXPECT_FALSE(desk.files.contains("agents/a/triage.md"));
}

TEST(Install, GivesTheSameInAnyOrder) {
  const std::vector<FileTree> packages = {small_package("a", "one"), small_package("b", "two"),
                                          small_package("c", "two"), core};
  Desk forwards;
  Desk backwards;
  for (std::size_t i = 0; i < packages.size(); ++i) {
    forwards.install(packages[i]);
    backwards.install(packages[packages.size() - 1 - i]);
  }
  EXPECT_EQ(forwards.files, backwards.files);
}

TEST(Install, ChangesTheTarget) {
  Desk desk;
  desk.install(small_package("support"));
  ASSERT_EQ(desk.install(small_package("support"), "../elsewhere", Target::Claude), "");
  EXPECT_TRUE(desk.files.contains(".claude/agents/triage.md"));
  EXPECT_FALSE(desk.files.contains("agents/triage.md"));
}

TEST(Install, RefusesWhatIsUnsafeAndChangesNothing) {
  Desk desk;
  FileTree bad = small_package("support");
  bad[".git/config"].content = "x";
  EXPECT_EQ(desk.install(bad), "E-ARCHIVE-RESERVED");
  EXPECT_EQ(desk.install(tree({{"a.md", ""}})), "E-MANIFEST-MISSING");
  EXPECT_THAT(desk.paths(), IsEmpty());
}

TEST(Install, PassesOnWhatIsWorthTelling) {
  Desk desk;
  FileTree package = small_package("support", "# T\n", "licence: MIT\n");
  package["skills/s/run.sh"] = {.content = "#!/bin/sh\n", .executable = true};
  desk.install(package);
  ASSERT_EQ(desk.last.findings.size(), 2U);
  EXPECT_EQ(desk.last.findings[0].place.path, "packages/support/package.yaml");
  EXPECT_EQ(desk.last.findings[1].rule, "AO704");
}

TEST(Uninstall, DoesNotKnowAStranger) {
  Desk desk;
  EXPECT_EQ(desk.uninstall({"nobody"}), "E-NOT-INSTALLED");
}

// Installs, updates, edits and removals at random: what the user wrote never goes, and after the last removal
// only that is left.
TEST(Install, LosesNoEditInRandomOrder) {
  Dice dice;
  const std::vector<std::string> names = {"a", "b", "c"};
  for (int round = 0; round < 200; ++round) {
    Desk desk;
    Files users = {{"agents/mine.md", "mine"}};
    if (dice.below(2) == 0) users["agents/triage.md"] = "the user's own";
    desk.files = users;
    for (int move = 0; move < 12; ++move) {
      const std::string& name = names[dice.below(names.size())];
      const std::string version = "0." + std::to_string(dice.below(2)) + ".0";
      switch (dice.below(4)) {
        case 0:
        case 1:
          EXPECT_EQ(desk.install(small_package(name, "text " + std::to_string(dice.below(3)), "", version)),
                    "")
              << desk.message;
          break;
        case 2:
          if (find_package(desk.lock(), name) != nullptr) {
            EXPECT_EQ(desk.uninstall({name}), "") << desk.message;
          }
          break;
        default:
          for (auto& [path, bytes] : desk.files)
            if (path.starts_with("agents/") && dice.below(3) == 0)
              users[path] = bytes = "edited " + std::to_string(dice.below(100));
      }
      for (const auto& [path, bytes] : users) ASSERT_EQ(desk.files[path], bytes) << path;
    }
    std::vector<std::string> rest;
    for (const auto& package : desk.lock().packages) rest.push_back(package.name);
    if (!rest.empty()) {
      ASSERT_EQ(desk.uninstall(rest), "");
    }
    EXPECT_EQ(desk.files, users);
  }
}

}  // namespace
}  // namespace agentops::package
