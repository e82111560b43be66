#include "mine/template_align.h"

#include <algorithm>
#include <limits>

namespace agentops::mine {

std::uint64_t Aligner::common(const WordList& words, const WordId* begin, const WordId* end) {
  for (std::size_t i = 0; i < words.size(); ++i) places_[words[i]] |= 1ULL << i;
  std::uint64_t row = ~0ULL;
  const auto size = static_cast<std::size_t>(end - begin);
  for (std::size_t j = 0; j < size; ++j) {
    const std::uint64_t hits = row & places_[begin[j]];
    row = (row + hits) | (row & ~hits);
    rows_[j] = row;
  }
  for (const WordId word : words) places_[word] = 0;

  // A zero in a row says that the subsequence grows by one at this place.
  std::uint64_t places = 0;
  const auto grows = [&](std::size_t i, std::size_t j) { return ((rows_[j - 1] >> (i - 1)) & 1U) == 0; };
  for (std::size_t i = words.size(), j = size; i > 0 && j > 0;) {
    if (!grows(i, j)) {
      --i;
    } else if (j > 1 && grows(i, j - 1)) {
      --j;
    } else {
      places |= 1ULL << (i - 1);
      --i;
      --j;
    }
  }
  return places;
}

std::vector<std::uint32_t> embedded(const WordList& part, const WordId* begin, const WordId* end,
                                    const std::vector<std::uint32_t>& gap_cost) {
  constexpr std::uint32_t never = std::numeric_limits<std::uint32_t>::max() / 2;
  const auto size = static_cast<std::size_t>(end - begin);
  std::vector<std::uint32_t> cost(size);
  std::vector<std::vector<std::uint32_t>> from(part.size(), std::vector<std::uint32_t>(size));
  for (std::size_t i = 0; i < part.size(); ++i) {
    std::vector<std::uint32_t> next(size, never);
    std::uint32_t least = never;  ///< of cost[0 .. j - 2]
    std::uint32_t least_at = 0;
    for (std::size_t j = i; j < size; ++j) {
      if (i > 0 && j >= 2 && cost[j - 2] < least) {
        least = cost[j - 2];
        least_at = static_cast<std::uint32_t>(j - 2);
      }
      if (begin[j] != part[i]) continue;
      if (i == 0) {
        next[j] = j == 0 ? 0 : gap_cost[0];
        continue;
      }
      next[j] = cost[j - 1];
      from[i][j] = static_cast<std::uint32_t>(j - 1);
      if (least != never && least + gap_cost[i] < next[j]) {
        next[j] = least + gap_cost[i];
        from[i][j] = least_at;
      }
    }
    cost = std::move(next);
  }
  std::vector<std::uint32_t> places(part.size());
  auto at = static_cast<std::uint32_t>(std::ranges::min_element(cost) - cost.begin());
  for (std::size_t i = part.size(); i-- > 0;) {
    places[i] = at;
    at = from[i][at];
  }
  return places;
}

}  // namespace agentops::mine
