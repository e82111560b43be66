#pragma once

/// Where the code of a Markdown text stands, as a quick line scanner sees it: fences and backticks. For rules
/// that mean what is rendered, not what is shown as an example.

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/source.h"

namespace agentops::check {

class CodePlaces {
 public:
  explicit CodePlaces(std::string_view text);

  /// True when the byte at `offset` is inside a fence, or between backticks of one line.
  [[nodiscard]] bool contains(std::uint32_t offset) const;

 private:
  void add_backticks(std::string_view line, std::uint32_t begin);

  std::vector<Span> spans_;  ///< ascending, disjoint
};

}  // namespace agentops::check
