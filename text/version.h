#pragma once

/// Semantic Versioning 2.0.0 as text: reading, printing, order. package/range.h has the ranges.
///
///   read_version("1.2.0-rc.1+linux")            -> Version{1, 2, 0, {"rc", "1"}, "linux"}
///   to_text(*read_version("1.2.0"))             -> "1.2.0"
///   compare(1.0.0-rc.2, 1.0.0-rc.10)            -> less
///
/// All functions are pure and safe on any thread.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/result.h"
#include "models/version.h"

namespace agentops::text {

/// Errors: Invalid, E-VERSION, with what is wrong. Leading zeros, a leading 'v' and numbers over 64 bits are
/// refused.
[[nodiscard]] Result<Version> read_version(std::string_view text);

/// "1.2.0-rc.1+linux"
[[nodiscard]] std::string to_text(const Version& version);

/// Precedence by section 11 of the specification: build metadata does not count, so two versions that differ
/// only there are equivalent.
[[nodiscard]] std::weak_ordering compare(const Version& a, const Version& b);

/// One number of a version: decimal digits without a leading zero that fit 64 bits, or nothing.
///
///   read_number("10") -> 10     read_number("010"), read_number("1e3") -> nothing
[[nodiscard]] std::optional<std::uint64_t> read_number(std::string_view digits);

}  // namespace agentops::text
