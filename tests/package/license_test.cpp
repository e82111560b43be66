#include "package/license.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::package {
namespace {

using testing::HasSubstr;

TEST(License, IsAnSpdxExpression) {
  for (const std::string_view text :
       {"MIT", "Apache-2.0 OR MIT", "(MIT OR Apache-2.0) AND CC-BY-4.0", "UNLICENSED",
        "GPL-2.0-or-later WITH Classpath-exception-2.0", "MPL-2.0+", "LicenseRef-our-own.1", "((MIT))"})
    EXPECT_EQ(check_license(text), std::nullopt) << text;
}

TEST(License, SaysWhatIsWrong) {
  struct {
    std::string_view text, why;
  } const cases[] = {
      {"", "no licence is chosen"},
      {"TODO", "no licence is chosen"},
      {"________", "no licence is chosen"},
      {"mit", "did you mean `MIT`"},
      {"Apache 2", "did you mean `Apache-2.0`"},
      {"Apache-2", "did you mean `Apache-2.0`"},
      {"free for all", "`free` is no SPDX licence id"},
      {"MIT Apache-2.0", "an operator is missing before `Apache-2.0`"},
      {"MIT OR", "ends too early"},
      {"OR MIT", "an id is missing before `OR`"},
      {"(MIT", "not closed"},
      {"MIT)", "wrong place"},
      {"MIT WITH GCC", "exception"},
      {"GPL-2.0-only WITH (LLVM-exception)", "wrong place"},
      {"LicenseRef-", "no SPDX licence id"},
      {"\x1b[2J", "\\x1b"},
  };
  for (const auto& [text, why] : cases) {
    const auto answer = check_license(text);
    ASSERT_TRUE(answer) << text;
    EXPECT_THAT(*answer, HasSubstr(why)) << text;
  }
}

}  // namespace
}  // namespace agentops::package
