#pragma once

/// The words around a value in its line, which say what it is a value of.
///
///   "- Escalate when the **amount is above** $500 per day"
///     ->  before "$500": "when the amount is above"; behind it: "per day"

#include <cstddef>
#include <string>
#include <string_view>

namespace agentops::extract {

/// Where the line has first said that it gives an example ("e.g."); its size when it never does.
[[nodiscard]] std::size_t example_end(std::string_view line);

/// The last few words before `at` of the same phrase or cell, without Markdown marks. In front of them stands
/// "example" when `is_example`: what the line gives as one is one, however far away it says so.
[[nodiscard]] std::string context_before(std::string_view line, std::size_t at, bool is_example);

/// The words right behind `end`, as far as they belong to one phrase.
[[nodiscard]] std::string context_after(std::string_view line, std::size_t end);

}  // namespace agentops::extract
