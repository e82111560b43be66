#pragma once

/// In which order a person should be asked about close calls: first the answer that is expected to change
/// most.
///
///   an item between two domains, with many like it  before  one that leans clearly, or that nothing
///   resembles
///
/// For each candidate and each place that the answer may name: how likely is that, and how many suggestions
/// would follow (expected change: Settles, Active learning literature survey, 2009)?

#include <cstdint>
#include <span>
#include <vector>

#include "mine/obey.h"
#include "mine/propagation.h"

namespace agentops::mine {

struct QuestionOptions {
  std::size_t weighed = 256;  ///< of more close calls, those with the smallest margins; the others come after
  double follower =
      0.1;  ///< what a suggestion that follows counts beside the answer itself: most stand right
  unsigned sharpness = 4;      ///< likelihoods go with leanings to this power
  double least_likely = 0.01;  ///< answers less likely than this are not looked at
  unsigned threads = 1;        ///< changes the time, never the answer
};

/// The same items, the most worthwhile question first, ties to the earlier item. `decided` of each item.
[[nodiscard]] std::vector<std::uint32_t> in_order_of_worth(std::vector<std::uint32_t> close_calls,
                                                           const Propagation& propagation,
                                                           const Obeyed& obeyed,
                                                           const std::vector<bool>& decided,
                                                           const QuestionOptions& options);

}  // namespace agentops::mine
