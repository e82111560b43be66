#include "actions/tree.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/temp_folder.h"

namespace agentops::actions {
namespace {

constexpr std::size_t limit = 1000;

TEST(ReadTree, GivesTheFilesOfAFolder) {
  const test::TempFolder temp;
  temp.write("packages/a/agents/x.md", "x");
  const auto root = disk::Folder::open(temp.path());
  ASSERT_TRUE(root);
  const auto tree = read_tree(*root, "packages/a", limit);
  ASSERT_TRUE(tree) << tree.error().message;
  ASSERT_EQ(tree->size(), 1U);
  EXPECT_TRUE(tree->contains("agents/x.md"));
  EXPECT_TRUE(read_tree(*root, "packages/b", limit)->empty());
}

TEST(ReadTree, SaysWhatStandsInTheWay) {
  const test::TempFolder temp;
  temp.write("packages/a/package.yaml", "x");
  const auto root = disk::Folder::open(temp.path());
  ASSERT_TRUE(root);
  const std::string odd = temp.path("packages/a/odd");
  ASSERT_EQ(mkfifo(odd.c_str(), 0600), 0);
  auto tree = read_tree(*root, "packages/a", limit);
  ASSERT_FALSE(tree);
  EXPECT_EQ(tree.error().message, "not a regular file: pipe");
  std::filesystem::remove(odd);

  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  temp.make_folder("packages/a/odd");
  ASSERT_EQ(chmod(odd.c_str(), 0), 0);
  tree = read_tree(*root, "packages/a", limit);
  ASSERT_EQ(chmod(odd.c_str(), 0700), 0);
  ASSERT_FALSE(tree);
  EXPECT_EQ(tree.error().message, "cannot be read: permission denied");
}

TEST(ReadTree, DoesNotFollowALinkThatLeadsAway) {
  const test::TempFolder temp;
  temp.write("outside/secret.md", "x");
  temp.write("project/packages/a/package.yaml", "x");
  std::filesystem::create_directories(std::filesystem::path(temp.path()) / "project/packages/b");
  std::filesystem::create_directory_symlink("../../../outside",
                                            std::filesystem::path(temp.path()) / "project/packages/a/.draft");
  std::filesystem::create_directory_symlink("a", std::filesystem::path(temp.path()) / "project/packages/c");
  const auto root = disk::Folder::open(temp.path() + "/project");
  ASSERT_TRUE(root);
  for (const char* folder : {"packages/a/.draft", "packages/c"}) {
    const auto tree = read_tree(*root, folder, limit);
    ASSERT_FALSE(tree) << folder;
    EXPECT_EQ(tree.error().code, "E-TREE");
    EXPECT_EQ(tree.error().where.path, folder);
  }
}

}  // namespace
}  // namespace agentops::actions
