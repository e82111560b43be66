#pragma once

/// "Did you mean ...?"
///
///   closest_spelling("licence", {"name", "license"})  -> "license"

#include <string>
#include <string_view>
#include <vector>

namespace agentops::text {

/// The first of `known` that `word` becomes by the fewest changed, added, left out or swapped letters (case
/// does not count), or that it begins; "" when none is near: more than a third of its letters differ.
[[nodiscard]] std::string closest_spelling(std::string_view word, const std::vector<std::string_view>& known);

/// Whether one letter was changed, added or left out, or two neighbours swapped; case does not count. Words
/// of fewer than four letters are never confused.
[[nodiscard]] bool is_easily_confused(std::string_view one, std::string_view other);

}  // namespace agentops::text
