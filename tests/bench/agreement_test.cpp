#include "bench/agreement.h"

#include <vector>

#include <gtest/gtest.h>

namespace agentops::bench {
namespace {

using Division = std::vector<std::uint32_t>;

struct Case {
  Division a, b;
  double agreement;
};

// The answers are those of scikit-learn's adjusted_mutual_info_score, some from its own tests.
TEST(AdjustedMutualInformation, IsWhatOthersCompute) {
  const std::vector<Case> cases = {
      {{0, 0, 1, 1}, {0, 0, 1, 1}, 1},
      {{0, 0, 1, 1}, {1, 1, 0, 0}, 1},
      {{0, 0, 0, 0}, {0, 1, 2, 3}, 0},
      {{1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3},
       {1, 1, 1, 1, 2, 1, 2, 2, 2, 2, 3, 1, 3, 3, 3, 2, 2},
       0.27821},
  };
  for (const Case& each : cases) {
    EXPECT_NEAR(adjusted_mutual_information(each.a, each.b), each.agreement, 1e-5);
    EXPECT_NEAR(adjusted_mutual_information(each.b, each.a), each.agreement, 1e-5);
  }
}

}  // namespace
}  // namespace agentops::bench
