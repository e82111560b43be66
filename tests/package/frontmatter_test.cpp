#include "package/frontmatter.h"

#include <string>

#include <gtest/gtest.h>

#include "models/value.h"

namespace agentops::package {
namespace {

TEST(WithFrontmatter, TakesEmptyLinesOutWithTheKeyThatTheyBelongTo) {
  const Map fields{{"tools", Value()}};
  EXPECT_EQ(with_frontmatter("---\ntools:\n  - Read\n\n  - Bash\n\nname: a\n---\nText\n", fields),
            "---\n\nname: a\n---\nText\n");
}

TEST(WithFrontmatter, FindsItBehindAByteOrderMark) {
  const Map fields{{"model", Value("small")}};
  EXPECT_EQ(with_frontmatter("\xEF\xBB\xBF---\nname: a\n---\nText\n", fields),
            "---\nname: a\nmodel: small\n---\nText\n");
}

}  // namespace
}  // namespace agentops::package
