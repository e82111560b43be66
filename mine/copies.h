#pragma once

/// Which items are copies of one another, so that a text is not called a pattern because its file was copied.

#include <cstdint>
#include <vector>

#include "mine/graph.h"

namespace agentops::mine {

/// For each item the earliest item that it is a copy of: itself when it is none. Every item is compared with
/// the original itself, so chains of likeness do not join strangers. `neighbours` as neighbours_of gives
/// them.
[[nodiscard]] std::vector<std::uint32_t> originals_of(const std::vector<std::vector<Link>>& neighbours,
                                                      std::uint32_t least = full_weight - full_weight / 10);

}  // namespace agentops::mine
