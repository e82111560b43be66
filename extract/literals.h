#pragma once

/// Values in prose that another user would want to change: amounts, limits, addresses, names of places.
///
///   "Refunds above $500 go to #cs-refunds within 24 hours."
///     -> Money "$500" (context "Refunds above"), Channel "#cs-refunds", Duration "24 hours"
///
/// Hand-written and linear; any bytes are accepted. Precision before recall: a number alone is no literal.

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/item.h"
#include "models/source.h"

namespace agentops::extract {

/// The literals of one line in reading order, never overlapping. `line_span` is the line within `text`.
void find_literals(std::string_view text, Span line_span, std::uint32_t line, std::vector<Literal>& found);

/// The same, for a line of code: only what is a place or an address (urls, hosts, addresses, emails, home
/// paths, accounts, models).
void find_code_literals(std::string_view text, Span line_span, std::uint32_t line,
                        std::vector<Literal>& found);

}  // namespace agentops::extract
