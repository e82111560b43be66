#include "package/version.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace agentops::package {
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

TEST(Range, TakesWhatPeopleExpect) {
  struct {
    std::string_view range;
    std::vector<std::string_view> inside, outside;
  } const cases[] = {
      {"^1.2.3",
       {"1.2.3", "1.2.4", "1.9.0"},
       {"1.2.2", "2.0.0", "0.9.9", "1.2.3-rc.1", "1.3.0-rc.1", "2.0.0-rc.1"}},
      {"^0.2.3", {"0.2.3", "0.2.9"}, {"0.2.2", "0.3.0"}},
      {"^0.0.3", {"0.0.3"}, {"0.0.4", "0.0.2"}},
      {"^1.2", {"1.2.0", "1.9.9"}, {"1.1.9", "2.0.0"}},
      {"^0.0", {"0.0.0", "0.0.9"}, {"0.1.0"}},
      {"^0", {"0.0.1", "0.9.0"}, {"1.0.0"}},
      {"^1.x", {"1.0.0", "1.5.0"}, {"2.0.0"}},
      {"~1.2.3", {"1.2.3", "1.2.9"}, {"1.3.0", "1.2.2"}},
      {"~1.2", {"1.2.0"}, {"1.3.0"}},
      {"~1", {"1.9.9"}, {"2.0.0", "0.9.0"}},
      {"1.2.3", {"1.2.3", "1.2.3+linux"}, {"1.2.4"}},
      {"=1.2.3", {"1.2.3"}, {"1.2.4"}},
      {"1.2", {"1.2.0", "1.2.9"}, {"1.3.0", "1.1.0"}},
      {"1.2.x", {"1.2.7"}, {"1.3.0"}},
      {"1", {"1.0.0", "1.9.0"}, {"2.0.0"}},
      {"*", {"0.0.0", "9.9.9"}, {"1.0.0-rc.1"}},
      {"", {"0.0.0", "9.9.9"}, {"1.0.0-rc.1"}},
      {">1.2", {"1.3.0"}, {"1.2.9"}},
      {">1", {"2.0.0"}, {"1.9.9"}},
      {">1.2.3", {"1.2.4"}, {"1.2.3"}},
      {">=1.2", {"1.2.0"}, {"1.1.9"}},
      {"<1.2", {"1.1.9"}, {"1.2.0"}},
      {"<=1.2", {"1.2.9"}, {"1.3.0"}},
      {"<=1.2.3", {"1.2.3"}, {"1.2.4"}},
      {">=1.0 <2", {"1.0.0", "1.9.9"}, {"0.9.9", "2.0.0", "2.0.0-rc.1"}},
      {">= 1.0, < 2", {"1.5.0"}, {"2.0.0"}},
      {"1.2.0 || ^2.1", {"1.2.0", "2.1.0", "2.9.0"}, {"1.2.1", "3.0.0"}},
      {"^1.0.0-rc.1",
       {"1.0.0-rc.1", "1.0.0-rc.2", "1.0.0", "1.4.0"},
       {"1.0.0-beta", "1.4.0-rc.1", "2.0.0-rc.1"}},
      {"<2.0.0-rc.2", {"1.0.0", "2.0.0-rc.1"}, {"2.0.0-rc.2", "1.0.0-rc.1"}},
      {"^18446744073709551615.0.0", {"18446744073709551615.0.0", "18446744073709551615.1.0"}, {"1.0.0"}},
      {">18446744073709551615", {}, {"0.0.0", "18446744073709551615.0.0"}},
      {"~1.18446744073709551615", {"1.18446744073709551615.4"}, {"2.0.0"}},
  };
  for (const auto& [text, inside, outside] : cases) {
    const auto range = read_range(text);
    ASSERT_TRUE(range) << text << ": " << range.error().message;
    for (const auto version : inside)
      EXPECT_TRUE(satisfies(*read_version(version), *range)) << version << " in " << text;
    for (const auto version : outside)
      EXPECT_FALSE(satisfies(*read_version(version), *range)) << version << " in " << text;
  }
}

TEST(Range, RefusesWhatIsNone) {
  for (const std::string& text :
       {std::string("^"), std::string(">=a"), std::string("1.2.3.4"), std::string("^^1"),
        std::string("1.x.3"), std::string("^1 ||"), std::string("|| ^1"), std::string("^1 || || 2"),
        std::string("latest"), std::string("1.2-rc"), std::string("01"), std::string(2000, '1')}) {
    const auto range = read_range(text);
    ASSERT_FALSE(range) << text;
    EXPECT_EQ(range.error().code, "E-RANGE") << text;
  }
}

}  // namespace
}  // namespace agentops::package
