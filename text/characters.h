#pragma once

/// The characters of UTF-8 text, one by one, and which of them a reader cannot see.
///
/// All functions take any bytes, run in linear time and are safe on any thread.
///
///   for_each_character("a\xff", f)  -> f({'a', "a"}), f({-1, "\xff"})

#include <cstdint>
#include <string_view>

namespace agentops::text {

struct Character {
  std::int32_t point = -1;  ///< its code point; -1: this byte is no UTF-8
  std::string_view bytes;   ///< in the text that was read

  [[nodiscard]] bool is_valid() const { return point >= 0; }
};

/// The first character of `text`, which must not be empty. What is not well-formed UTF-8 comes byte by byte.
[[nodiscard]] Character first_character(std::string_view text);

/// Calls `visit(Character)` for each character of `text` in order.
template <class Visitor>
void for_each_character(std::string_view text, Visitor&& visit) {
  while (!text.empty()) {
    const Character character = first_character(text);
    visit(character);
    text.remove_prefix(character.bytes.size());
  }
}

/// How many UTF-16 code units `text` has, in which editors and SARIF count columns: one for each character
/// and each byte that is none, two beyond U+FFFF.
[[nodiscard]] std::uint32_t utf16_units(std::string_view text);

/// True when all of `bytes` is well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// True for C0, DEL and C1, newlines and tabs among them.
[[nodiscard]] constexpr bool is_control(std::int32_t point) {
  return (point >= 0 && point < 0x20) || (point >= 0x7f && point < 0xa0);
}

/// True for characters that draw nothing, move the cursor or turn the direction of writing: controls, line
/// and paragraph separators, bidirectional marks, joiners, selectors, tags, fillers (Unicode's
/// Default_Ignorable).
[[nodiscard]] bool is_hidden(std::int32_t point);

/// True for letters, digits and the marks on them, of any script.
[[nodiscard]] bool is_letter(std::int32_t point);

}  // namespace agentops::text
