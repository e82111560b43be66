#include "text/escape.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>
#include <utf8proc.h>

namespace agentops::text {
namespace {

/// Joiners and variation selectors: they shape the character before them.
bool is_shaper(std::int32_t point) {
  return point == 0x200c || point == 0x200d || (point >= 0xfe00 && point <= 0xfe0f);
}

bool can_be_shaped(std::int32_t point) {
  return point >= 0x80 || point == '#' || point == '*' || (point >= '0' && point <= '9');
}

std::string escape_of(const Character& character) {
  switch (character.point) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  if (character.bytes.size() == 1)
    return fmt::format("\\x{:02x}", static_cast<unsigned char>(character.bytes.front()));
  return fmt::format("\\u{{{:x}}}", character.point);
}

std::string escaped(std::string_view untrusted, std::string_view kept) {
  std::string safe;
  safe.reserve(untrusted.size());
  std::int32_t before = 0;
  for_each_character(untrusted, [&](const Character& character) {
    const bool shapes = is_shaper(character.point) && can_be_shaped(before);
    const bool shown = character.is_valid() && (shapes || !is_hidden(character.point));
    if (shown || kept.find(character.bytes) != std::string_view::npos)
      safe += character.bytes;
    else
      safe += escape_of(character);
    // One shaper for each character: a row of them hides a text.
    before = is_shaper(character.point) ? 0 : character.point;
  });
  return safe;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) >= 0x80);
}

/// True when the character at `at` would be read as Markdown.
bool marks_up(std::string_view line, std::size_t at) {
  const char c = line[at];
  if (std::string_view("\\`*[]<>|~&").find(c) != std::string_view::npos) return true;
  if (at == 0) return std::string_view("#+-=_").find(c) != std::string_view::npos;
  if (c == '_')
    return at + 1 == line.size() || !is_letter_or_digit(line[at - 1]) || !is_letter_or_digit(line[at + 1]);
  const bool after_number =
      std::ranges::all_of(line.substr(0, at), [](char d) { return d >= '0' && d <= '9'; });
  return (c == '.' || c == ')') && after_number;
}

std::string on_one_line(std::string_view untrusted) {
  std::string line;
  for (const char c : untrusted) {
    const bool is_space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_space)
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

std::size_t width_of(const Character& character) {
  return !character.is_valid() ? 1
                               : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(character.point)));
}

}  // namespace

std::string for_terminal(std::string_view untrusted) { return escaped(untrusted, ""); }

std::string lines_for_terminal(std::string_view untrusted) { return escaped(untrusted, "\n\t"); }

std::string for_markdown(std::string_view untrusted) {
  const std::string line = for_terminal(on_one_line(untrusted));
  std::string safe;
  safe.reserve(line.size());
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (marks_up(line, at)) safe += '\\';
    safe += line[at];
  }
  return safe;
}

std::string valid_utf8(std::string_view untrusted) {
  if (is_utf8(untrusted)) return std::string(untrusted);
  std::string valid;
  valid.reserve(untrusted.size());
  for_each_character(untrusted, [&](const Character& character) {
    valid += character.is_valid() ? character.bytes : std::string_view("\xef\xbf\xbd");
  });
  return valid;
}

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  for_each_character(text, [&](const Character& character) { columns += width_of(character); });
  return columns;
}

std::string cut_to_width(std::string_view text, std::size_t columns) {
  constexpr std::string_view dots = "...";
  if (display_width(text) <= columns) return std::string(text);
  if (columns <= dots.size()) return std::string(dots.substr(0, columns));
  std::size_t used = 0;
  std::size_t kept = 0;
  while (kept < text.size()) {
    const Character character = first_character(text.substr(kept));
    used += width_of(character);
    if (used + dots.size() > columns) break;
    kept += character.bytes.size();
  }
  return std::string(text.substr(0, kept)).append(dots);
}

}  // namespace agentops::text
