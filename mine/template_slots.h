#pragma once

/// What to call the slots of a template, and what stands in them.
///
///   `"requesting_agent": "`, slot, `",` with the values "ada", "bob"  ->  slot "requesting_agent", Name

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "mine/template_shape.h"
#include "models/pattern.h"

namespace agentops::mine {

/// What sort of thing a whole value is.
using ValueTyper = std::function<SlotType(std::string_view value)>;

/// The parts of a template. `values[i]` are those of slot i in all sources, `names[j]` the name of the item
/// of source j. Names of slots are unique, in snake_case.
[[nodiscard]] std::vector<PatternPart> parts_of(const Shape& shape,
                                                const std::vector<std::vector<std::string_view>>& values,
                                                const std::vector<std::string_view>& names,
                                                const ValueTyper& type_of);

}  // namespace agentops::mine
