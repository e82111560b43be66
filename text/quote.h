#pragma once

/// Names in the plan file: written as they are where nothing can be misread, else in double quotes.
///
///   quoted_name("docs/a.md")     -> docs/a.md
///   quoted_name("docs/a # b.md") -> "docs/a # b.md"

#include <optional>
#include <string>
#include <string_view>

namespace agentops::text {

/// `name` as one line writes it. In quotes `"`, `\`, bytes that are not UTF-8 and characters that cannot be
/// seen are escaped with a backslash.
[[nodiscard]] std::string quoted_name(std::string_view name);

/// A name at the beginning of `line` and what follows it.
struct QuotedName {
  std::string name;
  std::string_view rest;
};

/// Reads a name in quotes, with which `line` must begin. Nothing when it is not closed, or an escape is
/// unknown.
[[nodiscard]] std::optional<QuotedName> read_quoted_name(std::string_view line);

}  // namespace agentops::text
