#pragma once

/// Small looks at bytes that every reader here needs: classes of ASCII characters, trimming, first words.
/// Locale-free.

#include <string>
#include <string_view>

namespace agentops::extract {

[[nodiscard]] constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
[[nodiscard]] constexpr bool is_space(char c) {
  return is_blank(c) || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_alpha(char c) { return is_upper(c) || is_lower(c); }
[[nodiscard]] constexpr bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
/// A letter, a digit, `_`, or part of a character outside ASCII.
[[nodiscard]] constexpr bool is_word(char c) {
  return is_alnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
[[nodiscard]] constexpr char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

[[nodiscard]] std::string lower(std::string_view text);

/// `text` without white space at both ends, or at one.
[[nodiscard]] constexpr std::string_view trim_left(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}
[[nodiscard]] constexpr std::string_view trim_right(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}
[[nodiscard]] constexpr std::string_view trim(std::string_view text) { return trim_left(trim_right(text)); }

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
