// What a question costs: 200 wanted packages among 10,000 with 20 versions each.

#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "package/resolve.h"

namespace {

using namespace agentops;
using package::Release;
using package::Releases;

constexpr std::uint32_t packages = 10'000;
constexpr std::uint64_t versions = 20;
constexpr std::uint32_t wanted = 200;

/// Packages need up to four of those before them, mostly of their own time, some of one major version
/// earlier.
Releases registry() {
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same registry each time
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random()) % limit; };
  Releases releases;
  for (std::uint32_t p = 0; p < packages; ++p) {
    std::vector<Release>& list = releases[fmt::format("package-{:05}", p)];
    std::vector<std::uint32_t> needed;
    for (std::uint32_t count = p == 0 ? 0 : below(5); count > 0; --count) needed.push_back(below(p));
    const bool is_behind = below(20) == 0;
    for (std::uint64_t v = 0; v < versions; ++v) {
      Release release{.version = {1 + v / 5, v % 5, 0, {}, ""}, .dependencies = {}};
      const std::uint64_t major = release.version.major;
      for (const std::uint32_t other : needed)
        release.dependencies.push_back({fmt::format("package-{:05}", other),
                                        is_behind && major > 1 ? fmt::format(">={} <{}", major - 1, major + 1)
                                                               : fmt::format("^{}", major)});
      list.push_back(std::move(release));
    }
  }
  return releases;
}

void resolve(benchmark::State& state) {
  const Releases releases = registry();
  std::vector<Dependency> asked;
  for (std::uint32_t i = 0; i < wanted; ++i)
    asked.push_back({fmt::format("package-{:05}", packages - 1 - i * 37), "*"});
  std::size_t taken = 0;
  for (auto _ : state) {
    const auto answer = package::resolve(asked, releases);
    taken = answer ? answer->size() : 0;
    benchmark::DoNotOptimize(taken);
  }
  state.counters["packages"] = static_cast<double>(taken);
}
BENCHMARK(resolve)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
