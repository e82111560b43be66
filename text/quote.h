#pragma once

/// Names in the plan file and in commands: written as they are where nothing can be misread, else in quotes.
///
///   quoted_name("docs/a.md")     -> docs/a.md
///   quoted_name("docs/a # b.md") -> "docs/a # b.md"
///   shell_word("docs/my a.md")   -> 'docs/my a.md'

#include <optional>
#include <string>
#include <string_view>

namespace agentops::text {

/// `name` as one line writes it. In quotes `"`, `\`, bytes that are not UTF-8 and characters that cannot be
/// seen are escaped with a backslash.
[[nodiscard]] std::string quoted_name(std::string_view name);

/// `word` as a shell takes it. Not yet fit for a terminal.
[[nodiscard]] std::string shell_word(std::string_view word);

/// A name at the beginning of `line` and what follows it.
struct QuotedName {
  std::string name;
  std::string_view rest;
};

/// Reads a name in quotes, with which `line` must begin. Nothing when it is not closed, or an escape is
/// unknown.
[[nodiscard]] std::optional<QuotedName> read_quoted_name(std::string_view line);

}  // namespace agentops::text
