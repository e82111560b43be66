#include "text/unified.h"

#include <string>

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

TEST(UnifiedHunks, AreWhatDiffWrites) {
  const std::string ten = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";
  const struct {
    std::string before, after, hunks;
  } cases[] = {
      {"a\n", "a\n", ""},
      {"", "", ""},
      {"", "a\n", "@@ -0,0 +1 @@\n+a\n"},
      {"a\n", "", "@@ -1 +0,0 @@\n-a\n"},
      {"a\nb\nc\n", "a\nx\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"},
      {"a\nb", "a\nb\n", "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"},
      {"a\n", "a\nb", "@@ -1 +1,2 @@\n a\n+b\n\\ No newline at end of file\n"},
      {ten, "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n", "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"},
      {ten, "one\n2\n3\n4\n5\n6\n7\neight\n9\n10\n",
       "@@ -1,10 +1,10 @@\n-1\n+one\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+eight\n 9\n 10\n"},
      {ten, "one\n2\n3\n4\n5\n6\n7\n8\nnine\n10\n",
       "@@ -1,4 +1,4 @@\n-1\n+one\n 2\n 3\n 4\n@@ -6,5 +6,5 @@\n 6\n 7\n 8\n-9\n+nine\n 10\n"},
  };
  for (const auto& [before, after, hunks] : cases) EXPECT_EQ(unified_hunks(before, after), hunks);
}

}  // namespace
}  // namespace agentops::text
