#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "disk/apply.h"
#include "tests/disk/changes.h"

namespace agentops::disk {
namespace {

using testing::HasSubstr;

TEST(Recover, DoesNothingWhereNothingHappened) {
  const test::TempFolder folder;
  ASSERT_TRUE(recover(*Folder::open(folder.path())));
  EXPECT_FALSE(folder.exists(".agentops"));
}

TEST(Recover, LeavesOldOrNewAfterAKillBeforeAnyStep) {
  int finished = 0;
  for (int number = 0;; ++number) {
    const MixedChange change;
    if (!killed_before_step(number, [&](const BeforeStep& kill) { return change.apply(kill); })) break;
    const Status status = recover(change.root());
    ASSERT_TRUE(status) << "step " << number << ": " << status.error().message;
    const Contents now = change.folder.contents();
    EXPECT_TRUE(now == change.before || now == change.after) << "step " << number;
    EXPECT_TRUE(!change.folder.exists(".agentops") || change.is_clean()) << "step " << number;
    finished += now == change.after ? 1 : 0;
  }
  EXPECT_GT(finished, 5) << "what was begun is finished";
}

TEST(Recover, SurvivesAKillOfItsOwn) {
  for (int number = 0;; ++number)
    for (int second = 0;; ++second) {
      const MixedChange change;
      if (!killed_before_step(number, [&](const BeforeStep& kill) { return change.apply(kill); })) return;
      const bool again =
          killed_before_step(second, [&](const BeforeStep& kill) { return recover(change.root(), kill); });
      ASSERT_TRUE(recover(change.root())) << number << ", " << second;
      const Contents now = change.folder.contents();
      EXPECT_TRUE(now == change.before || now == change.after) << number << ", " << second;
      EXPECT_TRUE(!change.folder.exists(".agentops") || change.is_clean()) << number << ", " << second;
      if (!again) break;
    }
}

TEST(Recover, PutsBackWhatCanNoLongerBeFinished) {
  int put_back = 0;
  for (int number = 0;; ++number) {
    const MixedChange change;
    if (!killed_before_step(number, [&](const BeforeStep& kill) { return change.apply(kill); })) break;
    if (change.folder.exists("b.md")) continue;
    change.folder.write("b.md", "the user's own");  // where the change wanted to create one
    Contents expected = change.before;
    expected["b.md"] = "the user's own";
    const Status status = recover(change.root());
    ASSERT_TRUE(status) << "step " << number << ": " << status.error().message;
    EXPECT_EQ(change.folder.contents(), expected) << "step " << number;
    ++put_back;
  }
  EXPECT_GT(put_back, 5);
}

TEST(Recover, NeverLosesAnEdit) {
  for (int number = 0;; ++number)
    for (const std::string path : {"a.md", "b.md", "gone/deep/c.md", "x/y/d.sh"}) {
      const MixedChange change;
      if (!killed_before_step(number, [&](const BeforeStep& kill) { return change.apply(kill); })) return;
      if (!change.folder.exists(path)) continue;
      change.folder.write(path, "edited");
      const Status status = recover(change.root());
      EXPECT_TRUE(status || status.error().kind == ErrorKind::Conflict) << status.error().message;
      EXPECT_EQ(change.folder.contents()[path], "edited") << path << ", step " << number;
      EXPECT_FALSE(change.folder.exists(".agentops/journal"));
    }
}

TEST(Recover, NeverLosesAnEditOfTheLastMomentBeforeAKill) {
  const std::pair<std::string, std::string> moments[] = {{"exchange a.md", "a.md"},
                                                         {"remove gone/deep/c.md", "gone/deep/c.md"}};
  for (const auto& [moment, path] : moments)
    for (int number = 0;; ++number) {
      const MixedChange change;
      const std::string mark = change.folder.path("edited");
      const auto edit_at_the_moment = [&](const BeforeStep& kill) {
        return change.apply([&](std::string_view step) -> Status {
          Status status = kill(step);  // one who is killed before the step edits nothing
          if (status && step == moment) {
            change.folder.write(path, "edited");
            std::filesystem::create_directory(mark);
          }
          return status;
        });
      };
      if (!killed_before_step(number, edit_at_the_moment)) break;
      const bool edited = std::filesystem::remove(mark);
      const Status status = recover(change.root());
      EXPECT_TRUE(status || status.error().kind == ErrorKind::Conflict) << status.error().message;
      if (!edited) continue;
      EXPECT_EQ(change.folder.contents()[path], "edited") << moment << ", killed at " << number;
    }
}

TEST(Recover, KeepsTheTextBeforeAnEditThatStandsInItsWay) {
  bool seen = false;
  for (int number = 0; !seen; ++number) {
    MixedChange change;
    change.changes.replace.push_back({"keep.md", file_with("new keep"), text::sha256("as it was")});
    ASSERT_TRUE(killed_before_step(number, [&](const BeforeStep& kill) { return change.apply(kill); }))
        << "some step lies between the two replacements";
    if (change.folder.contents()["a.md"] != "new a" || change.folder.contents()["keep.md"] != "as it was")
      continue;
    seen = true;
    change.folder.write("a.md", "edited");
    change.folder.write("keep.md", "the user's own");
    const Status status = recover(change.root());
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::Conflict);
    EXPECT_THAT(status.error().message, HasSubstr("a.md was edited"));
    EXPECT_THAT(status.error().hint, HasSubstr(".agentops/kept-1"));
    EXPECT_EQ(change.folder.contents()["a.md"], "edited");
    EXPECT_EQ(change.folder.contents()["keep.md"], "the user's own");
    EXPECT_TRUE(recover(change.root())) << "it is told once";
    EXPECT_TRUE(change.folder.exists(".agentops/kept-1"));
  }
}

TEST(Recover, TouchesNothingWhenTheJournalIsDamaged) {
  const test::TempFolder folder;
  folder.write("a.md", "a");
  folder.write(".agentops/journal", "agentops journal 1\nnonsense");
  folder.write(".agentops/staging-1/new-0", "b");
  const Status status = recover(*Folder::open(folder.path()));
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, "E-JOURNAL");
  EXPECT_EQ(status.error().kind, ErrorKind::Unsafe);
  EXPECT_EQ(folder.read(".agentops/staging-1/new-0"), "b");
  EXPECT_EQ(folder.contents(), (Contents{{"a.md", "a"}}));
}

}  // namespace
}  // namespace agentops::disk
