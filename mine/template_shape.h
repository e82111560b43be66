#pragma once

/// The shape of a template: constant pieces with a slot between each two.
///
///   "Query ", " for ", "."  matches "Query the index for names." with the values "the index", "names"
///
/// Pieces and values put together are the text, byte for byte: that is how values are found.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/source.h"

namespace agentops::mine {

struct Shape {
  std::vector<std::string> pieces;  ///< one more than slots; only the first and the last may be empty

  [[nodiscard]] std::size_t slots() const { return pieces.empty() ? 0 : pieces.size() - 1; }
  friend bool operator==(const Shape&, const Shape&) = default;
};

/// The values of the slots when `text` has this shape, each piece at its first place that does not part a
/// word. Linear in the text for each piece.
[[nodiscard]] std::optional<std::vector<std::string_view>> values_in(const Shape& shape,
                                                                     std::string_view text);

/// Pieces and values put together.
[[nodiscard]] std::string rendered(const Shape& shape, const std::vector<std::string_view>& values);

/// What some texts have in common. `words[i]` are the places, in `texts[i]`, of words that all texts share,
/// in the same order and number for each: they become constant, and so does what stands between two of them
/// in all texts alike. A value reaches to the borders of what a person reads as one word: paths, names with
/// dashes.
[[nodiscard]] Shape common_shape(const std::vector<std::string_view>& texts,
                                 const std::vector<std::vector<Span>>& words);

}  // namespace agentops::mine
