#include "text/characters.h"

#include <cassert>
#include <cstring>

#include <utf8proc.h>

namespace agentops::text {

Character first_character(std::string_view text) {
  assert(!text.empty());
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) return {.point = first, .bytes = text.substr(0, 1)};
  Character character;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &character.point);
  character.bytes = text.substr(0, size > 0 ? static_cast<std::size_t>(size) : 1);
  return character;
}

std::uint32_t utf16_units(std::string_view text) {
  std::uint32_t units = 0;
  for_each_character(text, [&](const Character& character) { units += character.point > 0xffff ? 2 : 1; });
  return units;
}

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    std::uint64_t eight = 0;
    if (bytes.size() >= sizeof eight) {
      std::memcpy(&eight, bytes.data(), sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {  // eight ASCII characters at once
        bytes.remove_prefix(sizeof eight);
        continue;
      }
    }
    const Character character = first_character(bytes);
    if (!character.is_valid()) return false;
    bytes.remove_prefix(character.bytes.size());
  }
  return true;
}

bool is_hidden(std::int32_t point) {
  if (point < 0x80) return is_control(point);
  const bool annotates = point >= 0xfff9 && point <= 0xfffb;
  const auto category = utf8proc_category(point);
  return annotates || category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_ZL ||
         category == UTF8PROC_CATEGORY_ZP || utf8proc_get_property(point)->ignorable;
}

bool is_letter(std::int32_t point) {
  if (utf8proc_get_property(point)->ignorable) return false;
  switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

}  // namespace agentops::text
