#pragma once

/// Words that sequences have in common, in order.

#include <array>
#include <cstdint>
#include <vector>

#include "mine/template_units.h"

namespace agentops::mine {

using WordList = std::vector<WordId>;

/// Aligns many sequences with one of at most 64 words. Keeps a table as large as the vocabulary.
class Aligner {
 public:
  explicit Aligner(std::size_t vocabulary) : places_(vocabulary) {}

  /// The places of `words`, a bit each, that are in the longest common subsequence with `other`.
  [[nodiscard]] std::uint64_t common(const WordList& words, const WordId* begin, const WordId* end);

 private:
  std::vector<std::uint64_t> places_;                    ///< by word: where it stands in `words`
  std::array<std::uint64_t, Units::most_words> rows_{};  ///< the state after each word of `other`
};

/// Where the words of `part`, a subsequence of `whole`, stand in it: with the cheapest gaps. gap_cost[i] is
/// what it costs when part[i] does not stand right after part[i - 1]; gap_cost[0] when it is not the first.
[[nodiscard]] std::vector<std::uint32_t> embedded(const WordList& part, const WordId* begin,
                                                  const WordId* end,
                                                  const std::vector<std::uint32_t>& gap_cost);

}  // namespace agentops::mine
