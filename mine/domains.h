#pragma once

/// How the items of a graph fall into domains: as many as they suggest, or as many as were asked for.

#include <cstdint>
#include <optional>
#include <vector>

#include "mine/bonds.h"
#include "mine/graph.h"
#include "mine/leiden.h"

namespace agentops::mine {

struct DomainOptions {
  std::optional<unsigned> asked;     ///< number of domains; none: as many as the resolution gives
  unsigned min_size = 3;             ///< smaller groups join the neighbour that they are linked to most
  std::uint32_t resolution = 2304;   ///< in 1/1024, see leiden.h
};

/// Domain of each item, 0, 1, ... in the order of their first items, or `nowhere`. Items of one node share their domain; nodes that
/// are apart do not; a node decided for a precedent always has one.
///
/// Asked for a number, it is met unless decisions, or too few items, or items without any link do not allow it.
[[nodiscard]] Partition find_domains(const Graph& items, const Bonds& bonds, const DomainOptions& options);

}  // namespace agentops::mine
