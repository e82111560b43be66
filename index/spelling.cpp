#include "index/spelling.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace agentops::index {
namespace {

constexpr std::size_t longest_word = 64;
using Row = std::array<std::size_t, longest_word + 1>;

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t bound) {
  const auto [shorter, longer] = std::minmax({a.size(), b.size()});
  if (longer - shorter > bound || longer > longest_word) return bound + 1;

  Row before_last{};
  Row last{};
  Row current{};
  for (std::size_t j = 0; j < last.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({changed, last[j] + 1, current[j - 1] + 1});
      const bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_swap) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    before_last = std::exchange(last, current);
  }
  return std::min(last[b.size()], bound + 1);
}

std::string nearest_word(std::string_view word, std::span<const KnownWord> known) {
  constexpr std::size_t longest_short_word = 5;
  const std::size_t bound = word.size() > longest_short_word ? 2 : 1;
  const KnownWord* nearest = nullptr;
  std::size_t nearest_distance = bound;
  for (const KnownWord& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate.text, bound);
    if (distance > nearest_distance) continue;
    const auto rank = [&](std::size_t edits, const KnownWord& one) {
      const bool begins_otherwise = !one.text.starts_with(word.substr(0, 1));
      return std::tuple(edits, begins_otherwise, ~one.documents, std::string_view(one.text));
    };
    if (nearest != nullptr && rank(distance, candidate) >= rank(nearest_distance, *nearest)) continue;
    nearest = &candidate;
    nearest_distance = distance;
  }
  return nearest == nullptr ? "" : nearest->text;
}

}  // namespace agentops::index
