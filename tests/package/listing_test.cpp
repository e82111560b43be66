#include "package/listing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "package/validate.h"
#include "tests/package/trees.h"

namespace agentops::package {
namespace {

using testing::ElementsAre;

constexpr const char* manifest =
    "# Ours\nname: support\nversion: 1.0.0\nagents:\n  - agents/a.md  # the first\n"
    "documentation:\n  start: docs/start.md\n";

TEST(Listing, NamesTheKeyOfEachFolder) {
  struct Row {
    std::string_view path, key;
  };
  for (const Row& row :
       {Row{"agents/a.md", "agents"}, Row{"skills/s/SKILL.md", "skills"}, Row{"docs/a.md", "documentation"},
        Row{"config/a.yaml", "config"}, Row{"a.md", ""}, Row{"other/a.md", ""}})
    EXPECT_EQ(listing_key(row.path), row.key) << row.path;
}

TEST(Listing, AddsWhatIsMissingAndLeavesTheRestAsItIs) {
  const FileTree folder = tree({{"package.yaml", manifest},
                                {"agents/a.md", "# A\n"},
                                {"agents/b.md", "# B\n"},
                                {"config/limits.yaml", "limit: 1\n"},
                                {"docs/best-practices.md", "# Best\n"},
                                {"docs/start.md", "# Start\n"},
                                {"docs/more/start.md", "# More\n"},
                                {"skills/s/SKILL.md", "---\nname: s\ndescription: d\n---\n"},
                                {"skills/s/run.sh", "#!/bin/sh\n"}});
  const auto listing = list_files(folder);
  ASSERT_TRUE(listing) << listing.error().message;
  EXPECT_THAT(listing->added, ElementsAre("agents/b.md", "config/limits.yaml", "docs/best-practices.md",
                                          "docs/more/start.md", "skills/s/SKILL.md"));
  EXPECT_EQ(listing->yaml,
            "# Ours\nname: support\nversion: 1.0.0\nagents:\n  - agents/a.md  # the first\n  - agents/b.md\n"
            "documentation:\n  start: docs/start.md\n  best_practices: docs/best-practices.md\n"
            "  more_start: docs/more/start.md\nconfig:\n  limits: config/limits.yaml\nskills:\n"
            "  - skills/s/SKILL.md\n");
  FileTree mended = folder;
  mended.at("package.yaml").content = listing->yaml;
  for (const Finding& finding : validate(mended)) EXPECT_NE(finding.rule, "AO503") << finding.place.path;
  EXPECT_EQ(list_files(mended), (Listing{.yaml = listing->yaml, .added = {}}));
}

TEST(Listing, NeedsAManifestThatCanBeRead) { EXPECT_EQ(list_files({}).error().code, "E-MANIFEST-MISSING"); }

}  // namespace
}  // namespace agentops::package
