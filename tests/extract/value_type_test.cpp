#include "extract/value_type.h"

#include <string>

#include <gtest/gtest.h>

namespace agentops::extract {
namespace {

TEST(ValueType, IsThatOfTheWholeValue) {
  struct Row {
    std::string_view value;
    SlotType type;
  };
  const Row rows[] = {
      {"$500", SlotType::Money},
      {"20%", SlotType::Percent},
      {"24 hours", SlotType::Duration},
      {"1,000", SlotType::Number},
      {"#1234", SlotType::Number},
      {"-3", SlotType::Number},
      {"v2.1", SlotType::Version},
      {"1.2.3", SlotType::Version},
      {"claude-sonnet-4", SlotType::Model},
      {"https://a.example.com/x", SlotType::Url},
      {"ops@acme.com", SlotType::Email},
      {"src/main.cpp", SlotType::Path},
      {"~/notes", SlotType::Path},
      {"README.md", SlotType::Path},
      {"`ls -l`", SlotType::Code},
      {"web-team", SlotType::Name},
      {"getUser", SlotType::Name},
      {"the team", SlotType::Text},
      {"above $500", SlotType::Text},
      {"deploy", SlotType::Text},
      {"`a` and `b`", SlotType::Text},
      {"", SlotType::Text},
  };
  for (const Row& row : rows) EXPECT_EQ(value_type(row.value), row.type) << row.value;
  EXPECT_EQ(value_type(std::string(100'000, '/')), SlotType::Text);
}

}  // namespace
}  // namespace agentops::extract
