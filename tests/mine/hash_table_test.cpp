#include "mine/hash_table.h"

#include <gtest/gtest.h>

namespace agentops::mine {
namespace {

TEST(HashTable, KeepsTheFirstValueOfEachHash) {
  HashTable<std::uint32_t> table;
  EXPECT_EQ(table.find(7), nullptr);
  EXPECT_EQ(table.add(7, 70), 70U);
  EXPECT_EQ(table.add(7, 71), 70U);
  EXPECT_EQ(*table.find(7), 70U);
  EXPECT_EQ(table.size(), 1U);
}

TEST(HashTable, FindsAllThatWasAddedHoweverMuchThatIs) {
  constexpr std::uint64_t count = 10'000;
  HashTable<std::uint64_t> table;
  const auto hash = [](std::uint64_t i) { return i << 40U; };  // all with the same last bits
  for (std::uint64_t i = 1; i <= count; i += 7) table.add(hash(i), i);
  for (std::uint64_t i = 1; i <= count; ++i) {
    const std::uint64_t* found = table.find(hash(i));
    EXPECT_EQ(found == nullptr ? 0 : *found, i % 7 == 1 ? i : 0);
  }
}

TEST(HashTable, HasNoHashZero) {
  HashTable<std::uint32_t> table;
  table.add(0, 5);
  EXPECT_EQ(*table.find(0), 5U);
  EXPECT_EQ(*table.find(1), 5U);
}

}  // namespace
}  // namespace agentops::mine
