#pragma once

/// Sharpens vectors by what a first grouping has shown: a term that stands in one or two groups says what an
/// item is about; one that is spread over all of them says how its author writes.
///
/// The weight of a term is multiplied by how far its groups are from those of any item: the Kullback-Leibler
/// divergence of the groups of the items with the term from the sizes of the groups, in parts of the largest
/// that it could be. A word that recurs everywhere thus fades, while one that marks a pack of items stays,
/// however often it stands there.

#include <cstdint>

#include "mine/leiden.h"
#include "mine/postings.h"
#include "mine/vectors.h"

namespace agentops::mine {

struct FocusOptions {
  double prior = 2;    ///< a term is taken to stand in so many more items, of all groups alike
  double least = 0.1;  ///< added to every factor: no term is lost altogether
};

/// Vectors of the same terms and the same length, 1; a term may weigh nothing. `postings` are those of the
/// vectors, whatever their weights. Factors are rounded to 1/1024.
[[nodiscard]] Vectors focused(const Vectors& vectors, const Postings& postings, const Partition& groups,
                              const FocusOptions& options);

}  // namespace agentops::mine
