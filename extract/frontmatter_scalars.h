#pragma once

/// Values of frontmatter that stand on one line.
///
///   scalar("'it''s'  # said")  ->  "it's"        scalar("true")  ->  true
///   flow_list("[a, \"b, c\"]")  ->  List{"a", "b, c"}
///
/// Linear; any bytes are accepted.

#include <optional>
#include <string_view>

#include "models/value.h"

namespace agentops::extract {

/// Text with its quotes undone, true, false, or null for nothing, "~" and "null". A comment ends it only
/// where it plainly is one: behind a quote or a single word. Quotes that do not close stay.
[[nodiscard]] Value scalar(std::string_view text);

/// `text`, which begins with '[', as a list of scalars; nothing when its brackets do not close at its end.
[[nodiscard]] std::optional<List> flow_list(std::string_view text);

}  // namespace agentops::extract
