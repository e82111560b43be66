#pragma once

/// Vectors turned on their side: for each term the items that have it.

#include <cstdint>
#include <span>
#include <vector>

#include "mine/vectors.h"

namespace agentops::mine {

/// The items with one term, ascending, and how much it weighs in each.
struct PostingList {
  std::span<const std::uint32_t> items;
  std::span<const std::uint16_t> weights;

  [[nodiscard]] std::size_t size() const { return items.size(); }
};

/// Holds copies; does not refer to the vectors that it was made from. Reading is safe on several threads.
class Postings {
 public:
  explicit Postings(const Vectors& vectors);

  /// Takes over the weights of vectors with the same terms.
  void reweigh(const Vectors& vectors);

  [[nodiscard]] PostingList of(std::uint32_t term) const {
    const std::size_t count = offsets_[term + 1] - offsets_[term];
    return {.items = std::span(items_).subspan(offsets_[term], count),
            .weights = std::span(weights_).subspan(offsets_[term], count)};
  }

 private:
  std::vector<std::size_t> offsets_;
  std::vector<std::uint32_t> items_;
  std::vector<std::uint16_t> weights_;
};

}  // namespace agentops::mine
