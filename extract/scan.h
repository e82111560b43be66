#pragma once

/// Small looks at bytes that every reader here needs: those of text/ascii.h, words in any case, parts of
/// paths. Locale-free.

#include <string_view>

#include "text/ascii.h"

namespace agentops::extract {

using text::is_alnum;
using text::is_alpha;
using text::is_blank;
using text::is_digit;
using text::is_lower;
using text::is_space;
using text::is_upper;
using text::is_word;
using text::lower;
using text::trim;
using text::trim_left;
using text::trim_right;

/// True when ASCII `text` begins with (is) `expected`, which is in lower case, in any case.
[[nodiscard]] bool begins_with(std::string_view text, std::string_view expected);
[[nodiscard]] bool is_text(std::string_view text, std::string_view expected);

/// True when `text` holds `expected`, in any case of ASCII letters. `expected` is in lower case. For short
/// texts.
[[nodiscard]] bool contains(std::string_view text, std::string_view expected);

/// The last part of a '/'-separated path, the part before it, and the last part without its suffix.
[[nodiscard]] std::string_view base_name(std::string_view path);
[[nodiscard]] std::string_view folder_of(std::string_view path);  ///< "" for a file in the root
[[nodiscard]] std::string_view stem_of(std::string_view path);    ///< "a/b.agent.md" -> "b.agent"

}  // namespace agentops::extract
