#include "package/resolve.h"

#include <algorithm>
#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "package/manifest.h"
#include "package/range.h"
#include "text/version.h"

namespace agentops::package {
namespace {

using testing::ElementsAre;

Version version(std::string_view text) { return *text::read_version(text); }

std::vector<Dependency> needs(std::initializer_list<std::string_view> written) {
  std::vector<Dependency> list;
  for (const std::string_view text : written) list.push_back(*read_dependency(text));
  return list;
}

/// "a 1.1.0, core 1.4.0", or the lines of the proof.
std::string answer(const std::vector<Dependency>& wanted, const Releases& releases,
                   const ResolveLimits& limits = {}) {
  const auto resolved = resolve(wanted, releases, limits);
  std::string text;
  if (resolved)
    for (const auto& [name, taken] : *resolved)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, text::to_text(taken));
  else
    for (const std::string& line : explain(resolved.error())) text += line + "\n";
  return text;
}

TEST(Resolve, TakesTheNewestThatGoTogether) {
  const Releases releases = {
      {"a", {{version("1.0.0"), needs({"core@^1"})}, {version("1.1.0"), needs({"core@^2"})}}},
      {"b", {{version("1.0.0"), needs({"core@^1.2"})}}},
      {"core", {{version("1.0.0"), {}}, {version("1.4.0"), {}}, {version("2.0.0"), {}}}}};
  EXPECT_EQ(answer(needs({"a"}), releases), "a 1.1.0, core 2.0.0");
  EXPECT_EQ(answer(needs({"a", "b"}), releases), "a 1.0.0, b 1.0.0, core 1.4.0");
  EXPECT_EQ(answer(needs({"core@1.0.0", "a"}), releases), "a 1.0.0, core 1.0.0");
  EXPECT_EQ(answer({}, releases), "");
}

TEST(Resolve, TakesCirclesAndPackagesThatNeedThemselves) {
  const Releases releases = {
      {"a", {{version("1.0.0"), needs({"b"})}, {version("2.0.0"), needs({"b", "a@^1"})}}},
      {"b", {{version("1.0.0"), needs({"a@^1"})}}}};
  EXPECT_EQ(answer(needs({"a"}), releases), "a 1.0.0, b 1.0.0");
}

TEST(Resolve, TakesAPreReleaseOnlyWhereItIsAskedFor) {
  const Releases releases = {{"a", {{version("1.0.0"), {}}, {version("1.1.0-rc.1"), {}}}}};
  EXPECT_EQ(answer(needs({"a@^1"}), releases), "a 1.0.0");
  EXPECT_EQ(answer(needs({"a@^1.1.0-rc.0"}), releases), "a 1.1.0-rc.1");
}

TEST(Resolve, SaysWhatExcludesWhat) {
  const Releases releases = {
      {"a",
       {{version("1.4.0"), needs({"core@^1"})},
        {version("2.0.0"), needs({"core@^2"})},
        {version("2.1.0"), needs({"core@^2"})}}},
      {"b", {{version("1.0.0"), needs({"core@^1"})}, {version("1.1.0"), needs({"core@^1"})}}},
      {"core", {{version("1.0.0"), {}}, {version("2.0.0"), {}}}}};
  EXPECT_EQ(answer(needs({"a@^2", "b"}), releases),
            "you need a ^2\n"
            "you need b *\n"
            "a 2.1.0, 2.0.0 need core ^2\n"
            "every b needs core ^1\n"
            "with a 1.4.0 there would be a solution\n");
  EXPECT_EQ(answer(needs({"core@^3"}), releases),
            "you need core ^3, and the newest core is 2.0.0\n"
            "with core 2.0.0 there would be a solution\n");
  EXPECT_EQ(answer(needs({"none"}), releases), "you need none *, and there is no none\n");
}

TEST(Resolve, GivesUpOnAQuestionThatIsTooHard) {
  const Releases releases = {
      {"a", {{version("1.0.0"), needs({"c@^1"})}, {version("1.1.0"), needs({"c@^2"})}}},
      {"b", {{version("1.0.0"), needs({"c@^1"})}}},
      {"c", {{version("1.0.0"), {}}, {version("2.0.0"), {}}}}};
  const auto resolved = resolve(needs({"a", "b"}), releases, {.contradictions = 0});
  ASSERT_FALSE(resolved);
  EXPECT_TRUE(resolved.error().gave_up);
}

// --- Against every possibility tried in turn

/// The first solution in the promised order, by trying all.
class Oracle {
 public:
  Oracle(const std::vector<Dependency>& wanted, const Releases& releases) : releases_(releases) {
    asked_.dependencies = wanted;
  }

  std::optional<Resolution> solve() {
    chosen_.emplace_back("", &asked_);
    if (!try_from(enqueue({}, asked_), 0)) return std::nullopt;
    Resolution resolution;
    for (const auto& [name, release] : chosen_)
      if (!name.empty()) resolution.emplace(name, release->version);
    return resolution;
  }

 private:
  using Queue = std::vector<std::string>;

  static Queue enqueue(Queue queue, const Release& release) {
    std::vector<std::string> names;
    for (const Dependency& dependency : release.dependencies) names.push_back(dependency.name);
    std::ranges::sort(names);
    for (const std::string& name : names)
      if (std::ranges::find(queue, name) == queue.end()) queue.push_back(name);
    return queue;
  }

  bool fits() const {
    for (const auto& [name, release] : chosen_)
      for (const Dependency& dependency : release->dependencies)
        for (const auto& [other, taken] : chosen_)
          if (other == dependency.name && !satisfies(taken->version, *read_range(dependency.range)))
            return false;
    return true;
  }

  bool try_from(const Queue& queue, std::size_t at) {
    if (at == queue.size()) return true;
    const auto found = releases_.find(queue[at]);
    if (found == releases_.end()) return false;
    std::vector<const Release*> newest_first;
    for (const Release& release : found->second) newest_first.push_back(&release);
    std::ranges::sort(newest_first, [](const Release* a, const Release* b) {
      return text::compare(a->version, b->version) > 0;
    });
    for (const Release* release : newest_first) {
      chosen_.emplace_back(queue[at], release);
      if (fits() && try_from(enqueue(queue, *release), at + 1)) return true;
      chosen_.pop_back();
    }
    return false;
  }

  const Releases& releases_;
  Release asked_;
  std::vector<std::pair<std::string, const Release*>> chosen_;
};

class RandomGraph {
 public:
  explicit RandomGraph(std::uint32_t seed) : random_(seed) {
    const std::uint32_t packages = 2 + below(5);
    for (std::uint32_t p = 0; p < packages; ++p) {
      auto& list = releases[name(p)];
      for (const std::string_view text : versions)
        if (below(3) != 0) list.push_back({version(text), some_needs(packages)});
      if (list.empty()) list.push_back({version("1.0.0"), {}});
    }
    wanted = some_needs(packages);
  }

  Releases releases;
  std::vector<Dependency> wanted;

 private:
  static constexpr std::array<std::string_view, 5> versions = {"1.0.0", "2.0.0-rc.1", "1.1.0", "2.0.0",
                                                               "0.9.0"};
  static constexpr std::array<std::string_view, 9> ranges = {"*",     "^1",   "^2",          ">=1.1",    "<2",
                                                             "1.0.0", "~1.1", "^2.0.0-rc.0", "<1 || >=2"};

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_()) % limit; }
  static std::string name(std::uint32_t number) { return std::string(1, static_cast<char>('a' + number)); }

  /// Sometimes of a package that is not there.
  std::vector<Dependency> some_needs(std::uint32_t packages) {
    std::vector<Dependency> list;
    for (std::uint32_t count = below(4); count > 0; --count)
      list.push_back({name(below(50) == 0 ? packages : below(packages)),
                      std::string(ranges.at(below(static_cast<std::uint32_t>(ranges.size()))))});
    return list;
  }

  std::mt19937 random_;
};

/// The needs of the proof alone, and nothing else that the releases say.
Releases only(const std::vector<Obstacle>& because, const Releases& releases) {
  Releases some;
  for (const auto& [name, list] : releases)
    for (const Release& release : list) {
      Release bare{.version = release.version, .dependencies = {}};
      for (const Obstacle& obstacle : because)
        if (obstacle.package == name &&
            std::ranges::find(obstacle.versions, release.version) != obstacle.versions.end())
          bare.dependencies.push_back(obstacle.needs);
      some[name].push_back(std::move(bare));
    }
  return some;
}

TEST(Resolve, AgreesWithTryingEverything) {
  unsigned solved = 0;
  unsigned refused = 0;
  for (std::uint32_t seed = 0; seed < 10'000; ++seed) {
    const RandomGraph graph(seed);
    const auto expected = Oracle(graph.wanted, graph.releases).solve();
    const auto resolved = resolve(graph.wanted, graph.releases);
    ASSERT_EQ(resolved.has_value(), expected.has_value()) << "seed " << seed;
    if (resolved) {
      ++solved;
      ASSERT_EQ(*resolved, *expected) << "seed " << seed;
      continue;
    }
    ++refused;
    const Unresolvable& why = resolved.error();
    std::vector<Dependency> wanted;
    for (const Obstacle& obstacle : why.because)
      if (obstacle.package.empty()) wanted.push_back(obstacle.needs);
    ASSERT_FALSE(Oracle(wanted, only(why.because, graph.releases)).solve()) << "no proof, seed " << seed;
  }
  EXPECT_GT(solved, 1000U);
  EXPECT_GT(refused, 1000U);
}

}  // namespace
}  // namespace agentops::package
