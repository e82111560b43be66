#include "disk/apply.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/disk/changes.h"

namespace agentops::disk {
namespace {

using test::TempFolder;
using testing::HasSubstr;

ChangeSet creation(std::string path, std::string bytes) {
  ChangeSet changes;
  changes.create.push_back({std::move(path), file_with(std::move(bytes))});
  return changes;
}

Status apply_to(const TempFolder& folder, const ChangeSet& changes,
                const SourceReader& sources = no_sources) {
  return apply(*Folder::open(folder.path()), changes, sources);
}

unsigned mode_of(const std::string& path) {
  struct stat facts{};
  return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 0777U : 0U;
}

TEST(Apply, CreatesReplacesAndRemoves) {
  const MixedChange change;
  const Status status = change.apply();
  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(change.folder.contents(), change.after);
  EXPECT_TRUE(change.is_clean());
}

TEST(Apply, HidesItsStateFolderFromGit) {
  const MixedChange change;
  ASSERT_TRUE(change.apply());
  EXPECT_EQ(change.folder.read(".agentops/.gitignore"), "*\n");
}

TEST(Apply, DoesNothingForAnEmptyChange) {
  const TempFolder folder;
  ASSERT_TRUE(apply_to(folder, {}));
  EXPECT_FALSE(folder.exists(".agentops"));
}

TEST(Apply, GivesFilesTheirModeUnderTheUmask) {
  struct Row {
    mode_t umask;
    unsigned plain, executable;
  };
  for (const Row& row : {Row{0000, 0644, 0755}, Row{0022, 0644, 0755}, Row{0077, 0600, 0700}}) {
    const TempFolder folder;
    ChangeSet changes = creation("a.md", "a");
    changes.create.push_back({"run.sh", {.content = "#!/bin/sh\n", .executable = true}});
    const mode_t before = umask(row.umask);
    const Status status = apply_to(folder, changes);
    umask(before);
    ASSERT_TRUE(status) << status.error().message;
    EXPECT_EQ(mode_of(folder.path("a.md")), row.plain);
    EXPECT_EQ(mode_of(folder.path("run.sh")), row.executable);
  }
}

TEST(Apply, MakesAFileExecutableWhoseBytesStay) {
  const TempFolder folder;
  folder.write("run.sh", "#!/bin/sh\n");
  ChangeSet changes;
  changes.replace = {{"run.sh", {.content = "#!/bin/sh\n", .executable = true}, text::sha256("#!/bin/sh\n")}};
  ASSERT_TRUE(apply_to(folder, changes));
  EXPECT_EQ(mode_of(folder.path("run.sh")) & 0100U, 0100U);
}

TEST(Apply, CopiesWhatASourceHolds) {
  const TempFolder folder;
  ChangeSet changes;
  changes.create = {{"a.md", {.content = CopyOf{"from.md", text::sha256("text")}}}};
  ASSERT_TRUE(apply_to(folder, changes, [](const std::string&) -> Result<std::string> { return "text"; }));
  EXPECT_EQ(folder.read("a.md"), "text");
}

TEST(Apply, RefusesASourceThatHasChanged) {
  const TempFolder folder;
  ChangeSet changes;
  changes.create = {{"a.md", {.content = CopyOf{"from.md", text::sha256("text")}}}};
  const Status status =
      apply_to(folder, changes, [](const std::string&) -> Result<std::string> { return "other"; });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, "E-SOURCE");
  EXPECT_EQ(folder.contents(), Contents{});
}

TEST(Apply, RefusesConflicts) {
  const TempFolder folder;
  ChangeSet changes = creation("b.md", "b");
  changes.conflicts = {{"a.md", "was edited"}, {"c.md", "was edited"}};
  const Status status = apply_to(folder, changes);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::Conflict);
  EXPECT_EQ(status.error().message, "a.md needs a person: was edited (and 1 more)");
  EXPECT_EQ(folder.contents(), Contents{});
}

TEST(Apply, LeavesEverythingWhenOneFileIsNotAsExpected) {
  struct Row {
    std::string_view name, path, text;
  };
  for (const Row& row :
       {Row{"a created path is taken", "b.md", "the user's"},
        Row{"the replaced was edited", "a.md", "edited"},
        Row{"the removed was edited", "gone/deep/c.md", "edited"}, Row{"a folder is a file", "x", "file"}}) {
    const MixedChange change;
    change.folder.write(row.path, row.text);
    const Contents before = change.folder.contents();
    const Status status = change.apply();
    ASSERT_FALSE(status) << row.name;
    EXPECT_EQ(status.error().kind, ErrorKind::Conflict) << row.name;
    EXPECT_THAT(status.error().message, HasSubstr(row.path)) << row.name;
    EXPECT_EQ(change.folder.contents(), before) << row.name;
  }
}

TEST(Apply, RefusesWhatIsGone) {
  const MixedChange change;
  change.folder.remove("a.md");
  const Status status = change.apply();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::Conflict);
  EXPECT_THAT(status.error().message, HasSubstr("a.md is gone"));
}

TEST(Apply, NeverWritesThroughALink) {
  const TempFolder elsewhere;
  elsewhere.write("a.md", "outside");
  for (const std::string path : {"link/a.md", "link/new.md", "link/deep/new.md"}) {
    const TempFolder folder;
    folder.link("link", elsewhere.path());
    const Status status = apply_to(folder, creation(path, "x"));
    ASSERT_FALSE(status) << path;
    EXPECT_EQ(status.error().code, "E-LINK") << path;
  }
  EXPECT_EQ(elsewhere.contents(), (Contents{{"a.md", "outside"}}));
}

TEST(Apply, TakesALinkInTheWayForATakenPath) {
  const TempFolder folder;
  folder.link("a.md", "nowhere");
  const Status status = apply_to(folder, creation("a.md", "x"));
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::Conflict);
  EXPECT_EQ(folder.contents(), (Contents{{"a.md", "-> nowhere"}}));
}

TEST(Apply, RefusesALinkAsStateFolder) {
  const TempFolder elsewhere;
  const TempFolder folder;
  folder.link(".agentops", elsewhere.path());
  const Status status = apply_to(folder, creation("a.md", "x"));
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::Unsafe);
  EXPECT_EQ(elsewhere.contents(), Contents{});
}

TEST(Apply, RefusesPathsThatMustNotBeWritten) {
  for (const std::string path : {"", "/etc/passwd", "../a.md", "a/../b.md", "a//b.md", "a/", "./a.md",
                                 ".git/hooks/pre-commit", "sub/.GIT/config", ".agentops/journal"}) {
    const TempFolder folder;
    const Status status = apply_to(folder, creation(path, "x"));
    ASSERT_FALSE(status) << path;
    EXPECT_EQ(status.error().code, "E-PATH") << path;
    EXPECT_EQ(folder.contents(), Contents{}) << path;
  }
}

TEST(Apply, KeepsFoldersThatWereEmptyBefore) {
  const MixedChange change;
  change.folder.make_folder("empty");
  change.folder.write("gone/stays.md", "x");
  ASSERT_TRUE(change.apply());
  EXPECT_TRUE(change.folder.exists("empty"));
  EXPECT_TRUE(change.folder.exists("gone/stays.md"));
  EXPECT_FALSE(change.folder.exists("gone/deep"));
}

TEST(Apply, PutsEverythingBackWhenAnyStepFails) {
  for (const bool sticky : {false, true})
    for (int number = 0;; ++number) {
      const MixedChange change;
      const Status status = change.apply(failing_step(number, sticky));
      if (status) {
        EXPECT_GT(number, 10);  // there are that many steps; clearing up may fail unnoticed
        EXPECT_EQ(change.folder.contents(), change.after);
        break;
      }
      ASSERT_TRUE(recover(change.root()));  // a sticky fault also stops what would be put back
      const Contents now = change.folder.contents();
      EXPECT_TRUE(now == change.before || (sticky && now == change.after)) << "step " << number;
      EXPECT_TRUE(!change.folder.exists(".agentops") || change.is_clean()) << "step " << number;
    }
}

TEST(Apply, ReplacesWhenAllThatIsNewIsThere) {
  const MixedChange change;
  ASSERT_TRUE(change.apply([&](std::string_view step) -> Status {
    EXPECT_TRUE(step != "exchange a.md" ||
                (change.folder.exists("b.md") && change.folder.exists("x/y/d.sh")));
    return {};
  }));
  EXPECT_EQ(change.folder.contents(), change.after);
}

TEST(Apply, NoticesAnEditOfTheLastMoment) {
  for (const std::string path : {"a.md", "gone/deep/c.md", "b.md"}) {
    const MixedChange change;
    Contents expected = change.before;
    expected[path] = "edited";
    const Status status = change.apply([&](std::string_view step) -> Status {
      if (step == "exchange " + path || step == "remove " + path || step == "place " + path)
        change.folder.write(path, "edited");
      return {};
    });
    ASSERT_FALSE(status) << path;
    EXPECT_EQ(status.error().kind, ErrorKind::Conflict) << path;
    EXPECT_EQ(change.folder.contents(), expected) << path;
  }
}

TEST(Apply, StaysInsideWhenAFolderBecomesALinkMeanwhile) {
  const TempFolder elsewhere;
  for (const std::string_view moment : {"stage x/new.md", "write .agentops/journal", "place x/new.md"}) {
    const TempFolder folder;
    folder.write("x/old.md", "old");
    const auto swap = [&](std::string_view step) -> Status {
      if (step == moment) {
        std::filesystem::rename(folder.path("x"), folder.path("moved"));
        folder.link("x", elsewhere.path());
      }
      return {};
    };
    const Status status = apply(*Folder::open(folder.path()), creation("x/new.md", "x"), no_sources, swap);
    EXPECT_TRUE(status || folder.read("moved/old.md") == "old") << moment;
    EXPECT_EQ(elsewhere.contents(), Contents{}) << moment;
  }
}

}  // namespace
}  // namespace agentops::disk
