#pragma once

/// What sort of thing a whole value is: the types of literals, and those of Markdown and code.
///
///   "$500" -> Money, "v2.1" -> Version, "src/main.cpp" -> Path, "`ls`" -> Code, "the team" -> Text

#include <string_view>

#include "models/pattern.h"

namespace agentops::extract {

/// Text when it is of no other sort. Linear; any bytes are accepted.
[[nodiscard]] SlotType value_type(std::string_view value);

}  // namespace agentops::extract
