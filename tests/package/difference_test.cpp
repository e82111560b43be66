#include "package/difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/hash.h"

namespace agentops::package {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Files = std::map<std::string, std::string>;

/// `known`: whether the texts of edited files can be had.
Difference compare_with(const Files& wanted, const Files& recorded, const Files& there, bool known = false) {
  Deployment deployment;
  for (const auto& [path, bytes] : wanted) {
    const bool is_skill = path.starts_with("skills/s/");
    deployment.emplace(path, Deployed{.file = {.content = bytes},
                                      .unit = is_skill ? "skills/s" : path,
                                      .owners = {"core"},
                                      .origin = "packages/core/" + path});
  }
  std::vector<DeployedFile> ledger;
  for (const auto& [path, bytes] : recorded) ledger.push_back({path, text::sha256(bytes), {"core"}});
  const LookAt look_at = [&](const std::string& path) -> std::optional<PresentFile> {
    const auto file = there.find(path);
    if (file == there.end()) return std::nullopt;
    return PresentFile{text::sha256(file->second)};
  };
  return difference(deployment, ledger, look_at, [&](const DeployedFile& file) -> std::optional<EditedText> {
    if (!known) return std::nullopt;
    return EditedText{.base = recorded.at(file.path), .yours = there.at(file.path)};
  });
}

/// What happens to one file: "create", "replace", "remove", "keep" or "", and whether it is ours afterwards.
std::string fate(const std::optional<std::string>& wanted, const std::optional<std::string>& recorded,
                 const std::optional<std::string>& there) {
  const auto files = [](const std::optional<std::string>& bytes) {
    return bytes ? Files{{"agents/a.md", *bytes}} : Files{};
  };
  const auto result = compare_with(files(wanted), files(recorded), files(there));
  std::string words;
  if (!result.changes.create.empty()) words += "create ";
  if (!result.changes.replace.empty()) words += "replace ";
  if (!result.changes.remove.empty()) words += "remove ";
  if (!result.kept.empty()) words += "keep ";
  return words + (result.ledger.empty() ? "theirs" : "ours");
}

TEST(Difference, DecidesAboutEachFile) {
  constexpr auto none = std::nullopt;
  EXPECT_EQ(fate("new", none, none), "create ours");
  EXPECT_EQ(fate("new", none, "new"), "theirs");
  EXPECT_EQ(fate("new", none, "user"), "keep theirs");
  EXPECT_EQ(fate("new", "old", "old"), "replace ours");
  EXPECT_EQ(fate("old", "old", "old"), "ours");
  EXPECT_EQ(fate("new", "old", "new"), "ours");
  EXPECT_EQ(fate("new", "old", "edited"), "keep ours");
  EXPECT_EQ(fate("old", "old", "edited"), "ours");
  EXPECT_EQ(fate("new", "old", none), "create ours");
  EXPECT_EQ(fate(none, "old", "old"), "remove theirs");
  EXPECT_EQ(fate(none, "old", "edited"), "keep theirs");
  EXPECT_EQ(fate(none, "old", none), "theirs");
  EXPECT_EQ(fate(none, none, "user"), "theirs");
}

/// What happens to a script of ours: whether it is replaced, and whether it can be run afterwards.
std::string mode_fate(bool wanted, const std::string& recorded, const PresentFile& there) {
  Deployment deployment;
  deployment.emplace("run.sh", Deployed{.file = {.content = "new", .executable = wanted},
                                        .unit = "run.sh",
                                        .owners = {"core"},
                                        .origin = ""});
  std::vector<DeployedFile> ledger;
  if (!recorded.empty()) ledger.push_back({"run.sh", text::sha256(recorded), {"core"}});
  const auto result = difference(
      deployment, ledger, [&](const std::string&) { return there; },
      [](const DeployedFile&) { return std::nullopt; });
  if (result.changes.replace.empty()) return "as it was";
  return result.changes.replace[0].file.executable ? "runs" : "runs no more";
}

TEST(Difference, BringsTheModeOfWhatIsOurs) {
  const PresentFile plain{text::sha256("new"), false};
  const PresentFile script{text::sha256("new"), true};
  EXPECT_EQ(mode_fate(true, "new", plain), "runs");
  EXPECT_EQ(mode_fate(false, "new", script), "runs no more");
  EXPECT_EQ(mode_fate(true, "old", plain), "runs");
  EXPECT_EQ(mode_fate(true, "new", script), "as it was");
  EXPECT_EQ(mode_fate(true, "new", {text::sha256("edited"), false}), "as it was");
  EXPECT_EQ(mode_fate(true, "", plain), "as it was");
}

TEST(Difference, RemembersAnEdit) {
  const auto result = compare_with({{"a.md", "new"}}, {{"a.md", "old"}}, {{"a.md", "edited"}});
  ASSERT_EQ(result.ledger.size(), 1U);
  EXPECT_EQ(result.ledger[0].digest, text::sha256("old"));
  EXPECT_EQ(result.kept[0].why, "was edited here: kept; ours is packages/core/a.md");
}

TEST(Difference, KeepsASkillBackWhole) {
  const auto result =
      compare_with({{"skills/s/SKILL.md", "ours"}, {"skills/s/x.md", "x"}, {"agents/a.md", "a"}}, {},
                   {{"skills/s/SKILL.md", "mine"}});
  ASSERT_EQ(result.changes.create.size(), 1U);
  EXPECT_EQ(result.changes.create[0].path, "agents/a.md");
  ASSERT_EQ(result.kept.size(), 1U);
  EXPECT_EQ(result.kept[0].path, "skills/s/SKILL.md");
}

TEST(Difference, ExpectsWhatTheLedgerSays) {
  const auto result = compare_with({{"a.md", "new"}}, {{"a.md", "old"}, {"b.md", "gone"}},
                                   {{"a.md", "old"}, {"b.md", "gone"}});
  ASSERT_EQ(result.changes.replace.size(), 1U);
  EXPECT_EQ(result.changes.replace[0].expected, text::sha256("old"));
  ASSERT_EQ(result.changes.remove.size(), 1U);
  EXPECT_EQ(result.changes.remove[0].expected, text::sha256("gone"));
  EXPECT_THAT(result.kept, IsEmpty());
}

TEST(Difference, MergesWhatIsNewIntoAnEditedFile) {
  const auto result = compare_with({{"agents/a.md", "1\n2\n3\nnew\n"}}, {{"agents/a.md", "1\n2\n3\n4\n"}},
                                   {{"agents/a.md", "mine\n2\n3\n4\n"}}, true);
  ASSERT_EQ(result.changes.replace.size(), 1U);
  EXPECT_EQ(std::get<std::string>(result.changes.replace[0].file.content), "mine\n2\n3\nnew\n");
  EXPECT_EQ(result.changes.replace[0].expected, text::sha256("mine\n2\n3\n4\n"));
  EXPECT_THAT(result.merged, ElementsAre(MergedFile{"agents/a.md", {}}));
  EXPECT_THAT(result.kept, IsEmpty());
  EXPECT_EQ(result.ledger[0].digest, text::sha256("1\n2\n3\nnew\n")) << "the edit stays one";
}

TEST(Difference, KeepsTheLinesOfThePersonAndTellsAllThree) {
  const auto result =
      compare_with({{"agents/a.md", "theirs\n2\n3\nnew\n"}}, {{"agents/a.md", "1\n2\n3\n4\n"}},
                   {{"agents/a.md", "mine\n2\n3\n4\n"}}, true);
  EXPECT_EQ(std::get<std::string>(result.changes.replace.at(0).file.content), "mine\n2\n3\nnew\n");
  EXPECT_THAT(result.merged, ElementsAre(MergedFile{"agents/a.md", {{"1\n", "mine\n", "theirs\n"}}}));
}

TEST(Difference, LeavesAnEditedFileAloneWhenNothingIsNewInIt) {
  const auto same = compare_with({{"a", "1\n"}}, {{"a", "1\n"}}, {{"a", "mine\n"}}, true);
  EXPECT_TRUE(same.changes.empty());
  EXPECT_THAT(same.merged, IsEmpty());
  const auto theirs_only_clashes = compare_with({{"a", "2\n"}}, {{"a", "1\n"}}, {{"a", "mine\n"}}, true);
  EXPECT_TRUE(theirs_only_clashes.changes.empty());
  EXPECT_EQ(theirs_only_clashes.merged.size(), 1U);
}

TEST(Difference, DoesNotMergeWhatIsNoText) {
  const std::string binary("\0\1", 2);
  const auto result = compare_with({{"a", binary}}, {{"a", "1\n"}}, {{"a", "mine\n"}}, true);
  EXPECT_TRUE(result.changes.empty());
  EXPECT_EQ(result.kept.size(), 1U);
  EXPECT_EQ(result.ledger[0].digest, text::sha256("1\n"));
}

}  // namespace
}  // namespace agentops::package
