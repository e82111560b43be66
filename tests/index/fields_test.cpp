#include "index/fields.h"

#include <gtest/gtest.h>

#include <set>

namespace agentops::index {
namespace {

TEST(Fields, StandInTheOrderOfTheirIds) {
  for (std::size_t i = 0; i < fields.size(); ++i) EXPECT_EQ(static_cast<std::size_t>(fields[i].id), i);
}

TEST(Fields, HavePrefixesThatNoOtherBeginsWith) {
  for (const Field& one : fields)
    for (const Field& other : fields) {
      if (&one != &other) {
        EXPECT_FALSE(one.prefix.starts_with(other.prefix)) << one.name << ' ' << other.name;
      }
    }
}

TEST(Fields, AreFoundByTheirNameOnly) {
  EXPECT_EQ(field_named("tool"), &field(FieldId::Tool));
  EXPECT_EQ(field_named("Tool"), nullptr);
  EXPECT_EQ(field_named(""), nullptr);
}

TEST(Fields, ShowThemselvesInTheirExamples) {
  for (const Field& one : fields) EXPECT_TRUE(one.example.starts_with(std::string(one.name) + ":")) << one.name;
}

}  // namespace
}  // namespace agentops::index
