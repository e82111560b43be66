#include <gtest/gtest.h>
#include <sys/stat.h>

#include "disk/apply.h"
#include "disk/state_folder.h"
#include "tests/support/temp_folder.h"

namespace agentops::disk {
namespace {

using test::TempFolder;
using Contents = std::map<std::string, std::string>;

Status write_to(const TempFolder& folder, const std::string& path, std::string_view bytes) {
  return write_file(*Folder::open(folder.path()), path, bytes);
}

TEST(WriteFile, MakesFoldersAndLeavesNothingElse) {
  const TempFolder folder;
  ASSERT_TRUE(write_to(folder, "a/b/c.md", "text"));
  EXPECT_EQ(folder.contents(), (Contents{{"a/", ""}, {"a/b/", ""}, {"a/b/c.md", "text"}}));
}

TEST(WriteFile, ReplacesAFileAndKeepsItsMode) {
  const TempFolder folder;
  folder.write("agentops.plan", "a longer text");
  ASSERT_EQ(chmod(folder.path("agentops.plan").c_str(), 0600), 0);
  ASSERT_TRUE(write_to(folder, "agentops.plan", "new"));
  EXPECT_EQ(folder.read("agentops.plan"), "new");
  struct stat facts {};
  ASSERT_EQ(stat(folder.path("agentops.plan").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

TEST(WriteFile, ClearsWhatAKilledWriteLeft) {
  const TempFolder folder;
  folder.write(".a.md.agentops-new", "half");
  ASSERT_TRUE(write_to(folder, "a.md", "whole"));
  EXPECT_EQ(folder.contents(), (Contents{{"a.md", "whole"}}));
}

TEST(WriteFile, DoesNotWriteThroughLinks) {
  const TempFolder elsewhere;
  elsewhere.write("a.md", "outside");
  const TempFolder folder;
  folder.link("a.md", elsewhere.path("a.md"));
  folder.link("sub", elsewhere.path());
  for (const std::string path : {"a.md", "sub/a.md"}) {
    const Status status = write_to(folder, path, "x");
    ASSERT_FALSE(status) << path;
    EXPECT_EQ(status.error().code, "E-LINK") << path;
  }
  EXPECT_EQ(elsewhere.contents(), (Contents{{"a.md", "outside"}}));
}

TEST(StateFolder, HidesItselfFromGitOnlyWhenItIsNewOrEmpty) {
  const TempFolder folder;
  ASSERT_TRUE(ensure_state_folder_at(folder.path("new/state")));
  EXPECT_EQ(folder.read("new/state/.gitignore"), "*\n");
  folder.write("mine/notes.md", "x");
  ASSERT_TRUE(ensure_state_folder_at(folder.path("mine")));
  EXPECT_FALSE(folder.exists("mine/.gitignore"));
}

}  // namespace
}  // namespace agentops::disk
