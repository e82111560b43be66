#pragma once

/// For each item the items most like it.
///
/// Exact up to a size; above, only terms that stand in few items make two items candidates, and the best
/// candidates are then compared wholly, so that the time grows with the number of items and not with its
/// square (mean recall of the true neighbours about nine in ten at 60,000 items).

#include <cstdint>
#include <vector>

#include "mine/graph.h"
#include "mine/postings.h"
#include "mine/vectors.h"

namespace agentops::mine {

struct NeighbourOptions {
  std::uint32_t count = 40;                ///< neighbours of each item
  std::uint32_t least = full_weight / 20;  ///< less likeness than this is none
  std::uint32_t exact_up_to = 5000;        ///< items; more than that: candidates only
  std::uint32_t commonest = 1000;          ///< a term of more items than this makes no candidates
  std::uint32_t candidates = 64;           ///< that are compared wholly
  unsigned threads = 1;
};

/// Row i holds the neighbours of item i, most alike first, ties to the earlier item. `postings` are those of
/// the vectors.
[[nodiscard]] std::vector<std::vector<Link>> neighbours_of(const Vectors& vectors, const Postings& postings,
                                                           const NeighbourOptions& options);

/// The graph in which two items are joined when either is a neighbour of the other.
[[nodiscard]] Graph union_graph(const std::vector<std::vector<Link>>& neighbours);

}  // namespace agentops::mine
