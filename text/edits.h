#pragma once

/// Changes to a text, done.
///
///   edited("name: a: b\n", {{.span = {6, 10}, .text = "\"a: b\""}})  ->  "name: \"a: b\"\n"

#include <span>
#include <string>
#include <string_view>

#include "models/finding.h"

namespace agentops::text {

/// The text with all edits done; they are ascending, do not overlap and lie inside the text.
[[nodiscard]] std::string edited(std::string_view text, std::span<const Edit> edits);

}  // namespace agentops::text
