#pragma once

/// The edits of findings, made.
///
///   mend("a: b: c\n", {{{3, 7}, "'b: c'"}})  ->  "a: 'b: c'\n"

#include <string>
#include <string_view>
#include <vector>

#include "models/finding.h"

namespace agentops::check {

struct Mended {
  std::string bytes;
  std::vector<bool> made;  ///< for each finding, whether its edits were made
};

/// Makes the edits of `findings`, all of one file with these bytes. The edits of a finding are made together
/// or not at all: not when one overlaps an edit of a finding before, or lies outside of the file. Nothing
/// else changes.
[[nodiscard]] Mended mend(std::string_view bytes, const std::vector<Finding>& findings);

}  // namespace agentops::check
