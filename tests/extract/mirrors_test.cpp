#include "extract/mirrors.h"

#include <string>

#include <gmock/gmock.h>

#include "text/hash.h"

namespace agentops::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct File {
  std::string path, bytes;
};

/// "at = of, files" of each mirror.
std::vector<std::string> told(const std::vector<File>& files) {
  std::vector<FileEntry> entries;
  for (const auto& [path, bytes] : files)
    entries.push_back({.path = path,
                       .kind = Kind::Doc,
                       .item = {},
                       .owner = {},
                       .size = bytes.size(),
                       .executable = false,
                       .digest = text::sha256(bytes)});
  std::vector<std::string> lines;
  for (const FolderMirror& mirror : mirrors_of(entries))
    lines.push_back(mirror.at + " = " + mirror.of + ", " + std::to_string(mirror.files));
  return lines;
}

TEST(Mirrors, AreToldByTheirTopmostFolders) {
  EXPECT_THAT(told({{".claude/skills/a/SKILL.md", "a"},
                    {".claude/skills/b/SKILL.md", "b"},
                    {".claude/skills/c/x/y.md", "c"},
                    {"skills/a/SKILL.md", "a"},
                    {"skills/b/SKILL.md", "b"},
                    {"skills/c/x/y.md", "c"}}),
              ElementsAre(".claude/skills = skills, 3"));
}

TEST(Mirrors, AreEachOfOneOther) {
  EXPECT_THAT(told({{"a/1.md", "1"},
                    {"a/2.md", "2"},
                    {"a/3.md", "3"},
                    {"b/1.md", "1"},
                    {"b/2.md", "2"},
                    {"b/3.md", "3"},
                    {"c/1.md", "1"},
                    {"c/2.md", "2"},
                    {"c/3.md", "3"}}),
              ElementsAre("b = a, 3", "c = a, 3"));
}

TEST(Mirrors, MayHaveDriftedALittle) {
  std::vector<File> files;
  for (const char name : std::string("12345")) {
    files.push_back({std::string("a/") + name + ".md", std::string(1, name)});
    files.push_back({std::string("b/") + name + ".md", std::string(name == '5' ? 2 : 1, name)});
  }
  EXPECT_THAT(told(files), ElementsAre("b = a, 4"));
  files.push_back({"b/6.md", "6"});
  EXPECT_THAT(told(files), IsEmpty());
}

TEST(Mirrors, AreNotFoldersThatShareAFewFiles) {
  EXPECT_THAT(told({{"a/1.md", "1"}, {"a/2.md", "2"}, {"b/1.md", "1"}, {"b/2.md", "2"}}), IsEmpty());
  EXPECT_THAT(
      told({{"a/1.md", ""}, {"a/2.md", ""}, {"a/3.md", ""}, {"b/1.md", ""}, {"b/2.md", ""}, {"b/3.md", ""}}),
      IsEmpty());
  EXPECT_THAT(told({{"a/1.md", "1"},
                    {"a/2.md", "2"},
                    {"a/3.md", "3"},
                    {"a/b/1.md", "1"},
                    {"a/b/2.md", "2"},
                    {"a/b/3.md", "3"}}),
              IsEmpty());
}

}  // namespace
}  // namespace agentops::extract
