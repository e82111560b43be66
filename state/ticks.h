#pragma once

/// How far the times of files can be believed.

#include <cstdint>
#include <limits>

namespace agentops::state {

/// The clocks of file systems tick as slowly as this.
inline constexpr std::int64_t slowest_tick_ns = 2'000'000'000;

/// Whether a file whose time is `changed_ns` may have changed once more, after it was looked at at `seen_ns`,
/// within the tick of its clock, so that its time does not show it.
[[nodiscard]] constexpr bool may_change_unseen(std::int64_t changed_ns, std::int64_t seen_ns) {
  return seen_ns < std::numeric_limits<std::int64_t>::min() + slowest_tick_ns ||
         changed_ns > seen_ns - slowest_tick_ns;
}

}  // namespace agentops::state
