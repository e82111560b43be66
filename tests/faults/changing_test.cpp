// Files that change while the program reads them: it has the old text or the new one, or says that it has
// neither.

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/faults/company.h"

namespace agentops {
namespace {

using test::Company;
using testing::HasSubstr;
using testing::Not;

TEST(ChangingFile, IsReadAgainWhenItGrewOrShrankOnce) {
  for (const std::string how : {"grow", "shrink"}) {
    const Company company;
    const auto broken = company.run("list --json", "AGENTOPS_CHANGE=" + how + ":agents/agent-1.md");
    EXPECT_EQ(broken.code, 0) << broken.err;
    EXPECT_THAT(broken.out, HasSubstr("agents/agent-1.md")) << how;
    EXPECT_THAT(broken.out, HasSubstr("\"skipped\": []")) << how;
    EXPECT_EQ(company.run("list --json").out, broken.out) << "the next run finds what is there now";
  }
}

TEST(ChangingFile, IsSkippedWithAWordWhileItGoesOnChanging) {
  for (const std::string how : {"grow", "shrink"}) {
    const Company company;
    const auto broken = company.run("list --json", "AGENTOPS_CHANGE=" + how + ":agents/agent-1.md+");
    EXPECT_EQ(broken.code, 0) << broken.err;
    EXPECT_THAT(broken.out, HasSubstr("changes while it is read")) << how;
    EXPECT_THAT(broken.out, HasSubstr("agents/agent-2.md")) << how;
    EXPECT_THAT(company.run("list --json").out, Not(HasSubstr("changes while"))) << "the next run reads it";
  }
}

TEST(ChangingFile, IsSkippedWithAWordWhenItVanished) {
  const Company company;
  const auto broken = company.run("list --json", "AGENTOPS_CHANGE=vanish:agents/agent-1.md");
  EXPECT_EQ(broken.code, 0) << broken.err;
  EXPECT_THAT(broken.out, HasSubstr("no such file"));
  EXPECT_THAT(broken.out, HasSubstr("agents/agent-2.md"));
  EXPECT_THAT(company.run("list --json").out, Not(HasSubstr(R"("path": "agents/agent-1.md")")));
}

TEST(ChangingFile, IsNeverMinedInTwoStates) {
  const Company company;
  ASSERT_EQ(company.run("scan").code, 0);
  const auto broken = company.run("mine", "AGENTOPS_CHANGE=grow:agents/agent-1.md");
  EXPECT_EQ(broken.code, 2) << "what the scan knows is not what is there";
  EXPECT_THAT(broken.err, HasSubstr("E-CHANGED"));
  EXPECT_FALSE(company.files().contains("agentops.plan"));
  EXPECT_EQ(company.run("mine").code, 0);
}

}  // namespace
}  // namespace agentops
