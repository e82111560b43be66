#include "text/field_words.h"

#include <gtest/gtest.h>

namespace agentops::text {
namespace {

TEST(FieldWords, NameFieldsOfWorkInSingularAndPlural) {
  for (const char* word :
       {"finance", "database", "databases", "analytics", "ai", "law", "payment", "zoology"})
    EXPECT_TRUE(names_field(word)) << word;
}

TEST(FieldWords, NameNoThingsOfAField) {
  for (const char* word : {"invoice", "postgres", "lion", "contract", "the", "s", ""})
    EXPECT_FALSE(names_field(word)) << word;
}

}  // namespace
}  // namespace agentops::text
