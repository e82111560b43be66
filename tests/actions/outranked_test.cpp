#include "actions/outranked.h"

#include <gtest/gtest.h>

#include "actions/check.h"
#include "tests/support/temp_folder.h"

namespace agentops::actions {
namespace {

TEST(Outranked, TakesItemsWithoutBodiesForNoCopies) {
  const test::TempFolder folder;
  folder.write("agents/helper.md", "---\nname: helper\ndescription: Helps with tests\n---\n");
  folder.write("agents/tests.md", "---\nname: tests\ndescription: Helps with tests of all sorts\n---\n");
  const auto project = Project::open({.root = folder.path(), .threads = 1});
  ASSERT_TRUE(project) << project.error().message;
  const auto checked = check_folder(*project, {.only = {"AO405"}});
  ASSERT_TRUE(checked) << checked.error().message;
  ASSERT_EQ(checked->findings.size(), 1U);
  EXPECT_EQ(checked->findings.front().finding.place.path, "agents/helper.md");
}

}  // namespace
}  // namespace agentops::actions
