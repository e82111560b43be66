#include "actions/scan.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

#include "actions/mine.h"
#include "actions/search_places.h"
#include "package/lock.h"
#include "tests/support/temp_folder.h"

namespace agentops::actions {
namespace {

/// A folder of a few items, and scans of it.
class ScanTest : public testing::Test {
 protected:
  ScanTest() {
    folder_.write("agents/deploy.md",
                  "---\nname: deploy\ndescription: Deploys a service.\n---\nYou are a deployer. See "
                  "[the guide](../docs/guide.md).\n");
    folder_.write("docs/guide.md", "# Guide\n\nHow to go about it with care.\n");
    folder_.write("skills/pdf/SKILL.md",
                  "---\nname: pdf\ndescription: Fill in forms.\n---\nRun scripts/fill.py.\n");
    folder_.write("skills/pdf/scripts/fill.py", "print('x')\n");
  }

  Project project(unsigned threads = 2) const {
    auto opened = Project::open({.root = folder_.path(), .threads = threads});
    EXPECT_TRUE(opened) << opened.error().message;
    return *std::move(opened);
  }

  Scanned scanned(ScanNeeds needs = {}) const {
    auto result = scan(project(), {}, needs);
    EXPECT_TRUE(result) << result.error().message;
    return *std::move(result);
  }

  /// Makes all files an hour old: younger ones are never taken from a cache.
  void age() const {
    const auto then = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path()))
      if (entry.is_regular_file()) std::filesystem::last_write_time(entry.path(), then);
  }

  std::vector<std::string> keys(const Scanned& scanned) const {
    std::vector<std::string> list;
    for (const Item& item : scanned.inventory.items) list.push_back(item.key);
    return list;
  }

  std::vector<std::string> found(const std::string& query) const {
    std::vector<std::string> list;
    const Project here = project();
    const auto result = search_places(here, {.packages = {.installed = false}}, {.query = {.words = query}});
    EXPECT_TRUE(result) << result.error().message;
    for (const PlacedHit& hit : result->found) list.push_back(hit.hit.key);
    return list;
  }

  test::TempFolder folder_;
};

using Keys = std::vector<std::string>;

TEST_F(ScanTest, GivesItemsAndTheFilesAttachedToThem) {
  const Scanned first = scanned();
  EXPECT_EQ(keys(first), (Keys{"agents/deploy.md", "docs/guide.md", "skills/pdf/SKILL.md"}));
  ASSERT_EQ(first.inventory.files.size(), 4U);
  EXPECT_EQ(first.inventory.files[3].owner, "skills/pdf/SKILL.md");
  EXPECT_TRUE(first.inventory.files[3].item.empty());
  ASSERT_FALSE(first.inventory.items[0].references.empty());
  EXPECT_EQ(first.inventory.items[0].references[0].to, "docs/guide.md");
}

TEST_F(ScanTest, GivesTheSameFromItsCache) {
  age();
  const Scanned first = scanned();
  const Scanned second = scanned();
  EXPECT_EQ(first.inventory, second.inventory);
  EXPECT_EQ(first.inputs, second.inputs);
  EXPECT_TRUE(second.changes.added.empty() && second.changes.changed.empty() && second.changes.gone.empty());
}

TEST_F(ScanTest, SeesAReferenceDieWhenItsTargetGoes) {
  (void)scanned();
  folder_.remove("docs/guide.md");
  const Scanned after = scanned();
  EXPECT_EQ(after.changes.gone, Keys{"docs/guide.md"});
  ASSERT_EQ(after.inventory.items[0].references.size(), 1U);
  EXPECT_EQ(after.inventory.items[0].references[0].to, "");
}

TEST_F(ScanTest, LeavesOutWhatTheProgramWrote) {
  folder_.write("packages/core/package.yaml", "name: core\n");
  folder_.write("packages/core/patterns/p.md", "# P\n");
  folder_.write("packages/half/.draft/provenance.yaml", "");
  folder_.write("packages/half/patterns/p.md", "# P\n");
  folder_.write("drafts/core/package.yaml", "name: core\n");
  folder_.write("drafts/core/.draft/provenance.yaml", "");
  folder_.write("drafts/core/patterns/p.md", "# P\n");
  folder_.write("agentops.plan", "[unsorted]\n[dropped]\n");
  EXPECT_EQ(keys(scanned()).size(), 3U);
}

TEST_F(ScanTest, ReadsThePackagesOfAMonorepo) {
  folder_.write("packages/web/AGENTS.md", "# Web\n\nRun the tests of the shop first.\n");
  EXPECT_EQ(keys(scanned()),
            (Keys{"agents/deploy.md", "docs/guide.md", "packages/web/AGENTS.md", "skills/pdf/SKILL.md"}));
}

TEST_F(ScanTest, ReadsAFolderWhoseManifestIsOfAnotherTool) {
  folder_.write("packages/shop/package.yaml",
                "name: shop\nversion: 0.1.0\nghc-options: -Wall\nlibrary: {}\n");
  folder_.write("packages/shop/AGENTS.md", "# Shop\n\nRun the tests first.\n");
  EXPECT_EQ(keys(scanned()), (Keys{"agents/deploy.md", "docs/guide.md", "packages/shop/AGENTS.md",
                                   "packages/shop/package.yaml", "skills/pdf/SKILL.md"}));
}

TEST_F(ScanTest, ReadsAFolderWhereAPersonKeepsDrafts) {
  folder_.write("agents/.draft/wip.md", "# Work in progress\n");
  EXPECT_EQ(keys(scanned()),
            (Keys{"agents/.draft/wip.md", "agents/deploy.md", "docs/guide.md", "skills/pdf/SKILL.md"}));
}

TEST_F(ScanTest, LeavesOutWhatALockNames) {
  Lock lock;
  lock.packages.push_back({.name = "core",
                           .version = {.minor = 1, .pre_release = {}, .build = {}},
                           .source = "packages/core",
                           .digest = {},
                           .installed = "2025-01-27",
                           .dependencies = {}});
  lock.files.push_back({.path = "agents/deploy.md", .digest = {}, .owners = {"core"}});
  folder_.write("agentops.lock", package::write_lock(lock));
  const Scanned after = scanned();
  EXPECT_EQ(keys(after).size(), 2U);
  EXPECT_TRUE(after.words.empty());
}

TEST_F(ScanTest, SaysThatALockCannotBeRead) {
  folder_.write("agentops.lock", "<<<<<<< ours\nformat: 1\n");
  const Scanned after = scanned();
  EXPECT_EQ(keys(after).size(), 3U);
  ASSERT_EQ(after.words.size(), 1U);
  EXPECT_EQ(after.words[0].substr(0, 20), "agentops.lock line 1");
}

TEST_F(ScanTest, BringsTheIndexUpToDateWithEachChange) {
  EXPECT_EQ(found("deployer"), Keys{"agents/deploy.md"});
  folder_.write("docs/new.md", "# New\n\nA zebra crosses the road.\n");
  EXPECT_EQ(found("zebra"), Keys{"docs/new.md"});
  folder_.write("docs/new.md", "# New\n\nA giraffe crosses the road, slowly.\n");
  EXPECT_TRUE(found("zebra").empty());
  EXPECT_EQ(found("giraffe"), Keys{"docs/new.md"});
  folder_.remove("docs/new.md");
  EXPECT_TRUE(found("giraffe").empty());
}

TEST_F(ScanTest, KeepsReferencesWhenOnlyTheIndexIsBuilt) {
  age();
  const Scanned before = scanned();
  const Scanned indexed = scanned({.index = true});
  EXPECT_EQ(indexed.inventory, before.inventory);
  EXPECT_EQ(scanned().inventory, before.inventory);
}

TEST_F(ScanTest, IndexesWhatAnotherCommandReadFirst) {
  EXPECT_EQ(found("deployer"), Keys{"agents/deploy.md"});
  folder_.write("docs/new.md", "# New\n\nA zebra crosses the road.\n");
  age();
  (void)scanned();
  EXPECT_EQ(found("zebra"), Keys{"docs/new.md"});
}

TEST_F(ScanTest, GivesRowsWithAndWithoutACache) {
  const Project open = project();
  auto fresh = scan(open, {}, {.rows = true});
  ASSERT_TRUE(fresh);
  const auto rows = rows_of_scan(open, *fresh);
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3U);
  Scanned known = scanned();
  const auto again = rows_of_scan(open, known);
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, *rows);
  folder_.remove(".agentops/corpus.cache");
  known = scanned();
  const auto reread = rows_of_scan(open, known);
  ASSERT_TRUE(reread);
  EXPECT_EQ(*reread, *rows);
}

TEST_F(ScanTest, NamesWhatItCouldNotRead) {
  folder_.write("agents/logo.md", std::string(200, '\0'));
  const Scanned after = scanned();
  ASSERT_EQ(after.inventory.skipped.size(), 1U);
  EXPECT_EQ(after.inventory.skipped[0].path, "agents/logo.md");
  EXPECT_EQ(after.inventory.skipped[0].why, "binary");
}

TEST_F(ScanTest, ReadsAFileAgainThatCouldNotBeRead) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const std::filesystem::path file = folder_.path("agents/deploy.md");
  age();
  std::filesystem::permissions(file, std::filesystem::perms::none);
  const Scanned before = scanned();
  ASSERT_EQ(before.inventory.skipped.size(), 1U);
  EXPECT_EQ(before.inventory.skipped[0].why, "permission denied");
  std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  const Scanned after = scanned();
  EXPECT_TRUE(after.inventory.skipped.empty());
  EXPECT_EQ(keys(after).size(), 3U);
}

TEST_F(ScanTest, GivesASkillWhatItsScriptsUse) {
  folder_.write("skills/pdf/scripts/fill.py",
                "import os\nos.system('qpdf a.pdf')\nkey = os.environ['PDF_KEY']\n");
  folder_.write("skills/pdf/scripts/run", "#!/bin/bash\npdftk x.pdf\n");
  folder_.write("skills/pdf/references/notes.md", "```bash\nghostscript x\n```\n");
  age();
  const auto uses = [&] {
    for (const Item& item : scanned({.index = true}).inventory.items)
      if (item.key == "skills/pdf/SKILL.md") return item.uses;
    return Uses{};
  };
  using Words = std::vector<std::string>;
  EXPECT_EQ(uses().programs, (Words{"bash", "pdftk", "qpdf"}));
  EXPECT_EQ(uses().env, Words{"PDF_KEY"});
  EXPECT_EQ(found("tool:qpdf"), Words{"skills/pdf/SKILL.md"});

  // Only the script changes: the skill is read again, and the index follows.
  folder_.write("skills/pdf/scripts/fill.py", "import os\nos.system('mutool info')\n");
  age();
  EXPECT_EQ(uses().programs, (Words{"bash", "mutool", "pdftk"}));
  EXPECT_EQ(found("tool:mutool"), Words{"skills/pdf/SKILL.md"});
  EXPECT_EQ(found("tool:qpdf"), Words{});

  std::filesystem::remove(folder_.path() + "/skills/pdf/scripts/run");
  EXPECT_EQ(uses().programs, Words{"mutool"});
}

}  // namespace
}  // namespace agentops::actions
