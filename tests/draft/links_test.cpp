#include "draft/links.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/draft/invented.h"

namespace agentops::draft {
namespace {

TEST(RelativePath, ClimbsToTheCommonFolder) {
  struct Case {
    std::string from, to, path;
  };
  for (const Case& given :
       {Case{"a/agents/x.md", "a/rules/y.md", "../rules/y.md"},
        Case{"a/agents/x.md", "a/agents/y.md", "y.md"},
        Case{"a/skills/x/SKILL.md", "b/agents/y.md", "../../../b/agents/y.md"},
        Case{"a/skills/x/SKILL.md", "a/skills/x/references/y.md", "references/y.md"},
        Case{"a/README.md", "a/agents/y.md", "agents/y.md"}, Case{"ab/x.md", "abc/x.md", "../abc/x.md"}})
    EXPECT_EQ(relative_path(given.from, given.to), given.path);
}

TEST(Links, FollowTheirTargetsInsideThePackage) {
  Invented folder;
  folder.agent("team/refund.md", "See [the lead](lead.md#top) and [again](lead.md).\n")
      .workflow("team/lead.md", "x\n");
  folder.link("team/refund.md", "lead.md", "team/lead.md")
      .domain("support", {"team/refund.md", "team/lead.md"});
  EXPECT_EQ(text_in(folder, folder.draft().packages.front(), "agents/refund.md"),
            "See [the lead](../workflows/lead.md#top) and [again](../workflows/lead.md).\n");
}

TEST(Links, LeadIntoOtherPackages) {
  Invented folder;
  folder.agent("a.md", "See [b](b.md).\n").agent("b.md", "x\n").link("a.md", "b.md", "b.md");
  folder.domain("one", {"a.md"}).domain("two", {"b.md"});
  const Draft draft = folder.draft();
  EXPECT_EQ(text_in(folder, package_in(draft, "one"), "agents/a.md"), "See [b](../../two/agents/b.md).\n");
  ASSERT_EQ(package_in(draft, "one").needs.size(), 1U);
  EXPECT_EQ(package_in(draft, "one").needs[0].dependency, (Dependency{"two", "^0.1.0"}));
  EXPECT_TRUE(package_in(draft, "two").needs.empty());
}

TEST(Links, InProseAreWrittenFromThePackagesRoot) {
  Invented folder;
  folder.agent("team/a.md", "Read `team/b.md`, then `./b.md`.\n").item(Kind::Rule, "team/b.md", "x\n");
  folder.refer(MentionForm::Path, "team/a.md", "team/b.md", "team/b.md");
  folder.refer(MentionForm::Path, "team/a.md", "./b.md", "team/b.md");
  folder.domain("one", {"team/a.md", "team/b.md"});
  EXPECT_EQ(text_in(folder, folder.draft().packages.front(), "agents/a.md"),
            "Read `rules/b.md`, then `../rules/b.md`.\n");
}

TEST(Links, LeaveNamesAndWhatStillHoldsAsTheyAre) {
  Invented folder;
  folder.agent("agents/a.md", "Run b-check, see [b](b-check.md).\n").agent("agents/b-check.md", "x\n");
  folder.refer(MentionForm::Name, "agents/a.md", "b-check", "agents/b-check.md")
      .link("agents/a.md", "b-check.md", "agents/b-check.md");
  folder.domain("one", {"agents/a.md", "agents/b-check.md"});
  const Draft draft = folder.draft();
  EXPECT_TRUE(std::holds_alternative<CopyOf>(draft.packages.front().tree.at("agents/a.md").content));
}

TEST(Links, LeaveWhatIsListedBelowTheNameOfItsFolder) {
  Invented folder;
  folder.item(Kind::Skill, "rolls/SKILL.md", "## references/\n\n- `flour.md`\n")
      .file("rolls/references/flour.md", "x\n", "rolls/SKILL.md");
  folder.list_file("rolls/SKILL.md", "flour.md", "rolls/references/flour.md")
      .domain("one", {"rolls/SKILL.md"});
  EXPECT_EQ(text_in(folder, folder.draft().packages.front(), "skills/rolls/SKILL.md"),
            "## references/\n\n- `flour.md`\n");
}

TEST(Links, TakeAlongAFileThatIsNoItem) {
  Invented folder;
  folder.agent("team/a.md", "Read [the guide](../shared/guide v2.md).\n")
      .file("shared/guide v2.md", "Guide\n");
  folder.link("team/a.md", "../shared/guide v2.md", "shared/guide v2.md").domain("one", {"team/a.md"});
  const Draft draft = folder.draft();
  const DraftedPackage& package = draft.packages.front();
  EXPECT_EQ(text_in(folder, package, "agents/a.md"), "Read [the guide](../docs/files/guide%20v2.md).\n");
  EXPECT_EQ(text_in(folder, package, "docs/files/guide v2.md"), "Guide\n");
}

TEST(Links, ToAnItemThatIsInNoPackageAreBlanks) {
  Invented folder;
  folder.agent("a.md", "one\nSee [b](b.md).\n").agent("b.md", "x\n").link("a.md", "b.md", "b.md");
  folder.domain("one", {"a.md"}).heading(HeadingRole::Dropped, "dropped", {"b.md"});
  const Draft draft = folder.draft();
  const auto& blanks = draft.packages.front().blanks;
  EXPECT_NE(std::ranges::find(blanks, Blank{"agents/a.md", 2, "a link to b.md, which is in no package"}),
            blanks.end());
  EXPECT_EQ(text_in(folder, draft.packages.front(), "agents/a.md"), "one\nSee [b](b.md).\n");
}

}  // namespace
}  // namespace agentops::draft
