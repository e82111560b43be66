#include "package/skeleton.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "package/contents.h"
#include "package/validate.h"

namespace agentops::package {
namespace {

using testing::IsEmpty;

TEST(Skeleton, IsReadyToBePublished) {
  const FileTree files =
      skeleton({.name = "billing", .author = "Ada", .license = "MIT", .category = "process"});
  EXPECT_THAT(validate(files, Gate::Publish), IsEmpty());
  const auto package = read_package(files, "billing");
  ASSERT_TRUE(package) << package.error().message;
  EXPECT_EQ(package->manifest.category, "process");
}

TEST(Skeleton, LeavesToItsOwnerWhatOnlyTheOwnerKnows) {
  const auto findings = validate(skeleton({.name = "billing"}));
  EXPECT_FALSE(has_errors(findings));
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].rule, "AO510");
  EXPECT_EQ(findings[1].rule, "AO505");
}

}  // namespace
}  // namespace agentops::package
