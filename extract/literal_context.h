#pragma once

/// The words around a value in its line, which say what it is a value of.
///
///   "- Escalate when the **amount is above** $500 per day"
///     ->  before "$500": "when the amount is above"; behind it: "per day"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "models/source.h"

namespace agentops::extract {

/// The parts of a line that are given for instance: what follows "e.g.", what is quoted as somebody's words
/// ("We cut the time to 2 hours"), and the call of a command in backticks (`/refund order #1234`).
class Examples {
 public:
  explicit Examples(std::string_view line);

  /// Places are asked for in ascending order.
  [[nodiscard]] bool hold(std::size_t at);

 private:
  std::size_t said_;              ///< from here on, as the line says
  std::vector<Span> quotations_;  ///< ascending, apart
  std::size_t next_ = 0;
};

/// The last few words before `at` of the same phrase or cell, without Markdown marks and with the commas
/// behind them. In front of them stands
/// "example" when `is_example`: what the line gives as one is one, however far away it says so.
[[nodiscard]] std::string context_before(std::string_view line, std::size_t at, bool is_example);

/// The words right behind `end`, as far as they belong to one phrase.
[[nodiscard]] std::string context_after(std::string_view line, std::size_t end);

}  // namespace agentops::extract
