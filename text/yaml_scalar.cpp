#include "text/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>

#include "text/ascii.h"
#include "text/characters.h"
#include "text/escape.h"

namespace agentops::text {
namespace {

/// All of `digits` as a number of the base, or nothing when it does not fit.
std::optional<Value> integer_of(std::string_view digits, int base) {
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  if (failed != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return Value(number);
}

bool all_of(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

constexpr std::string_view digits = "0123456789";

std::string_view without_sign(std::string_view text) {
  return text.starts_with('-') || text.starts_with('+') ? text.substr(1) : text;
}

/// [0-9]+ ( . [0-9]* )? | . [0-9]+, then ( [eE] [-+]? [0-9]+ )?
bool is_decimal(std::string_view unsigned_text) {
  const std::size_t exponent = unsigned_text.find_first_of("eE");
  if (exponent != std::string_view::npos && !all_of(without_sign(unsigned_text.substr(exponent + 1)), digits))
    return false;
  const std::string_view mantissa = unsigned_text.substr(0, exponent);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::string_view whole = mantissa.substr(0, point);
  const std::string_view part = mantissa.substr(std::min(point + 1, mantissa.size()));
  return all_of(whole, digits) ? part.empty() || all_of(part, digits) : whole.empty() && all_of(part, digits);
}

bool is_infinite_or_nan(std::string_view text) {
  const std::string_view rest = without_sign(text);
  return rest == ".inf" || rest == ".Inf" || rest == ".INF" || text == ".nan" || text == ".NaN" ||
         text == ".NAN";
}

bool is_plain_text(std::string_view text) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  if (text.empty() || text.ends_with(' ')) return false;
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80 && letters.find(text.front()) == std::string_view::npos && first != '_' && first != '/')
    return false;
  bool plain = true;
  for_each_character(text, [&](const Character& character) {
    const bool is_safe =
        character.point >= 0x80
            ? !is_hidden(character.point)
            : (letters.find(character.bytes) != std::string_view::npos ||
               std::string_view("0123456789 _./@+-()$%^~;=").find(character.bytes) != std::string_view::npos);
    plain = plain && character.is_valid() && is_safe;
  });
  return plain;
}

/// Words that YAML 1.1, which many tools still read, takes for true and false.
bool is_old_truth(std::string_view text) {
  constexpr auto words = std::to_array<std::string_view>({"y", "n", "yes", "no", "on", "off"});
  return std::ranges::find(words, lower(text)) != words.end();
}

std::string escape_of(const Character& character) {
  switch (character.point) {
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    default:
      return fmt::format("\\U{:08x}", character.point);
  }
}

}  // namespace

std::optional<Value> plain_scalar(std::string_view text) {
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") return Value();
  if (text == "true" || text == "True" || text == "TRUE") return Value(true);
  if (text == "false" || text == "False" || text == "FALSE") return Value(false);
  if (text.starts_with("0o") && all_of(text.substr(2), "01234567")) return integer_of(text.substr(2), 8);
  if (text.starts_with("0x") && all_of(text.substr(2), "0123456789abcdefABCDEF"))
    return integer_of(text.substr(2), 16);
  if (is_infinite_or_nan(text)) return std::nullopt;

  const std::string_view number = text.starts_with('+') ? text.substr(1) : text;
  if (all_of(without_sign(text), digits)) return integer_of(number, 10);
  if (!is_decimal(without_sign(text))) return Value(text);
  double real = 0;
  const auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), real);
  if (failed != std::errc{}) return std::nullopt;
  return Value(real);
}

std::string yaml_scalar(std::string_view text) {
  const auto plain = plain_scalar(text);
  const bool reads_as_text = plain && plain->text() != nullptr && !is_old_truth(text);
  if (reads_as_text && is_plain_text(text)) return std::string(text);

  std::string scalar = "\"";
  for_each_character(valid_utf8(text), [&](const Character& character) {
    const bool is_special = character.point == '"' || character.point == '\\' || is_hidden(character.point);
    if (is_special)
      scalar += escape_of(character);
    else
      scalar += character.bytes;
  });
  return scalar + '"';
}

}  // namespace agentops::text
