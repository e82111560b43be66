#pragma once

/// How well two divisions of the same items agree.

#include <cstdint>
#include <span>

namespace agentops::bench {

/// Adjusted mutual information, 1 for equal divisions, about 0 for independent ones: (I - E(I)) / (mean of
/// the entropies - E(I)), with E(I) of divisions of the same sizes by chance (Vinh, Epps, Bailey, Information
/// theoretic measures for clusterings comparison, 2010). Both give a number for each item.
[[nodiscard]] double adjusted_mutual_information(std::span<const std::uint32_t> a,
                                                 std::span<const std::uint32_t> b);

}  // namespace agentops::bench
