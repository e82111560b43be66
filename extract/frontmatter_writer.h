#pragma once

/// Values as the YAML that people write in frontmatter: what stands behind `key:`.
///
///   "Use when: asked"   -> ` "Use when: asked"`        List{"Read", "Bash"}  -> ` [Read, Bash]`
///   "one\ntwo"          -> ` |-`, `  one`, `  two`     Map{{"owner", "ops"}} -> ``, `  owner: ops`

#include <cstddef>
#include <string>
#include <string_view>

#include "models/value.h"

namespace agentops::extract {

struct YamlLayout {
  std::size_t indent = 0;           ///< of the key, in blanks
  std::string_view newline = "\n";  ///< between lines
  bool flow = false;                ///< lists of scalars on one line
};

/// With a blank before it unless it is nothing or begins on the next line; without a final newline. Every
/// YAML parser reads the value in it; numbers, which frontmatter has only as text, excepted.
[[nodiscard]] std::string written_value(const Value& value, const YamlLayout& layout);

/// A scalar on one line, in the quotes that need the fewest escapes.
[[nodiscard]] std::string quoted_where_needed(std::string_view text);

}  // namespace agentops::extract
