#include "draft/redraft.h"

#include <gtest/gtest.h>

#include "tests/draft/invented.h"

namespace agentops::draft {
namespace {

const std::string agent = "agents/a.md";

/// One agent of a few lines in one domain.
Invented folder_with(const std::string& text) {
  Invented folder;
  folder.agent("a.md", text).agent("b.md", "B\n").domain("one", {"a.md", "b.md"});
  return folder;
}

/// Drafts the folder onto the shelf and says what became of `path`.
Fate put(Shelf& shelf, const Invented& folder, const std::string& path = agent) {
  const Draft draft = folder.draft();
  for (const FileFate& file : shelf.put(folder, draft.packages.at(0)).fates)
    if (file.path == path) return file.fate;
  ADD_FAILURE() << path << " is in no draft";
  return Fate::Keep;
}

TEST(Redraft, CreatesEverythingTheFirstTime) {
  Shelf shelf;
  EXPECT_EQ(put(shelf, folder_with("1\n2\n3\n")), Fate::Create);
  EXPECT_EQ(shelf.files.at(agent), "1\n2\n3\n");
  EXPECT_EQ(shelf.files.at(".draft/base/" + agent), "1\n2\n3\n");
}

TEST(Redraft, ChangesNothingTheSecondTime) {
  Shelf shelf;
  const Invented folder = folder_with("1\n2\n3\n");
  put(shelf, folder);
  const Draft draft = folder.draft();
  EXPECT_EQ(shelf.put(folder, draft.packages.at(0)).changes, ChangeSet{});
}

TEST(Redraft, RefreshesWhatNobodyTouched) {
  Shelf shelf;
  put(shelf, folder_with("1\n2\n3\n"));
  EXPECT_EQ(put(shelf, folder_with("1\n2\nthree\n")), Fate::Update);
  EXPECT_EQ(shelf.files.at(agent), "1\n2\nthree\n");
}

TEST(Redraft, KeepsAnEditWhenNothingIsNew) {
  Shelf shelf;
  put(shelf, folder_with("1\n2\n3\n"));
  shelf.files[agent] = "mine\n2\n3\n";
  EXPECT_EQ(put(shelf, folder_with("1\n2\n3\n")), Fate::Keep);
  EXPECT_EQ(shelf.files.at(agent), "mine\n2\n3\n");
}

TEST(Redraft, MergesAnEditWithWhatIsNew) {
  Shelf shelf;
  put(shelf, folder_with("1\n2\n3\n4\n5\n"));
  shelf.files[agent] = "mine\n2\n3\n4\n5\n";
  EXPECT_EQ(put(shelf, folder_with("1\n2\n3\n4\nfive\n")), Fate::Merge);
  EXPECT_EQ(shelf.files.at(agent), "mine\n2\n3\n4\nfive\n");
}

TEST(Redraft, NeverWritesWhereBothChangedTheSameLines) {
  Shelf shelf;
  put(shelf, folder_with("1\n2\n3\n"));
  shelf.files[agent] = "1\nmine\n3\n";
  EXPECT_EQ(put(shelf, folder_with("1\nnew\n3\n")), Fate::Conflict);
  EXPECT_EQ(shelf.files.at(agent), "1\nmine\n3\n");
  EXPECT_EQ(put(shelf, folder_with("1\nnew\n3\n")), Fate::Conflict)
      << "and says so again until it is settled";
  shelf.files[agent] = "1\nnew\n3\n";
  EXPECT_EQ(put(shelf, folder_with("1\nnew\n3\n")), Fate::Keep);
  EXPECT_EQ(shelf.files.at(".draft/base/" + agent), "1\nnew\n3\n");
}

TEST(Redraft, LeavesDeletedFilesDeleted) {
  Shelf shelf;
  put(shelf, folder_with("1\n2\n3\n"));
  shelf.files.erase(agent);
  EXPECT_EQ(put(shelf, folder_with("1\n2\nthree\n")), Fate::Absent);
  EXPECT_FALSE(shelf.files.contains(agent));
}

TEST(Redraft, RemovesWhatLeftThePackageUntouched) {
  Shelf shelf;
  put(shelf, folder_with("1\n2\n3\n"));
  Invented moved;
  moved.agent("b.md", "B\n").domain("one", {"b.md"});
  EXPECT_EQ(put(shelf, moved), Fate::Remove);
  EXPECT_FALSE(shelf.files.contains(agent));
  EXPECT_FALSE(shelf.files.contains(".draft/base/" + agent));
}

TEST(Redraft, HandsAnEditedFileThatLeftThePackageToItsOwner) {
  Shelf shelf;
  put(shelf, folder_with("1\n2\n3\n"));
  shelf.files[agent] = "mine\n";
  Invented moved;
  moved.agent("b.md", "B\n").domain("one", {"b.md"});
  EXPECT_EQ(put(shelf, moved), Fate::Conflict);
  const Draft draft = moved.draft();
  EXPECT_EQ(shelf.put(moved, draft.packages.at(0)).changes, ChangeSet{}) << "said once";
  EXPECT_EQ(shelf.files.at(agent), "mine\n");
}

TEST(Redraft, NeverTakesAFileThatWasThereBefore) {
  Shelf shelf;
  shelf.files[agent] = "somebody's\n";
  EXPECT_EQ(put(shelf, folder_with("1\n2\n3\n")), Fate::Conflict);
  EXPECT_EQ(shelf.files.at(agent), "somebody's\n");
}

TEST(Redraft, DoesNotMergeWhatIsNoText) {
  Shelf shelf;
  put(shelf, folder_with("1\n2\n3\n4\n5\n"));
  shelf.files[agent] = "\xff\xfe\n2\n3\n4\n5\n";
  EXPECT_EQ(put(shelf, folder_with("1\n2\n3\n4\nfive\n")), Fate::Conflict);
}

}  // namespace
}  // namespace agentops::draft
