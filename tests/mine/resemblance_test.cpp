#include "mine/resemblance.h"

#include <algorithm>
#include <iterator>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agentops::mine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Members spread(std::initializer_list<std::uint64_t> members) {
  Members set;
  for (const std::uint64_t member : members) set.push_back(member * 0x0123456789ABCDEFU);
  std::ranges::sort(set);
  return set;
}

/// Sets that drifted from a few originals: some members dropped, some new, a few common to nearly all.
std::vector<Members> drifted_sets(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Members> sets;
  for (unsigned family = 0; family < 12; ++family) {
    const std::uint64_t size = 1 + random() % 60;
    for (unsigned copy = 0; copy < 1 + family % 5; ++copy) {
      Members set;
      for (std::uint64_t i = 0; i < size; ++i)
        if (random() % 8 != 0) set.push_back((family * 1000 + i) * 0x9E3779B97F4A7C15U);
      for (std::uint64_t i = 0; i < random() % 6; ++i) set.push_back(i * 0x0123456789ABCDEFU);
      if (random() % 3 == 0) set.push_back(random());
      std::ranges::sort(set);
      set.erase(std::ranges::unique(set).begin(), set.end());
      sets.push_back(std::move(set));
    }
  }
  return sets;
}

std::uint32_t shared_by(const Members& a, const Members& b) {
  Members both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return static_cast<std::uint32_t>(both.size());
}

TEST(Resemblance, FindsEveryAlikePairThatComparingAllWithAllFinds) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const std::vector<Members> sets = drifted_sets(seed);
    const Resemblance index(sets, 1);
    for (const unsigned least : {1U, 333U, 500U, 800U, 1000U}) {
      std::vector<LikePair> expected;
      for (std::uint32_t a = 0; a < sets.size(); ++a)
        for (std::uint32_t b = a + 1; b < sets.size(); ++b) {
          const std::uint32_t shared = shared_by(sets[a], sets[b]);
          if (index.original_of(a) == a && index.original_of(b) == b && shared > 0 &&
              shared * 1000 >= (sets[a].size() + sets[b].size() - shared) * least)
            expected.push_back({a, b, shared});
        }
      EXPECT_EQ(index.alike(least), expected) << "seed " << seed << ", least " << least;
    }
  }
}

TEST(Resemblance, FindsEverySetThatLiesInAnother) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const std::vector<Members> sets = drifted_sets(seed);
    const Resemblance index(sets, 1);
    std::vector<LikePair> expected;
    for (std::uint32_t a = 0; a < sets.size(); ++a)
      for (std::uint32_t b = a + 1; b < sets.size(); ++b) {
        const std::uint32_t shared = shared_by(sets[a], sets[b]);
        const std::size_t smaller = std::min(sets[a].size(), sets[b].size());
        if (index.original_of(a) == a && index.original_of(b) == b && smaller >= 5 &&
            shared * 10 >= smaller * 9)
          expected.push_back({a, b, shared});
      }
    EXPECT_EQ(index.contained(900, 5), expected) << "seed " << seed;
  }
}

TEST(Resemblance, ComparesEqualSetsOnce) {
  const Resemblance index({spread({1, 2, 3}), spread({1, 2, 3}), spread({1, 2, 4}), {}, {}}, 1);
  EXPECT_EQ(index.original_of(1), 0U);
  EXPECT_EQ(index.original_of(4), 4U);
  const auto pairs = index.alike(500);
  EXPECT_THAT(pairs, ElementsAre(LikePair{0, 2, 2}));
  EXPECT_DOUBLE_EQ(index.jaccard(pairs.front()), .5);
  EXPECT_THAT(index.alike(501), IsEmpty());
}

TEST(Resemblance, IsTheSameOnSevenThreads) {
  const Resemblance one(drifted_sets(3), 1);
  const Resemblance seven(drifted_sets(3), 7);
  EXPECT_EQ(one.alike(300), seven.alike(300));
  EXPECT_EQ(one.contained(800, 1), seven.contained(800, 1));
}

}  // namespace
}  // namespace agentops::mine
