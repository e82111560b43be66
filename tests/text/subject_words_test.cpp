#include "text/subject_words.h"

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

TEST(SubjectWords, AreThoseOfAField) {
  for (const char* word : {"invoice", "engineering", "security", "operations", "meeting", "go-live", "ai"})
    EXPECT_TRUE(names_subject(word)) << word;
}

TEST(SubjectWords, AreNoKindsPraiseOrInstructionsInAnyForm) {
  for (const char* word : {"agent", "engineers", "comprehensive", "ensuring", "required", "implementation",
                           "deeply", "the", "2024", "x", ""})
    EXPECT_FALSE(names_subject(word)) << word;
}

}  // namespace
}  // namespace agentops::text
