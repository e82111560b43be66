#pragma once

/// Untrusted text on its way out. Everything that came from a file or a name passes through one of these.

#include <cstddef>
#include <string>
#include <string_view>

#include "text/characters.h"

namespace agentops::text {

/// Safe on a terminal and in a log, on one line: control characters (C0, DEL, C1), bidirectional and
/// invisible characters and bytes that are not UTF-8 become \n, \t, \x1b, \u{202e}. Other text is unchanged.
[[nodiscard]] std::string for_terminal(std::string_view untrusted);

/// The same for text of several lines: newlines and tabs stay.
[[nodiscard]] std::string lines_for_terminal(std::string_view untrusted);

/// Text inside a Markdown table cell or line: one line, `|`, backticks and the like escaped so that it stays
/// text.
[[nodiscard]] std::string for_markdown(std::string_view untrusted);

/// Valid UTF-8: each byte that is not becomes U+FFFD.
[[nodiscard]] std::string valid_utf8(std::string_view untrusted);

/// How many terminal columns valid UTF-8 `text` takes (wide characters two, marks none).
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `text` cut to at most `columns`, with "..." at its end when something was cut.
[[nodiscard]] std::string cut_to_width(std::string_view text, std::size_t columns);

}  // namespace agentops::text
