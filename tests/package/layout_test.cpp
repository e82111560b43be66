#include "package/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "package/ustar.h"
#include "tests/package/trees.h"

namespace agentops::package {
namespace {

using namespace std::string_literals;

TEST(CheckPath, TakesOrdinaryPaths) {
  for (const std::string& path :
       {"package.yaml"s, "agents/handle-inquiry.md"s, "skills/refunds/scripts/run.sh"s, "docs/Überblick.md"s,
        "docs/-dash.md"s, "skills/a/.gitignore"s, "skills/a/.env.example"s,
        "skills/a/assets/.github/workflows/ci.yml"s, "docs/50% off.md"s, "docs/price$.md"s,
        "docs/communication.md"s, "docs/con-cept.md"s, "docs/console.md"s, "skills/a/hooks/README.md"s,
        "docs/日本語.md"s, std::string(100, 'a'), std::string(100, 'b') + "/" + std::string(100, 'a')})
    EXPECT_EQ(check_path(path), std::nullopt) << path << ": " << check_path(path)->why;
}

TEST(CheckPath, TellsWhatIsWrong) {
  struct {
    std::string path;
    PathFault fault;
  } const cases[] = {
      {"", PathFault::Path},
      {".", PathFault::Path},
      {"..", PathFault::Path},
      {"/etc/passwd", PathFault::Path},
      {"../a.md", PathFault::Path},
      {"a/../b.md", PathFault::Path},
      {"a/./b.md", PathFault::Path},
      {"a//b.md", PathFault::Path},
      {"a/", PathFault::Path},
      {"a\\b.md", PathFault::Path},
      {"C:a.md", PathFault::Path},
      {"~/a.md", PathFault::Path},
      {"${HOME}/a.md", PathFault::Path},
      {"$HOME/a.md", PathFault::Path},
      {"%2e%2E/a.md", PathFault::Path},
      {"a%2fb.md", PathFault::Path},
      {"\xc0\xae\xc0\xae/a.md", PathFault::Path},
      {"．．/a.md", PathFault::Path},
      {"a／b.md", PathFault::Path},
      {std::string(250, 'a'), PathFault::Limit},
      {std::string(201, 'a'), PathFault::Limit},
      {std::string(101, 'a'), PathFault::Limit},
      {std::string(160, 'b') + "/a", PathFault::Limit},
      {[] {
         std::string path;
         for (int i = 0; i < 40; ++i) path += "a/";
         return path + "b";
       }(),
       PathFault::Limit},
      {".git/config", PathFault::Reserved},
      {".GIT/config", PathFault::Reserved},
      {".git./config", PathFault::Reserved},
      {"git~1/config", PathFault::Reserved},
      {"docs/.git/config", PathFault::Reserved},
      {".g\xe2\x80\x8cit/config", PathFault::Reserved},
      {".git::$INDEX_ALLOCATION/config", PathFault::Reserved},
      {".claude/settings.json", PathFault::Reserved},
      {".github/workflows/ci.yml", PathFault::Reserved},
      {"hooks/hooks.json", PathFault::Reserved},
      {".envrc", PathFault::Reserved},
      {"docs/.env", PathFault::Reserved},
      {".mcp.json", PathFault::Reserved},
      {"agentops.lock", PathFault::Reserved},
      {".agentops/state", PathFault::Reserved},
      {"a\nb.md", PathFault::Name},
      {"a\x1b[2J.md", PathFault::Name},
      {"a\x7f.md", PathFault::Name},
      {"a\xc2\x9b.md", PathFault::Name},
      {"caf\xe9.md", PathFault::Name},
      {"a\xe2\x80\xaegpj.md", PathFault::Name},
      {"a\xe2\x80\x8b.md", PathFault::Name},
      {"docs/a:b.md", PathFault::Name},
      {"docs/*.md", PathFault::Name},
      {"docs/CON.md", PathFault::Name},
      {"docs/com1", PathFault::Name},
      {"docs/a.", PathFault::Name},
      {"docs./a", PathFault::Name},
      {"docs/a ", PathFault::Name},
  };
  for (const auto& [path, fault] : cases) {
    const auto refusal = check_path(path);
    ASSERT_TRUE(refusal) << path;
    EXPECT_EQ(refusal->fault, fault) << path << ": " << refusal->why;
    EXPECT_FALSE(refusal->why.empty());
  }
}

TEST(CheckPath, TakesOnlyWhatATarCanHold) {
  for (std::size_t folder = 90; folder < 170; ++folder)
    for (std::size_t name = 60; name < 120; ++name) {
      const std::string path = std::string(folder, 'f') + "/" + std::string(name, 'n');
      if (!check_path(path)) {
        EXPECT_TRUE(fits_ustar(path)) << folder << "/" << name;
      }
    }
}

TEST(CollisionKey, IsOneForNamesThatAreOneFileSomewhere) {
  EXPECT_EQ(collision_key("README.md"), collision_key("readme.md"));
  EXPECT_EQ(collision_key("STRASSE.md"), collision_key("straße.md"));
  EXPECT_EQ(collision_key("\xe2\x84\xaa.md"), collision_key("k.md"));
  EXPECT_EQ(collision_key("e\xcc\x81"), collision_key("\xc3\xa9"));
  EXPECT_NE(collision_key("a.md"), collision_key("b.md"));
}

TEST(CheckContent, RefusesProgramsAndArchives) {
  EXPECT_TRUE(check_content("skills/a/tool",
                            "\x7f"
                            "ELF\x02"));
  EXPECT_TRUE(check_content("skills/a/more.zip", "PK\x03\x04...."));
  EXPECT_TRUE(check_content("skills/a/more.tgz", "\x1f\x8b\x08"));
  EXPECT_TRUE(check_content("skills/a/more.tar", write_ustar(tree({{"a", "b"}}))));
  EXPECT_FALSE(check_content("skills/a/template.docx", "PK\x03\x04...."));
  EXPECT_FALSE(check_content("agents/a.md", "PK is a pair of letters"));
  EXPECT_FALSE(check_content("skills/a/run.sh", "#!/bin/sh\n"));
  EXPECT_FALSE(check_content("agents/a.md", ""));
}

TEST(CheckTree, CountsAndCompares) {
  EXPECT_EQ(check_tree(tree({{"a.md", ""}})), std::nullopt);
  EXPECT_EQ(check_tree(tree({{"a.md", ""}, {"A.md", ""}}))->code, "DUP");
  EXPECT_EQ(check_tree(tree({{"a.md", "12345"}}), {.file_bytes = 4})->code, "LIMIT");
  EXPECT_EQ(check_tree(tree({{"a.md", "12345"}}), {.file_bytes = 5}), std::nullopt);
  EXPECT_EQ(check_tree(tree({{"a.md", ""}, {"b.md", ""}}), {.files = 1})->code, "LIMIT");
  EXPECT_EQ(check_tree(tree({{"a.md", ""}}), {.tree_bytes = 1000})->code, "LIMIT");
}

TEST(PackageFiles, LeaveTheDraftOut) {
  EXPECT_EQ(package_files(tree({{".draft/base/a.md", "x"}, {"a.md", "y"}})), tree({{"a.md", "y"}}));
}

}  // namespace
}  // namespace agentops::package
