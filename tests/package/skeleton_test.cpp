#include "package/skeleton.h"

#include <gtest/gtest.h>

#include "package/contents.h"
#include "package/validate.h"

namespace agentops::package {
namespace {

TEST(Skeleton, IsReadyToBePublished) {
  const FileTree files =
      skeleton({.name = "billing", .author = "Ada", .license = "MIT", .category = "process"});
  const auto findings = validate(files, Gate::Publish);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "AO511");  // only its owner knows where it will live
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
