#include "disk/walk.h"

#include <algorithm>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/support/temp_folder.h"

namespace agentops::disk {
namespace {

using test::TempFolder;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Walked walk_all(const TempFolder& folder, const WalkOptions& options = {}) {
  auto walked = walk(*Folder::open(folder.path()), options);
  if (walked) return *walked;
  ADD_FAILURE() << walked.error().message;
  return {};
}

std::vector<std::string> paths(const Walked& walked) {
  std::vector<std::string> result;
  result.reserve(walked.files.size());
  for (const FileStamp& file : walked.files) result.push_back(file.path);
  return result;
}

/// "path: why" of what was skipped.
std::vector<std::string> skipped(const Walked& walked) {
  std::vector<std::string> result;
  result.reserve(walked.skipped.size());
  for (const auto& [path, why] : walked.skipped) result.push_back(fmt::format("{}: {}", path, why));
  return result;
}

std::vector<std::string> paths(const TempFolder& folder, const WalkOptions& options = {}) {
  return paths(walk_all(folder, options));
}

void write_all(const TempFolder& folder, const std::vector<std::string>& names) {
  for (const std::string& name : names) folder.write(name, "x");
}

TEST(Walk, ListsFilesBytewiseByPath) {
  const TempFolder folder;
  write_all(folder, {"b.md", "a/z.md", "a-b.md", "a.md", "B.md", ".claude/agents/x.md", "\xc3\xa4.md"});
  EXPECT_THAT(paths(folder),
              ElementsAre(".claude/agents/x.md", "B.md", "a-b.md", "a.md", "a/z.md", "b.md", "\xc3\xa4.md"));
}

TEST(Walk, StampsWhatItLists) {
  const TempFolder folder;
  folder.write("sub/a.md", "12345");
  const Walked walked = walk_all(folder);
  ASSERT_THAT(walked.files, SizeIs(1));
  EXPECT_EQ(walked.files[0], Folder::open(folder.path())->stat("sub/a.md"));
}

TEST(Walk, ListsNothingInAnEmptyFolder) {
  const TempFolder folder;
  EXPECT_THAT(walk_all(folder).files, IsEmpty());
}

TEST(Walk, LeavesOutNamesAndPathsToSkip) {
  const TempFolder folder;
  write_all(folder, {".git/config", "sub/node_modules/a.md", "packages/a.md", "sub/packages/b.md", "notes.md",
                     "sub/notes.md"});
  EXPECT_THAT(paths(folder, {.skip = {".git", "node_modules", "packages/", "./notes.md"}}),
              ElementsAre("sub/notes.md", "sub/packages/b.md"));
  EXPECT_THAT(paths(folder), ElementsAre("notes.md", "packages/a.md", "sub/notes.md", "sub/packages/b.md"));
}

TEST(Walk, TakesIncludedAndLeavesExcludedGlobs) {
  const TempFolder folder;
  write_all(folder, {"a.md", "b.txt", "docs/c.md", "docs/d.txt", "docs/old/e.md", "src/f.md"});
  struct Row {
    std::vector<std::string> include, exclude, expected;
  };
  const std::vector<Row> rows = {
      {{}, {}, {"a.md", "b.txt", "docs/c.md", "docs/d.txt", "docs/old/e.md", "src/f.md"}},
      {{"*.md"}, {}, {"a.md", "docs/c.md", "docs/old/e.md", "src/f.md"}},
      {{"docs/"}, {}, {"docs/c.md", "docs/d.txt", "docs/old/e.md"}},
      {{"docs/*.md"}, {}, {"docs/c.md"}},
      {{"*.md"}, {"docs/"}, {"a.md", "src/f.md"}},
      {{"*.md"}, {"old", "/a.md"}, {"docs/c.md", "src/f.md"}},
      {{}, {"*.md", "!docs/c.md"}, {"b.txt", "docs/c.md", "docs/d.txt"}},
  };
  for (const Row& row : rows)
    EXPECT_EQ(paths(folder, {.include = row.include, .exclude = row.exclude}), row.expected)
        << testing::PrintToString(row.include) << testing::PrintToString(row.exclude);
}

TEST(Walk, ObeysIgnoreFiles) {
  struct Row {
    std::string_view claim;
    std::vector<std::pair<std::string, std::string>> ignore_files;
    std::vector<std::string> expected;  ///< of a.md, a.log, sub/b.md, sub/b.log, sub/deep/c.log
  };
  const std::vector<Row> rows = {
      {"a rule counts below its folder", {{".gitignore", "*.log\n"}}, {"a.md", "sub/b.md"}},
      {"an anchored rule counts in its folder",
       {{".gitignore", "/a.log\n"}},
       {"a.md", "sub/b.log", "sub/b.md", "sub/deep/c.log"}},
      {"a nested file takes back",
       {{".gitignore", "*.log\n"}, {"sub/.gitignore", "!b.log\n"}},
       {"a.md", "sub/b.log", "sub/b.md"}},
      {"a nested file adds", {{"sub/.gitignore", "*.log\n"}}, {"a.log", "a.md", "sub/b.md"}},
      {"an ignored folder is not entered",
       {{".gitignore", "sub/\n!sub/b.md\n"}, {"sub/.gitignore", "!*\n"}},
       {"a.log", "a.md"}},
      {".ignore is stronger than a nearer .gitignore",
       {{".ignore", "!*.log\n"}, {"sub/.gitignore", "*.log\n"}},
       {"a.log", "a.md", "sub/b.log", "sub/b.md", "sub/deep/c.log"}},
      {".agentopsignore is the strongest",
       {{".agentopsignore", "!a.log\n"}, {".ignore", "*.log\n"}},
       {"a.log", "a.md", "sub/b.md"}},
      {".git/info/exclude is the weakest",
       {{".git/info/exclude", "*.log\n"}, {".gitignore", "!a.log\n"}},
       {"a.log", "a.md", "sub/b.md"}},
      {"git's rules end at a repository",
       {{".gitignore", "*.log\n"}, {"sub/.git/HEAD", "ref"}},
       {"a.md", "sub/b.log", "sub/b.md", "sub/deep/c.log"}},
      {"others do not", {{".ignore", "*.log\n"}, {"sub/.git/HEAD", "ref"}}, {"a.md", "sub/b.md"}},
  };
  for (const Row& row : rows) {
    const TempFolder folder;
    write_all(folder, {"a.md", "a.log", "sub/b.md", "sub/b.log", "sub/deep/c.log"});
    for (const auto& [name, rules] : row.ignore_files) folder.write(name, rules);
    std::vector<std::string> listed = paths(folder);
    std::erase_if(listed, [](const std::string& path) { return path.ends_with("ignore"); });
    EXPECT_EQ(listed, row.expected) << row.claim;
  }
}

TEST(Walk, ReadsNoIgnoreFileWhenToldSo) {
  const TempFolder folder;
  folder.write(".gitignore", "*.log\n");
  folder.write("a.log", "x");
  EXPECT_THAT(paths(folder, {.ignore_files = false}), ElementsAre(".gitignore", "a.log"));
}

TEST(Walk, NamesAnIgnoreFileThatItDoesNotObey) {
  const TempFolder folder;
  folder.write(".gitignore", std::string(65 << 10, '#'));
  folder.make_folder("sub/.ignore");
  EXPECT_THAT(skipped(walk_all(folder)), ElementsAre(".gitignore: ignore file not obeyed: over 64 KiB",
                                                     "sub/.ignore: ignore file not obeyed: is a directory"));
}

TEST(Walk, NamesLinksAndDoesNotFollowThem) {
  const TempFolder elsewhere;
  elsewhere.write("secret.md", "x");
  const TempFolder folder;
  folder.write("real/a.md", "x");
  folder.link("b-file", "real/a.md");
  folder.link("c-folder", "real");
  folder.link("d-broken", "nowhere");
  folder.link("e-loop", "e-loop");
  folder.link("f-outside", elsewhere.path("secret.md"));
  folder.link("g-above", "..");
  folder.link("real/h-self", ".");
  folder.write("left/out.md", "x");
  folder.link("real/i-hidden", "../left/out.md");
  folder.link("real/j-root", "..");
  const Walked walked = walk_all(folder, {.exclude = {"left"}});
  EXPECT_THAT(paths(walked), ElementsAre("real/a.md"));
  EXPECT_THAT(skipped(walked),
              ElementsAre("b-file: link to real/a.md", "c-folder: link to real", "d-broken: broken link",
                          "e-loop: link loop", "f-outside: link out of the root",
                          "g-above: link out of the root", "real/h-self: link to real",
                          "real/i-hidden: link, not followed", "real/j-root: link to the folder itself"));
}

TEST(Walk, ObeysNoIgnoreFileOfThousandsOfRules) {
  const TempFolder folder;
  std::string rules;
  for (int rule = 0; rule <= 2000; ++rule) rules += "*" + std::to_string(rule) + "\n";
  folder.write(".ignore", rules);
  folder.write("a7", "x");
  const Walked walked = walk_all(folder);
  EXPECT_THAT(paths(walked), ElementsAre(".ignore", "a7"));
  EXPECT_THAT(skipped(walked), ElementsAre(".ignore: ignore file not obeyed: over 2000 rules"));
}

TEST(Walk, FollowsLinksInsideToWhatIsNotListedItself) {
  const TempFolder elsewhere;
  elsewhere.write("secret.md", "x");
  const TempFolder folder;
  folder.write("left/a.md", "x");
  folder.write("left/b/c.md", "x");
  folder.write("real/d.md", "x");
  folder.link("file.md", "left/a.md");
  folder.link("folder", "left");
  folder.link("folder2", "left");
  folder.link("outside", elsewhere.path());
  folder.link("real/e.md", "d.md");
  folder.link("real/up", "..");
  folder.link("left/self", ".");
  const Walked walked = walk_all(folder, {.exclude = {"left"}, .follow_links = true});
  EXPECT_THAT(paths(walked), ElementsAre("file.md", "folder/b/c.md", "real/d.md"));
  EXPECT_THAT(skipped(walked),
              ElementsAre("folder/a.md: link to file.md", "folder/self: link to folder",
                          "folder2: link to folder", "outside: link out of the root",
                          "real/e.md: link to real/d.md", "real/up: link to the folder itself"));
}

TEST(Walk, ListsNothingTwiceWhenLinksLeadToEachOther) {
  const TempFolder folder;
  constexpr int folders = 12;  // without a guard, 12! ways through them
  for (int from = 0; from < folders; ++from) {
    folder.write("d" + std::to_string(from) + "/a.md", "x");
    for (int to = 0; to < folders; ++to)
      if (to != from)
        folder.link("d" + std::to_string(from) + "/to" + std::to_string(to), "../d" + std::to_string(to));
  }
  const Walked walked = walk_all(folder, {.follow_links = true});
  EXPECT_EQ(walked.files.size(), 12U);
  EXPECT_EQ(walked.skipped.size(), 12U * 11U);
}

TEST(Walk, TakesHardLinksForFilesOfTheirOwn) {
  const TempFolder folder;
  folder.write("a.md", "x");
  std::filesystem::create_hard_link(folder.path("a.md"), folder.path("b.md"));
  EXPECT_THAT(paths(walk_all(folder, {.follow_links = true})), ElementsAre("a.md", "b.md"));
}

TEST(Walk, NamesPipesAndSockets) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo(folder.path("pipe.md").c_str(), 0600), 0);
  const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  folder.path("socket.md").copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  const Walked walked = walk_all(folder);
  EXPECT_THAT(walked.files, IsEmpty());
  EXPECT_THAT(skipped(walked), ElementsAre("pipe.md: pipe", "socket.md: socket"));
}

TEST(Walk, NamesAFolderThatCannotBeReadAndGoesOn) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TempFolder folder;
  write_all(folder, {"a.md", "closed/b.md", "z.md"});
  ASSERT_EQ(chmod(folder.path("closed").c_str(), 0), 0);
  const Walked walked = walk_all(folder);
  chmod(folder.path("closed").c_str(), 0700);
  EXPECT_THAT(paths(walked), ElementsAre("a.md", "z.md"));
  EXPECT_THAT(skipped(walked), ElementsAre("closed: permission denied"));
}

TEST(Walk, TakesNamesOfAnyBytes) {
  const TempFolder folder;
  const std::vector<std::string> names = {"a\nb.md", "a b\\*?.md", "\x01\x1b[31m.md", "\xff\xfe.md",
                                          std::string(252, 'n') + ".md"};
  for (const std::string& name : names) folder.write(name, "x");
  std::vector<std::string> sorted = names;
  std::ranges::sort(sorted);
  EXPECT_EQ(paths(folder), sorted);
}

TEST(Walk, GoesThreeHundredFoldersDownWithFewDescriptors) {
  const TempFolder folder;
  std::string path;
  for (int depth = 0; depth < 300; ++depth) path += "d/";
  folder.write(path + "a.md", "x");
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit few{.rlim_cur = 16, .rlim_max = before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &few), 0);
  const Walked walked = walk_all(folder, {.deepest = 300});
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_THAT(paths(walked), ElementsAre(path + "a.md"));
}

TEST(Walk, NamesFoldersThatAreTooDeepToBeMeant) {
  const TempFolder folder;
  write_all(folder, {"a/b/c/d.md", "a/b/c.md", "a/b.md"});
  const Walked walked = walk_all(folder, {.deepest = 2});
  EXPECT_THAT(paths(walked), ElementsAre("a/b.md", "a/b/c.md"));
  EXPECT_THAT(skipped(walked), ElementsAre("a/b/c: more than 2 folders deep"));
}

TEST(Walk, NamesAPathThatIsLongerThanTheSystemTakes) {
  const TempFolder folder;
  Descriptor at(::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY));
  const std::string part(250, 'd');
  for (int depth = 0; depth < 20; ++depth) {
    ASSERT_TRUE(at);
    ASSERT_EQ(mkdirat(at.get(), part.c_str(), 0700), 0);
    at = Descriptor(openat(at.get(), part.c_str(), O_RDONLY | O_DIRECTORY));
  }
  const Walked walked = walk_all(folder);
  ASSERT_THAT(walked.skipped, SizeIs(1));
  EXPECT_EQ(walked.skipped[0].why, "file name too long");
}

}  // namespace
}  // namespace agentops::disk
