#include "bench/agreement.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace agentops::bench {

namespace {

using Sizes = std::map<std::uint32_t, std::uint32_t>;

Sizes sizes_of(std::span<const std::uint32_t> division) {
  Sizes sizes;
  for (const std::uint32_t group : division) ++sizes[group];
  return sizes;
}

double entropy(const Sizes& sizes, double items) {
  double sum = 0;
  for (const auto& [group, size] : sizes) sum -= size / items * std::log(size / items);
  return sum;
}

/// ln k! for k up to `most`.
std::vector<double> log_factorials(std::size_t most) {
  std::vector<double> logs(most + 1);
  for (std::size_t i = 1; i <= most; ++i) logs[i] = logs[i - 1] + std::log(static_cast<double>(i));
  return logs;
}

/// The mutual information that a group of `x` and one of `y` of `n` items have by chance.
double expected(std::size_t x, std::size_t y, std::size_t n, const std::vector<double>& logs) {
  const auto items = static_cast<double>(n);
  const double sizes = static_cast<double>(x) * static_cast<double>(y);
  double sum = 0;
  for (std::size_t both = std::max<std::size_t>(1, x + y > n ? x + y - n : 0); both <= std::min(x, y);
       ++both) {
    const auto shared = static_cast<double>(both);
    const double chance = logs[x] + logs[y] + logs[n - x] + logs[n - y] - logs[n] - logs[both] -
                          logs[x - both] - logs[y - both] - logs[n + both - x - y];
    sum += shared / items * std::log(items * shared / sizes) * std::exp(chance);
  }
  return sum;
}

}  // namespace

double adjusted_mutual_information(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  const auto items = static_cast<double>(a.size());
  const Sizes in_a = sizes_of(a);
  const Sizes in_b = sizes_of(b);
  if (in_a.size() == in_b.size() && (in_a.size() <= 1 || in_a.size() == a.size())) return 1;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> shared;
  for (std::size_t i = 0; i < a.size(); ++i) ++shared[{a[i], b[i]}];
  double information = 0;
  for (const auto& [groups, size] : shared)
    information +=
        size / items *
        std::log(items * size / (static_cast<double>(in_a.at(groups.first)) * in_b.at(groups.second)));
  Sizes of_a;  // how many groups have each size: equal sizes expect the same
  Sizes of_b;
  for (const auto& [group, size] : in_a) ++of_a[size];
  for (const auto& [group, size] : in_b) ++of_b[size];
  const std::vector<double> logs = log_factorials(a.size());
  double chance = 0;
  for (const auto& [x, times_x] : of_a)
    for (const auto& [y, times_y] : of_b)
      chance += static_cast<double>(times_x) * times_y * expected(x, y, a.size(), logs);
  const double limit = (entropy(in_a, items) + entropy(in_b, items)) / 2;
  return (information - chance) / (limit - chance);
}

}  // namespace agentops::bench
