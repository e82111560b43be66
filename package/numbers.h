#pragma once

/// The numbers of versions and ranges.
///
///   read_number("10") -> 10     read_number("010"), read_number("1e3") -> nothing

#include <cstdint>
#include <optional>
#include <string_view>

namespace agentops::package {

/// Decimal digits without a leading zero that fit 64 bits, or nothing.
[[nodiscard]] std::optional<std::uint64_t> read_number(std::string_view digits);

}  // namespace agentops::package
