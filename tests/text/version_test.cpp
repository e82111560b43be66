#include "text/version.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

TEST(Version, PrintsAsItWasRead) {
  for (const std::string_view text :
       {"0.0.0", "1.2.3", "10.20.30", "1.1.2-prerelease+meta", "1.1.2+meta", "1.0.0-alpha",
        "1.0.0-alpha.beta.1", "1.0.0-alpha0.valid", "1.0.0-rc.1+build.123",
        "1.2.3----RC-SNAPSHOT.12.9.1--.12", "1.0.0-0A.is.legal", "18446744073709551615.0.0",
        "2.0.0+build.1848", "1.0.0+0.build.1-rc.10000aaa-kk-0.1"}) {
    const auto version = read_version(text);
    ASSERT_TRUE(version) << text << ": " << version.error().message;
    EXPECT_EQ(to_text(*version), text);
  }
}

TEST(Version, RefusesWhatSemVerDoes) {
  for (const std::string_view text : {"",
                                      "1",
                                      "1.2",
                                      "1.2.3.4",
                                      "v1.2.3",
                                      "01.2.3",
                                      "1.02.3",
                                      "1.2.03",
                                      "1.2.3-",
                                      "1.2.3-01",
                                      "1.2.3-a..b",
                                      "1.2.3+",
                                      "1.2.3+a..b",
                                      "1.2.3+a+b",
                                      "1.2.-3",
                                      " 1.2.3",
                                      "1.2.3 ",
                                      "1.2.3-\xc3\xa4",
                                      "18446744073709551616.0.0",
                                      "1.10.x",
                                      "1.0.0+../../x",
                                      "1.0.0\n"}) {
    const auto version = read_version(text);
    ASSERT_FALSE(version) << text;
    EXPECT_EQ(version.error().code, "E-VERSION") << text;
  }
}

TEST(Version, IsOrderedByPrecedence) {
  const std::vector<std::string_view> ascending = {
      "0.0.1",       "0.1.0",         "1.0.0-1",
      "1.0.0-2",     "1.0.0-10",      "1.0.0-18446744073709551616",
      "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
      "1.0.0-beta",  "1.0.0-beta.2",  "1.0.0-beta.11",
      "1.0.0-rc.1",  "1.0.0",         "1.0.1",
      "2.0.0"};
  for (std::size_t i = 0; i < ascending.size(); ++i)
    for (std::size_t j = 0; j < ascending.size(); ++j)
      EXPECT_EQ(compare(*read_version(ascending[i]), *read_version(ascending[j])), i <=> j)
          << ascending[i] << ascending[j];
}

TEST(Version, IgnoresBuildMetadataInOrder) {
  EXPECT_EQ(compare(*read_version("1.0.0+a"), *read_version("1.0.0+b")), std::weak_ordering::equivalent);
}

}  // namespace
}  // namespace agentops::text
