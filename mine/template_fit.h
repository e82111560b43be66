#pragma once

/// Lines that stand in the same place of several texts, brought to one shape.
///
///   "Query the index.", "Query the log."  ->  "Query ", "." with the values "the index", "the log"
///
/// Every value and piece is text of those lines: put together they are the lines again.

#include <cstddef>
#include <string_view>
#include <vector>

#include "mine/template_shape.h"

namespace agentops::mine {

using Values = std::vector<std::string_view>;

/// A shape and what stands in its slots in each text.
struct Fitted {
  Shape shape;
  std::vector<Values> values;  ///< by text; they point into the lines
};

/// A text that is the same in all `texts`.
[[nodiscard]] Fitted constant(std::string_view text, std::size_t texts);

/// The shape of the lines, at least one: themselves when they are all the same, else `known` (null: none)
/// when they have it, else what they share, else one slot.
[[nodiscard]] Fitted fit_line(const Shape* known, const std::vector<std::string_view>& lines);

/// Puts `next` behind `all`; both are of the same texts.
void append(Fitted& all, const Fitted& next);

/// Makes a slot that has the same value in all texts constant.
void fold(Fitted& fitted);

}  // namespace agentops::mine
