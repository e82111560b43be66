#pragma once

/// How the things that an item shows are counted when it is told why the item stands where it stands.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "mine/why.h"

namespace agentops::mine {

inline constexpr std::size_t most_signs = 5;  ///< that are told of one witness

/// Things that one item has or has not: each counts by who else has it.
inline constexpr std::array<Witness, 3> kept_things = {Witness::Tools, Witness::Name, Witness::Folder};

/// A share in thousandths.
[[nodiscard]] inline double rounded(double share) { return std::round(share * 1000) / 1000; }

/// Votes and signs of one witness, by domain.
class Ballot {
 public:
  explicit Ballot(std::size_t domains) : votes_(domains), signs_(domains) {}

  void vote(std::uint32_t domain, double weight, Sign sign) {
    votes_[domain] += weight;
    all_ += weight;
    signs_[domain].emplace_back(weight, std::move(sign));
  }

  [[nodiscard]] double share(std::uint32_t domain) const {
    return all_ == 0 ? 0 : rounded(votes_[domain] / all_);
  }

  /// The heaviest signs, ties by name.
  [[nodiscard]] std::vector<Sign> signs(std::uint32_t domain) const {
    auto weighed = signs_[domain];
    std::ranges::stable_sort(weighed, [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second.what < b.second.what;
    });
    std::vector<Sign> best;
    for (std::size_t i = 0; i < std::min(most_signs, weighed.size()); ++i)
      best.push_back(std::move(weighed[i].second));
    return best;
  }

 private:
  std::vector<double> votes_;
  std::vector<std::vector<std::pair<double, Sign>>> signs_;
  double all_ = 0;
};

}  // namespace agentops::mine
