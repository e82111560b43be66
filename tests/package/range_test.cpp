#include "package/range.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "text/version.h"

namespace agentops::package {
namespace {

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
      EXPECT_TRUE(satisfies(*text::read_version(version), *range)) << version << " in " << text;
    for (const auto version : outside)
      EXPECT_FALSE(satisfies(*text::read_version(version), *range)) << version << " in " << text;
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
