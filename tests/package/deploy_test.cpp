#include "package/deploy.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "package/layout.h"
#include "tests/package/trees.h"

namespace agentops::package {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Installed installed(const FileTree& files, Target target = Target::Generic) {
  auto package = read_package(files, "test");
  EXPECT_TRUE(package) << package.error().message;
  return {.package = std::move(*package), .target = target};
}

std::vector<std::string> paths_of(const Deployment& files) {
  std::vector<std::string> paths;
  for (const auto& [path, file] : files) paths.push_back(path);
  return paths;
}

FileTree rich_package(const std::string& name) {
  return tree({{"package.yaml", "name: " + name + "\nversion: 0.1.0\nconfig:\n  defaults: config/d.yaml\n"},
               {"README.md", "# R\n"},
               {"agents/a.md",
                "Refund up to {{ settings.limit }}; see [w](../workflows/w.md) and [guide](../docs/g.md).\n"},
               {"workflows/w.md", "# W\n"},
               {"patterns/p.md", "# P\n"},
               {"rules/r.mdc", "# R\n"},
               {"skills/s/SKILL.md", "# S\n"},
               {"skills/s/data/x.json", "{{ settings.limit }}"},
               {"docs/g.md", "# G\n"},
               {"config/d.yaml", "limit: $500\n"}});
}

TEST(Deployment, PutsItemsIntoTheirFolders) {
  const auto files = deployment({installed(rich_package("support"))});
  ASSERT_TRUE(files) << files.error().message;
  EXPECT_THAT(paths_of(*files),
              ElementsAre("agents/a.md", "config/agentops.yaml", "patterns/p.md", "rules/r.mdc",
                          "skills/s/SKILL.md", "skills/s/data/x.json", "workflows/w.md"));
  EXPECT_EQ(bytes_of(files->at("agents/a.md").file),
            "Refund up to $500; see [w](../workflows/w.md) and [guide](../packages/support/docs/g.md).\n");
  EXPECT_EQ(bytes_of(files->at("skills/s/data/x.json").file), "{{ settings.limit }}");
  EXPECT_THAT(bytes_of(files->at("config/agentops.yaml").file), HasSubstr("\nsupport:\n  limit: \"$500\"\n"));
  EXPECT_EQ(files->at("skills/s/data/x.json").unit, "skills/s");
  EXPECT_EQ(files->at("agents/a.md").unit, "agents/a.md");
}

TEST(Deployment, FollowsTheFoldersOfClaude) {
  const auto files = deployment({installed(rich_package("support"), Target::Claude)});
  ASSERT_TRUE(files) << files.error().message;
  EXPECT_THAT(paths_of(*files),
              ElementsAre(".claude/agents/a.md", ".claude/commands/w.md", ".claude/patterns/p.md",
                          ".claude/rules/r.mdc", ".claude/skills/s/SKILL.md", ".claude/skills/s/data/x.json",
                          "config/agentops.yaml"));
  EXPECT_EQ(bytes_of(files->at(".claude/agents/a.md").file),
            "Refund up to $500; see [w](../commands/w.md) and [guide](../../packages/support/docs/g.md).\n");
}

TEST(Deployment, GoesBelowTheFolderThatAssistantsShare) {
  const auto files = deployment({installed(rich_package("support"), Target::AgentsDir)});
  ASSERT_TRUE(files) << files.error().message;
  EXPECT_THAT(paths_of(*files),
              ElementsAre(".agents/agents/a.md", ".agents/patterns/p.md", ".agents/rules/r.mdc",
                          ".agents/skills/s/SKILL.md", ".agents/skills/s/data/x.json",
                          ".agents/workflows/w.md", "config/agentops.yaml"));
}

TEST(Deployment, SharesEqualFilesAndPartsDifferentOnes) {
  const auto same = deployment({installed(small_package("a")), installed(small_package("b"))});
  ASSERT_TRUE(same);
  EXPECT_THAT(paths_of(*same), ElementsAre("agents/triage.md"));
  EXPECT_THAT(same->at("agents/triage.md").owners, ElementsAre("a", "b"));

  const auto different =
      deployment({installed(small_package("a", "one")), installed(small_package("b", "two"))});
  ASSERT_TRUE(different);
  EXPECT_THAT(paths_of(*different), ElementsAre("agents/a/triage.md", "agents/b/triage.md"));
}

TEST(Deployment, DoesNotDependOnTheOrder) {
  std::vector<Installed> packages = {installed(rich_package("support")), installed(small_package("a", "one")),
                                     installed(small_package("b", "two")),
                                     installed(small_package("c", "two"))};
  const auto files = deployment(packages);
  ASSERT_TRUE(files);
  const auto by_name = [](const Installed& x, const Installed& y) {
    return x.package.manifest.name < y.package.manifest.name;
  };
  std::ranges::sort(packages, by_name);
  do EXPECT_EQ(*deployment(packages), *files);
  while (std::next_permutation(packages.begin(), packages.end(), by_name));
}

TEST(Deployment, MovesASkillWhole) {
  FileTree one = tree({{"package.yaml", "name: one\nversion: 0.1.0\n"},
                       {"skills/s/SKILL.md", "same"},
                       {"skills/s/x.md", "1"}});
  FileTree two = tree({{"package.yaml", "name: two\nversion: 0.1.0\n"},
                       {"skills/s/SKILL.md", "same"},
                       {"skills/s/x.md", "2"}});
  const auto files = deployment({installed(one), installed(two)});
  ASSERT_TRUE(files);
  EXPECT_THAT(paths_of(*files), ElementsAre("skills/one/s/SKILL.md", "skills/one/s/x.md",
                                            "skills/two/s/SKILL.md", "skills/two/s/x.md"));
  EXPECT_EQ(files->at("skills/one/s/x.md").unit, "skills/one/s");
}

TEST(Deployment, PartsNamesThatAreOneFileElsewhere) {
  FileTree one = tree({{"package.yaml", "name: one\nversion: 0.1.0\n"}, {"agents/A.md", "1"}});
  FileTree two = tree({{"package.yaml", "name: two\nversion: 0.1.0\n"}, {"agents/a.md", "1"}});
  EXPECT_THAT(paths_of(*deployment({installed(one), installed(two)})),
              ElementsAre("agents/one/A.md", "agents/two/a.md"));
}

TEST(Deployment, LinksAcrossPackages) {
  FileTree support = small_package("support", "[p](../../core/patterns/p.md)");
  FileTree core = tree({{"package.yaml", "name: core\nversion: 0.1.0\n"}, {"patterns/p.md", "# P\n"}});
  const auto files = deployment({installed(support), installed(core)});
  EXPECT_EQ(bytes_of(files->at("agents/triage.md").file), "[p](../patterns/p.md)");
}

TEST(Deployment, RefusesTwoAgentsOfOneNameForClaude) {
  const auto agent = [](const std::string& package, const std::string& file, const std::string& head) {
    return installed(tree({{"package.yaml", "name: " + package + "\nversion: 0.1.0\n"},
                           {"agents/" + file, head + package}}),
                     Target::Claude);
  };
  for (const std::string head : {"---\nname: \"helper\"\n---\n", "---\r\nname: helper\r\n---\r\n",
                                 "\xEF\xBB\xBF---\nname: helper\n---\n"}) {
    const auto files = deployment({agent("a", "x.md", "---\nname: helper\n---\n"), agent("b", "y.md", head)});
    ASSERT_FALSE(files) << head;
    EXPECT_EQ(files.error().code, "E-DEPLOY-NAME");
    EXPECT_THAT(files.error().message,
                HasSubstr("`helper`: .claude/agents/x.md of a and .claude/agents/y.md of b"));
  }
}

TEST(Deployment, RefusesWhatWouldFallTogether) {
  FileTree a = tree({{"package.yaml", "name: a\nversion: 0.1.0\n"}, {"agents/x.md", "1"}});
  FileTree b =
      tree({{"package.yaml", "name: b\nversion: 0.1.0\n"}, {"agents/x.md", "2"}, {"agents/a/x.md", "3"}});
  const auto files = deployment({installed(a), installed(b)});
  ASSERT_FALSE(files);
  EXPECT_EQ(files.error().code, "E-DEPLOY-NAME");
}

TEST(Target, HasAName) {
  for (const Target target : {Target::Generic, Target::Claude, Target::AgentsDir})
    EXPECT_EQ(target_named(name_of(target)), target);
  EXPECT_EQ(target_named("emacs"), std::nullopt);
}

}  // namespace
}  // namespace agentops::package
