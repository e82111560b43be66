#pragma once

/// How much of each domain would come again if less were known: a figure for how far to trust a division.
///
/// Of the links between items about a fifth is left out, five times, each time drawn anew, and the items are
/// grouped again in the same way. A domain is as stable as its best match among those groups is like it, in
/// the mean (Jaccard of their items: Hennig, Cluster-wise assessment of cluster stability, 2007). Above .75
/// it may be relied on; below .5 it is one of several ways to divide.

#include <cstdint>
#include <vector>

#include "mine/bonds.h"
#include "mine/graph.h"
#include "mine/leiden.h"

namespace agentops::mine {

struct StabilityOptions {
  std::uint32_t resolution = resolution_unit;  ///< at which the domains were cut
  unsigned min_size = 3;
  unsigned threads = 1;             ///< change the time, never the answer
  std::uint32_t most_items = 5000;  ///< more are not drawn again: it would cost seconds
};

/// One figure for each of `count` domains, 0..1 in thousandths; 0 when there are too many items. What is left
/// out depends on the links alone: equal graphs give equal figures.
[[nodiscard]] std::vector<double> stabilities_of(const Graph& items, const Bonds& bonds,
                                                 const Partition& domains, std::size_t count,
                                                 const StabilityOptions& options);

}  // namespace agentops::mine
