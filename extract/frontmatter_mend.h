#pragma once

/// What has to change in a frontmatter block that YAML parsers refuse, so that they read in it what was
/// meant.
///
///   "name: a\ndescription: Use when: asked\n"
///     -> the value of `description` in quotes, and nothing else

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/frontmatter_entries.h"
#include "models/finding.h"
#include "models/value.h"

namespace agentops::extract {

struct Mending {
  std::size_t line = 0;     ///< of the lines, the first that has to change
  Span value;               ///< what is wrong on that line, in the block
  std::string fix;          ///< that line as it has to be
  std::vector<Edit> edits;  ///< of the block
};

/// Nothing when no change is known to be right: merge conflicts, blocks without a key. With the edits done, a
/// strict parser (text/yaml) reads the values that read_frontmatter reads now. `meant` is what
/// read_frontmatter read; lines that it made nothing of become comments.
[[nodiscard]] std::optional<Mending> mend(std::string_view inside, const std::vector<EntryLine>& lines,
                                          const Value& meant);

/// True when a strict parser's `read` says what the tolerant reader's `meant` says: numbers and dates are
/// text to the latter, and white space within text may be folded in other ways.
[[nodiscard]] bool is_same(const Value& read, const Value& meant);

}  // namespace agentops::extract
