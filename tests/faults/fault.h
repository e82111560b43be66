#pragma once

/// The faults that the tests of this folder make, and at which of the calls that change the disk.

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/faults/company.h"

namespace agentops::test {

inline constexpr int killed = 128 + 9;

struct Fault {
  std::string_view name;
  std::string_view kind;   ///< see shim.c
  std::string_view after;  ///< what happens to the calls after it
};

inline constexpr Fault faults[] = {{"Kill", "kill", ""},
                                   {"Tear", "tear", ""},
                                   {"FullDisk", "28", "+"},
                                   {"ReadOnly", "30", "++"},
                                   {"BrokenOnce", "5", ""}};

/// A test that is run with each of the faults.
class FaultTest : public testing::TestWithParam<Fault> {
 protected:
  /// Kills are tried at a hundred points or all there are, failures at some twenty: they share most of their ways.
  /// AGENTOPS_FAULTS=all tries every fault at every point.
  [[nodiscard]] static std::vector<int> points_of(int count) {
    const bool all = std::getenv("AGENTOPS_FAULTS") != nullptr;  // NOLINT(concurrency-mt-unsafe)
    const int most = all ? count : GetParam().kind == "kill" ? 100 : 20;
    const int step = std::max(1, count / std::max(1, most));
    std::vector<int> points;
    for (int point = 1; point <= count; point += step) points.push_back(point);
    return points;
  }

  static std::string order(int point) {
    return "AGENTOPS_FAULT=" + std::string(GetParam().kind) + ":" + std::to_string(point) +
           std::string(GetParam().after);
  }

  static bool outcome_is_a_kill() { return GetParam().kind == "kill" || GetParam().kind == "tear"; }

  static void expect_ended(const Outcome& outcome) {
    if (outcome_is_a_kill()) {
      EXPECT_EQ(outcome.code, killed);
    } else {
      EXPECT_TRUE(outcome.code == 0 || outcome.code == 2) << outcome.code;
      if (outcome.code == 2) {
        EXPECT_NE(outcome.err.find("error[E-"), std::string::npos) << outcome.err;
      }
    }
  }
};

}  // namespace agentops::test
