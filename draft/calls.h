#pragma once

/// How the items of a package call each other, as lines that a person reads.
///
///   a -> b, b -> c, d -> b is drawn as {0, 1}, {1, 2}, {3, 1}  ->  "a → b → c", "d → b"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace agentops::draft {

using Calls = std::set<std::pair<std::size_t, std::size_t>>;  ///< from, to; never the same

/// Every call stands in one line. Items that are called by one item only, and call on, continue its line.
[[nodiscard]] std::vector<std::string> call_lines(std::span<const std::string> names, const Calls& calls);

}  // namespace agentops::draft
