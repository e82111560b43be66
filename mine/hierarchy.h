#pragma once

/// Above and below the domains: which of them belong together, and into what a large one falls.
///
///   domains kubernetes (8 items), terraform (6), hiring (9), payroll (7)  ->  areas {kubernetes, terraform},
///   {hiring, payroll}; a domain of 80 items on three subjects  ->  its parts, one a subject
///
/// Both are told and decide nothing: the plan is made of domains. Domains are never cut by an area, nor do
/// parts cross the border of a domain.

#include <cstdint>
#include <vector>

#include "mine/graph.h"
#include "mine/partition.h"
#include "models/corpus.h"
#include "models/domain.h"
#include "text/words.h"

namespace agentops::mine {

struct HierarchyOptions {
  std::uint32_t resolution = resolution_unit;  ///< at which the domains were cut; areas are cut at half of it
  std::uint32_t large = 50;                    ///< a domain of so many items at most has no parts
  double large_part = 0.05;                    ///< nor one of such a part of all items
  double modularity = 0.3;                     ///< of a division into parts, at least
  std::uint32_t min_size = 3;                  ///< smaller parts are none
};

/// The area of each of `count` domains, 0, 1, ... in the order of their first domains, or nowhere: an area
/// has two domains or more, and there are two areas or more.
[[nodiscard]] Partition areas_of(const Graph& items, const Partition& domains, std::uint32_t count,
                                 const HierarchyOptions& options);

/// The part of each item, numbered over all domains, or nowhere: where its domain is not large, does not fall
/// apart, or the item lies in too small a part.
[[nodiscard]] Partition parts_of(const Graph& items, const Partition& domains, std::uint32_t count,
                                 const HierarchyOptions& options);

/// Tells each domain, which must have a name, its area and its parts by names that differ from each other and
/// from those of all domains. `found` are the domains in the order of their numbers in `domains`.
void add_hierarchy(const Corpus& corpus, const Graph& items, const Partition& domains,
                   const HierarchyOptions& options, const text::Stemmer& stem, std::vector<Domain>& found);

}  // namespace agentops::mine
