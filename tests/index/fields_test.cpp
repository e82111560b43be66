#include "index/fields.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace agentops::index {
namespace {

TEST(Fields, StandInTheOrderOfTheirIds) {
  for (std::size_t i = 0; i < fields.size(); ++i) EXPECT_EQ(static_cast<std::size_t>(fields[i].id), i);
}

TEST(Fields, HavePrefixesThatNoOtherBeginsWith) {
  for (const Field& one : fields) {
    EXPECT_TRUE(one.prefix.empty() || one.form == FieldForm::Filter) << one.name;
    const auto clashes = std::ranges::count_if(fields, [&](const Field& other) {
      return !one.prefix.empty() && other.prefix.starts_with(one.prefix);
    });
    EXPECT_LE(clashes, 1) << one.name << " begins another's prefix";
  }
}

TEST(Fields, AreFoundByTheirNameOnly) {
  EXPECT_EQ(field_named("tool"), &field(FieldId::Tool));
  EXPECT_EQ(field_named("Tool"), nullptr);
  EXPECT_EQ(field_named(""), nullptr);
}

TEST(Fields, ShowThemselvesInTheirExamples) {
  for (const Field& one : fields)
    EXPECT_TRUE(one.example.starts_with(std::string(one.name) + ":")) << one.name;
}

}  // namespace
}  // namespace agentops::index
