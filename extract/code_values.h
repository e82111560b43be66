#pragma once

/// Where the values of a piece of code stand: whole literals and whole arguments, which can be replaced
/// without changing what the code is.
///
///   curl -s "https://ci.acme.internal/scans" --retry 3
///        -> "-s", "https://ci.acme.internal/scans" (without its quotes), "--retry", "3"

#include <string_view>
#include <vector>

#include "extract/code.h"
#include "models/source.h"

namespace agentops::extract {

/// Spans within `code`, without quotes, ascending by their beginning. Empty for languages that are not
/// parsed, and for code that read_code gives up on. Strings that are put together from parts ("a$b", f"{x}")
/// are none.
[[nodiscard]] std::vector<Span> code_values(Language language, std::string_view code);

}  // namespace agentops::extract
