#include "text/quote.h"

#include <algorithm>
#include <cassert>
#include <charconv>

#include <fmt/format.h>

#include "text/characters.h"

namespace agentops::text {
namespace {

bool is_shown(const Character& character) { return character.is_valid() && !is_hidden(character.point); }

bool needs_quotes(std::string_view name) {
  if (name.empty() || name.starts_with(' ') || name.ends_with(' ') || name.starts_with('"') ||
      name.starts_with('#'))
    return true;
  if (name.find(" #") != std::string_view::npos || name.find(',') != std::string_view::npos) return true;
  bool all_shown = true;
  for_each_character(name, [&](const Character& character) { all_shown = all_shown && is_shown(character); });
  return !all_shown;
}

/// The byte that the escape at the beginning of `escape` stands for; takes it off.
std::optional<char> take_escape(std::string_view& escape) {
  constexpr std::size_t size_of_byte = 4;  // \xff
  if (escape.starts_with("\\\\") || escape.starts_with("\\\"")) {
    const char byte = escape[1];
    escape.remove_prefix(2);
    return byte;
  }
  if (!escape.starts_with("\\x") || escape.size() < size_of_byte) return std::nullopt;
  unsigned byte = 0;
  const char* end = escape.data() + size_of_byte;
  const auto [stopped, failed] = std::from_chars(escape.data() + 2, end, byte, 16);
  if (failed != std::errc{} || stopped != end) return std::nullopt;
  escape.remove_prefix(size_of_byte);
  return static_cast<char>(byte);
}

}  // namespace

std::string quoted_name(std::string_view name) {
  if (!needs_quotes(name)) return std::string(name);
  std::string quoted = "\"";
  for_each_character(name, [&](const Character& character) {
    if (character.point == '"' || character.point == '\\') quoted += '\\';
    if (is_shown(character)) {
      quoted += character.bytes;
      return;
    }
    for (const char byte : character.bytes)
      quoted += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
  });
  return quoted + '"';
}

std::optional<QuotedName> read_quoted_name(std::string_view line) {
  assert(line.starts_with('"'));
  line.remove_prefix(1);
  QuotedName read;
  while (!line.empty()) {
    if (line.front() == '"') {
      read.rest = line.substr(1);
      return read;
    }
    if (line.front() == '\\') {
      const auto byte = take_escape(line);
      if (!byte) return std::nullopt;
      read.name += *byte;
    } else {
      read.name += line.front();
      line.remove_prefix(1);
    }
  }
  return std::nullopt;
}

std::string shell_word(std::string_view word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./,:@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos) return std::string(word);
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace agentops::text
