#include "actions/similar.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "actions/packages.h"
#include "tests/support/temp_folder.h"

namespace agentops::actions {
namespace {

using mine::Verdict;

/// Twelve lines about one thing.
std::string runbook(const std::string& thing) {
  std::string text = "# Runbook\n\n";
  for (char step = 'a'; step < 'm'; ++step)
    text += std::string("Step ") + step + ": look at the " + thing + " of part " + step + step +
            " and note what the gauge " + step + step + step + " shows.\n";
  return text;
}

/// A small folder, asked once.
class SimilarTest : public testing::Test {
 protected:
  SimilarTest() {
    folder_.write("agents/pump.md",
                  "---\nname: pump\ndescription: Looks after pumps.\n---\n" + runbook("pump"));
    folder_.write("agents/crane.md",
                  "---\nname: crane\ndescription: Looks after cranes.\n---\n" + runbook("crane"));
  }

  Result<Similar> similar(const SimilarRequest& request) const {
    const auto project = Project::open({.root = folder_.path(), .threads = 1});
    if (!project) return fail(project);
    auto items = Neighbourhood::open(*project);
    if (!items) return fail(items);
    return items->similar(request);
  }

  test::TempFolder folder_;
};

TEST_F(SimilarTest, NeverFindsTheAskedItemItself) {
  const auto found = similar({.item = "pump", .least = 0});
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_NE(found->verdict, Verdict::Same);
  for (const NearItem& near : found->nearest) EXPECT_NE(near.item.name, "pump");
}

TEST_F(SimilarTest, CallsAnotherHeaderOverOneBodyTheSame) {
  folder_.write("team/pump-two.md", "---\nname: pump-two\ndescription: Pumps.\n---\n" + runbook("pump"));
  const auto found = similar({.item = "pump"});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->verdict, Verdict::Same);
  EXPECT_EQ(found->nearest.front().item.key, "team/pump-two.md");
  EXPECT_EQ(advice(*found), "the same as pump-two (team/pump-two.md): use that one");
}

TEST_F(SimilarTest, SaysWhereADriftedCopyDiffers) {
  folder_.write("team/pump-two.md", "---\nname: pump-two\ndescription: Pumps.\n---\n" + runbook("pump") +
                                        "Then call the master.\n");
  const auto found = similar({.item = "pump"});
  ASSERT_TRUE(found);
  EXPECT_EQ(advice(*found), "a drifted copy of pump-two: agentops dups diff agents/pump.md team/pump-two.md");
}

TEST_F(SimilarTest, ComparesATextFromElsewhere) {
  const auto found = similar({.text = runbook("pump")});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->verdict, Verdict::Same);
  EXPECT_EQ(found->nearest.front().item.name, "pump");
  EXPECT_TRUE(found->key.empty());
}

TEST_F(SimilarTest, CountsWhatItLeavesOut) {
  const auto found = similar({.text = "the gauge of part aa", .limit = 1, .least = 0});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->nearest.size(), 1U);
  EXPECT_EQ(found->total, 2U);
}

TEST_F(SimilarTest, KnowsWhatWasAskedAfterMendingTheIndex) {
  for (int i = 0; i < 200; ++i)  // more than an open index holds in memory
    folder_.write("agents/other" + std::to_string(i) + ".md",
                  "---\nname: other\ndescription: " + std::string(200, 'x') + "\n---\n" + runbook("pump"));
  const auto project = Project::open({.root = folder_.path(), .threads = 1});
  ASSERT_TRUE(project);
  auto items = Neighbourhood::open(*project);
  ASSERT_TRUE(items) << items.error().message;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path(".agentops")))
    if (entry.path().extension() == ".glass") std::filesystem::resize_file(entry.path(), 20);
  const auto found = items->similar({.item = "agents/other100.md", .least = 0});
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_FALSE(items->words().empty()) << "nothing was mended";
  EXPECT_TRUE(items->words().front().ends_with("built again")) << items->words().front();
  EXPECT_EQ(found->key, "agents/other100.md");
  EXPECT_EQ(found->kind, Kind::Agent);
}

TEST_F(SimilarTest, RefusesATextWithoutWords) {
  EXPECT_EQ(similar({.text = "the, of - and!"}).error().code, "E-NOTHING-ASKED");
  EXPECT_EQ(similar({.text = std::string(100, '\x01')}).error().code, "E-NOT-TEXT");
}

TEST_F(SimilarTest, FindsWhatAPackageBroughtAlready) {
  const test::TempFolder elsewhere;
  elsewhere.write(
      "kit/package.yaml",
      "name: kit\nversion: 1.0.0\ndescription: Pumps.\nauthor: Ours\nlicense: MIT\n\nagents:\n  - agents/valve.md\n");
  elsewhere.write("kit/agents/valve.md",
                  "---\nname: valve\ndescription: Looks after valves.\n---\n" + runbook("valve"));
  const auto project = Project::open({.root = folder_.path(), .threads = 1});
  ASSERT_TRUE(project);
  const auto installed = install_packages(*project, {.from = {elsewhere.path("kit")}});
  ASSERT_TRUE(installed) << installed.error().message;
  const auto found = similar({.text = runbook("valve")});
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->verdict, Verdict::Same);
  EXPECT_EQ(found->nearest.front().item.key, "packages/kit/agents/valve.md");
}

/// A need as somebody words it, and what a reader says of it: tests/actions/needs.tsv.
struct Need {
  std::string verdict;  ///< extend or new
  std::string items;    ///< names that a reader accepts, apart by commas; "-" for none
  std::string text;
};

std::vector<Need> needs() {
  std::vector<Need> all;
  std::ifstream file("tests/actions/needs.tsv");
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    Need& need = all.emplace_back();
    std::getline(fields, need.verdict, '\t');
    std::getline(fields, need.items, '\t');
    std::getline(fields, need.text);
  }
  return all;
}

TEST(Verdicts, AreThoseOfAReaderForFourNeedsInFive) {
  const test::TempFolder state;
  const auto project = Project::open({.root = "samples", .state = state.path(), .threads = 1});
  ASSERT_TRUE(project);
  auto items = Neighbourhood::open(*project);
  ASSERT_TRUE(items) << items.error().message;
  const std::vector<Need> all = needs();
  ASSERT_EQ(all.size(), 50U);
  std::ptrdiff_t agreed = 0;
  std::ptrdiff_t named = 0;
  for (const Need& need : all) {
    const auto found = items->similar({.text = need.text});
    ASSERT_TRUE(found) << need.text;
    const bool agrees = mine::name_of(found->verdict) == need.verdict;
    agreed += agrees ? 1 : 0;
    const bool is_named = need.verdict == "new" ||
                          ("," + need.items + ",").contains("," + found->nearest.front().item.name + ",");
    named += agrees && is_named ? 1 : 0;
  }
  EXPECT_GE(agreed, 40);
  EXPECT_GE(named, 40);
}

}  // namespace
}  // namespace agentops::actions
