#pragma once

/// From runs of lines to patterns: the places are read again, what their lines have in common becomes parts,
/// and what saves nothing is left out.

#include <functional>
#include <span>
#include <vector>

#include "mine/template_blocks.h"
#include "mine/template_slots.h"
#include "mine/template_text.h"
#include "mine/template_units.h"
#include "models/pattern.h"
#include "models/result.h"

namespace agentops::mine {

struct JoinInput {
  std::span<const TextItem> items;
  const std::vector<std::vector<SymbolLine>>& lines;  ///< by item
  const SourceReader& read;
  std::function<const Shape*(Symbol)> shape_of;  ///< null: a text, or any text
  const Units& units;
  const ValueTyper& type_of;
  unsigned min_items = 3;
  unsigned threads = 1;
};

/// One pattern for each run that saves bits, is constant for at least half, and is more than a line that only
/// recurs; the largest saving first, ties to the first place. Errors are those of reading.
[[nodiscard]] Result<std::vector<Pattern>> patterns_of_runs(const std::vector<Run>& runs,
                                                            const JoinInput& input);

}  // namespace agentops::mine
