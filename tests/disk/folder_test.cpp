#include "disk/folder.h"

#include <cerrno>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/failure.h"
#include "tests/support/temp_folder.h"

namespace agentops::disk {
namespace {

using test::TempFolder;
using testing::HasSubstr;

Folder open(const TempFolder& folder) { return *Folder::open(folder.path()); }

TEST(Folder, ReadsAFile) {
  const TempFolder folder;
  const std::string bytes("a\0b\r\n", 5);
  folder.write("agents/a.md", bytes);
  EXPECT_EQ(open(folder).read("agents/a.md", 100), bytes);
}

TEST(Folder, IsOpenedOnlyWhereOneIs) {
  const TempFolder folder;
  folder.write("file", "");
  const auto missing = Folder::open(folder.path("none"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
  EXPECT_THAT(missing.error().message, HasSubstr("no such file or directory"));
  EXPECT_FALSE(Folder::open(folder.path("file")));
}

TEST(Folder, MayItselfBeALink) {
  const TempFolder folder;
  folder.write("real/a.md", "a");
  folder.link("link", "real");
  EXPECT_EQ(Folder::open(folder.path("link/"))->read("a.md", 10), "a");
}

TEST(Folder, ReadsUpToTheLimitAndNoFurther) {
  const TempFolder folder;
  folder.write("a.md", "12345");
  EXPECT_EQ(open(folder).read("a.md", 5), "12345");
  const auto refused = open(folder).read("a.md", 4);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "E-LIMIT");
  EXPECT_EQ(refused.error().message, "a.md is over 4 bytes");
}

TEST(Folder, RefusesAHugeFileUnread) {
  const TempFolder folder;
  folder.write("a.md", "");
  ASSERT_EQ(truncate(folder.path("a.md").c_str(), 10LL << 30), 0);
  const auto refused = open(folder).read("a.md", 4 << 20);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "a.md is over 4 MiB");
}

TEST(Folder, FollowsLinksInsideAndNoneThatLeadOut) {
  const TempFolder elsewhere;
  elsewhere.write("secret.md", "secret");
  const TempFolder folder;
  folder.write("real.md", "text");
  folder.link("sub/inside.md", "../real.md");
  folder.link("outside.md", elsewhere.path("secret.md"));
  folder.link("above", "..");
  folder.link("loop", "loop");
  EXPECT_EQ(open(folder).read("sub/inside.md", 10), "text");
  for (const std::string path :
       {"outside.md", "above/x.md", "loop", "../x", "/etc/passwd", "/proc/self/environ", ""})
    EXPECT_FALSE(open(folder).read(path, 10)) << path;
}

TEST(Folder, RefusesPipesAndFoldersWithoutWaiting) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo(folder.path("pipe").c_str(), 0600), 0);
  folder.make_folder("sub");
  EXPECT_THAT(open(folder).read("pipe", 10).error().message, HasSubstr("pipe is a pipe"));
  EXPECT_THAT(open(folder).read("sub", 10).error().message, HasSubstr("sub is a folder"));
}

TEST(Folder, NamesPathAndReasonInOneHarmlessLine) {
  const TempFolder folder;
  const auto missing = open(folder).read("a\nb\x1b[31m.md", 10);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message, R"(cannot read a\nb\x1b[31m.md: no such file or directory)");
}

TEST(WhyOf, LeavesOutThePath) {
  EXPECT_EQ(why_of(unreadable("read", "a\n.md", EACCES)), "permission denied");
  const TempFolder folder;
  folder.write("big.md", "12345");
  EXPECT_EQ(why_of(open(folder).read("big.md", 4).error()), "over 4 bytes");
  EXPECT_EQ(why_of({.kind = ErrorKind::Internal, .code = {}, .message = "no room", .hint = {}, .where = {}}),
            "no room");
}

TEST(Folder, StampsAFile) {
  const TempFolder folder;
  folder.write("run.sh", "12345");
  const timespec times[2] = {{.tv_sec = 0, .tv_nsec = 0}, {.tv_sec = 1'700'000'000, .tv_nsec = 123'000'000}};
  ASSERT_EQ(utimensat(AT_FDCWD, folder.path("run.sh").c_str(), times, 0), 0);
  ASSERT_EQ(chmod(folder.path("run.sh").c_str(), 0755), 0);
  const auto stamp = open(folder).stat("run.sh");
  ASSERT_TRUE(stamp);
  EXPECT_EQ(stamp->path, "run.sh");
  EXPECT_EQ(stamp->size, 5U);
  EXPECT_EQ(stamp->modified_ns, 1'700'000'000'123'000'000);
  EXPECT_NE(stamp->inode, 0U);
  EXPECT_TRUE(stamp->executable);
  EXPECT_FALSE(open(folder).stat("none.md"));
}

TEST(Folder, KnowsWhetherANameIsTaken) {
  const TempFolder folder;
  folder.write("a.md", "");
  folder.link("broken", "nowhere");
  EXPECT_TRUE(open(folder).exists("a.md"));
  EXPECT_TRUE(open(folder).exists("broken"));
  EXPECT_FALSE(open(folder).exists("b.md"));
}

TEST(OpenByParts, OpensWhatOpenat2Would) {
  const TempFolder folder;
  folder.write("a/b/c.md", "text");
  folder.link("link", "a");
  const Folder root = open(folder);
  EXPECT_TRUE(open_by_parts(root.descriptor(), "a/b/c.md", O_RDONLY));
  EXPECT_TRUE(open_by_parts(root.descriptor(), ".", O_RDONLY | O_DIRECTORY));
  for (const std::string path : {"../x", "a/../a/b/c.md", "/etc/passwd", "link/b/c.md", "a/none", ""})
    EXPECT_FALSE(open_by_parts(root.descriptor(), path, O_RDONLY)) << path;
}

}  // namespace
}  // namespace agentops::disk
