#pragma once

/// What items say of one another, and what their code calls, as likeness: witnesses beside their words.
///
/// An item that refers to another is likely to be about the same subject, and so are two items that refer to
/// the same third (co-citation: Small, Co-citation in the scientific literature, 1973). A reference counts
/// less when either end has many, so that an index that names everything says nothing. Programs, variables
/// and hosts that code calls join those that call them in the same way, the rarer the more.

#include <cstdint>
#include <span>
#include <vector>

#include "mine/graph.h"
#include "models/corpus.h"

namespace agentops::mine {

struct WitnessOptions {
  std::uint32_t reference = full_weight / 2;  ///< weight of the only reference between two items
  std::uint32_t cocitation =
      full_weight / 5;                   ///< weight of two items that refer to the same, and to nothing else
  std::uint32_t tool = full_weight / 5;  ///< weight of two items whose code calls the same, and nothing else
  std::uint32_t busiest = 64;            ///< what more items than this refer to, or call, joins nobody
};

/// Edges between the `items` rows of a corpus; a pair may come several times.
[[nodiscard]] std::vector<Edge> reference_edges(std::span<const ReferenceEdge> references,
                                                std::uint32_t items, const WitnessOptions& options);

/// The same of what code calls, as Corpus::tools has it.
[[nodiscard]] std::vector<Edge> tool_edges(std::span<const std::vector<std::uint32_t>> tools,
                                           std::uint32_t items, const WitnessOptions& options);

/// The graph with these edges added.
[[nodiscard]] Graph joined(const Graph& graph, std::vector<Edge> edges);

}  // namespace agentops::mine
