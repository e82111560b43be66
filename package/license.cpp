#include "package/license.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "text/escape.h"
#include "text/spelling.h"

namespace agentops::package {
namespace {

/// From the SPDX License List (spdx.org/licenses), those that text, prompts and scripts are commonly
/// published under.
constexpr std::array known_licenses = std::to_array<std::string_view>({
    "0BSD",
    "AFL-3.0",
    "AGPL-3.0-only",
    "AGPL-3.0-or-later",
    "Apache-2.0",
    "Artistic-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSD-3-Clause-Clear",
    "BSL-1.0",
    "BUSL-1.1",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "ECL-2.0",
    "EPL-2.0",
    "EUPL-1.2",
    "GFDL-1.3-only",
    "GFDL-1.3-or-later",
    "GPL-2.0-only",
    "GPL-2.0-or-later",
    "GPL-3.0-only",
    "GPL-3.0-or-later",
    "ISC",
    "LGPL-2.1-only",
    "LGPL-2.1-or-later",
    "LGPL-3.0-only",
    "LGPL-3.0-or-later",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "MS-PL",
    "OFL-1.1",
    "OSL-3.0",
    "PostgreSQL",
    "Python-2.0",
    "Unlicense",
    "UPL-1.0",
    "WTFPL",
    "Zlib",
    "ZPL-2.1",
});

constexpr std::array known_exceptions = std::to_array<std::string_view>({
    "Autoconf-exception-3.0",
    "Classpath-exception-2.0",
    "Font-exception-2.0",
    "GCC-exception-3.1",
    "LLVM-exception",
});

constexpr std::string_view not_for_others = "UNLICENSED";
constexpr int deepest_brackets = 16;

/// Words and brackets of the expression.
std::vector<std::string_view> tokens_of(std::string_view expression) {
  std::vector<std::string_view> tokens;
  for (std::size_t at = 0; at < expression.size();) {
    const char c = expression[at];
    if (c == ' ' || c == '\t') {
      ++at;
      continue;
    }
    const std::size_t end =
        c == '(' || c == ')' ? at + 1 : std::min(expression.find_first_of(" \t()", at), expression.size());
    tokens.push_back(expression.substr(at, end - at));
    at = end;
  }
  return tokens;
}

bool is_own_reference(std::string_view id) {
  constexpr std::string_view prefix = "LicenseRef-";
  return id.starts_with(prefix) && id.size() > prefix.size() && std::ranges::all_of(id, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                  c == '.';
         });
}

template <std::size_t N>
std::optional<std::string> check_id(std::string_view id, const std::array<std::string_view, N>& known,
                                    std::string_view what) {
  if (std::ranges::find(known, id) != known.end()) return std::nullopt;
  const auto closest = text::closest_spelling(id, {known.begin(), known.end()});
  return fmt::format("`{}` is no SPDX {} id that is known here{}", text::for_terminal(id.substr(0, 60)), what,
                     closest.empty() ? "" : fmt::format("; did you mean `{}`?", closest));
}

/// id+ ("or any later version") is an id as well.
std::optional<std::string> check_license_id(std::string_view id) {
  if (is_own_reference(id)) return std::nullopt;
  return check_id(id.ends_with('+') ? id.substr(0, id.size() - 1) : id, known_licenses, "licence");
}

bool is_operator(std::string_view token) { return token == "AND" || token == "OR" || token == "WITH"; }

}  // namespace

bool is_blank(std::string_view value) {
  return value.empty() || value == "TODO" || value.find_first_not_of("_ ") == std::string_view::npos;
}

// The grammar needs no tree here: operands and operators take turns, brackets balance.
std::optional<std::string> check_license(std::string_view expression) {
  if (is_blank(expression)) return "no licence is chosen";
  if (expression.size() > 512) return "the expression is longer than 512 bytes";
  if (expression == not_for_others) return std::nullopt;
  int depth = 0;
  bool operand_next = true;
  std::string_view before;
  for (const auto token : tokens_of(expression)) {
    if (token == "(" || token == ")") {
      depth += token == "(" ? 1 : -1;
      if ((token == "(") != operand_next || depth < 0 || depth > deepest_brackets ||
          (token == "(" && before == "WITH"))
        return "a bracket stands in the wrong place";
    } else if (is_operator(token) == operand_next) {
      return fmt::format("{} `{}`; join ids with AND, OR or WITH",
                         operand_next ? "an id is missing before" : "an operator is missing before",
                         text::for_terminal(token.substr(0, 60)));
    } else if (operand_next) {
      auto fault =
          before == "WITH" ? check_id(token, known_exceptions, "exception") : check_license_id(token);
      if (fault) return fault;
      operand_next = false;
    } else {
      operand_next = true;
    }
    before = token;
  }
  if (operand_next) return "the expression ends too early";
  if (depth != 0) return "a bracket is not closed";
  return std::nullopt;
}

}  // namespace agentops::package
