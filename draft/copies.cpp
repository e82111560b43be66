#include "draft/copies.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "text/shingles.h"

namespace agentops::draft {
namespace {

constexpr std::size_t fewest_lines = 5;
constexpr std::size_t most_sharers = 64;  ///< a line in more bodies than this says nothing about copying

using LineSet = std::vector<std::uint64_t>;  ///< sorted, without repeats

/// True when the two share seven tenths of all their lines: a line that was changed counts twice among all.
bool are_copies(const LineSet& a, const LineSet& b) {
  std::size_t shared = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();)
    if (*x == *y)
      ++shared, ++x, ++y;
    else
      ++(*x < *y ? x : y);
  return shared * 10 >= (a.size() + b.size() - shared) * 7;
}

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// All pairs of copies, each with the smaller index first, ascending.
Pairs pairs_among(const std::vector<LineSet>& sets) {
  std::map<std::uint64_t, std::vector<std::size_t>> holders;
  for (std::size_t i = 0; i < sets.size(); ++i)
    if (sets[i].size() >= fewest_lines)
      for (const std::uint64_t line : sets[i]) holders[line].push_back(i);

  std::map<std::pair<std::size_t, std::size_t>, std::size_t> shared;
  for (const auto& [line, by] : holders) {
    if (by.size() > most_sharers) continue;
    for (std::size_t i = 0; i < by.size(); ++i)
      for (std::size_t j = i + 1; j < by.size(); ++j) ++shared[{by[i], by[j]}];
  }
  Pairs pairs;
  for (const auto& [pair, count] : shared)
    if (count * 2 >= std::min(sets[pair.first].size(), sets[pair.second].size()) &&
        are_copies(sets[pair.first], sets[pair.second]))
      pairs.push_back(pair);
  return pairs;
}

}  // namespace

std::vector<Copy> copies_among(std::span<const text::Passage> bodies) {
  std::vector<LineSet> sets;
  for (const text::Passage& body : bodies) sets.push_back(text::line_set_of(body.text));
  const Pairs pairs = pairs_among(sets);

  std::vector<std::size_t> likeness(bodies.size(), 0);
  for (const auto& [a, b] : pairs) ++likeness[a], ++likeness[b];

  // Each body is compared with the one among its copies that has most copies itself, and then most lines: the
  // most typical.
  std::vector<std::size_t> typical(bodies.size());
  std::iota(typical.begin(), typical.end(), std::size_t{0});
  const auto is_more_typical = [&](std::size_t a, std::size_t b) {
    return std::tuple(likeness[b], sets[b].size(), a) < std::tuple(likeness[a], sets[a].size(), b);
  };
  for (const auto& [a, b] : pairs) {
    if (is_more_typical(a, typical[b])) typical[b] = a;
    if (is_more_typical(b, typical[a])) typical[a] = b;
  }
  std::vector<Copy> copies;
  for (std::size_t i = 0; i < bodies.size(); ++i)
    if (typical[i] != i)
      copies.push_back({typical[i], i, text::differences_between(bodies[typical[i]], bodies[i])});
  std::ranges::sort(copies, {}, [](const Copy& copy) { return std::pair(copy.of, copy.copy); });
  return copies;
}

}  // namespace agentops::draft
