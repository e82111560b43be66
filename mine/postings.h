#pragma once

/// Vectors turned on their side: for each term the items that have it.

#include <cstdint>
#include <span>
#include <vector>

#include "mine/vectors.h"

namespace agentops::mine {

struct Posting {
  std::uint32_t item = 0;
  std::uint16_t weight = 0;
};

/// Holds copies; does not refer to the vectors that it was made from. Reading is safe on several threads.
class Postings {
 public:
  explicit Postings(const Vectors& vectors);

  /// The items with `term`, ascending.
  [[nodiscard]] std::span<const Posting> of(std::uint32_t term) const {
    return std::span(entries_).subspan(offsets_[term], offsets_[term + 1] - offsets_[term]);
  }

 private:
  std::vector<std::size_t> offsets_;
  std::vector<Posting> entries_;
};

}  // namespace agentops::mine
