#pragma once

/// How the tools tell of items: on one line, short, with nothing in it that cannot be seen.

#include <string>
#include <string_view>
#include <vector>

#include "models/item.h"
#include "models/value.h"

namespace agentops::serve {

/// Descriptions and lines are cut to this many columns: an assistant that wants all of it asks for the item.
inline constexpr std::size_t line_width = 200;

/// Escaped, on one line, cut.
[[nodiscard]] std::string shown(std::string_view untrusted);

/// "refund-agent  agent  agents/refund.md:1  Process refund requests ..."
[[nodiscard]] std::string line_of(const Item& item);

/// name, kind, path, line, description
[[nodiscard]] Map facts_of(const Item& item);

/// Each escaped and cut.
[[nodiscard]] List shown_texts(const std::vector<std::string>& untrusted);

/// "3 of 17 matches", then a line each.
[[nodiscard]] std::string listed(std::size_t total, std::string_view what,
                                 const std::vector<std::string>& lines);

}  // namespace agentops::serve
