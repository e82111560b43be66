#include "extract/value_type.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "extract/literals.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr std::size_t longest = 300;  ///< of a value that is one thing

SlotType slot_type(LiteralType type) {
  switch (type) {
    case LiteralType::Money:
      return SlotType::Money;
    case LiteralType::Percent:
      return SlotType::Percent;
    case LiteralType::Duration:
      return SlotType::Duration;
    case LiteralType::Number:
    case LiteralType::Account:
      return SlotType::Number;
    case LiteralType::Version:
      return SlotType::Version;
    case LiteralType::Url:
    case LiteralType::Host:
    case LiteralType::Address:
      return SlotType::Url;
    case LiteralType::Email:
      return SlotType::Email;
    case LiteralType::Path:
    case LiteralType::HomePath:
      return SlotType::Path;
    case LiteralType::Model:
      return SlotType::Model;
    case LiteralType::Channel:
      return SlotType::Name;
    case LiteralType::Record:
      break;  // a number, or a name with one: see below
  }
  return SlotType::Text;
}

/// The literal that the whole value is.
std::optional<SlotType> literal_type(std::string_view value) {
  std::vector<Literal> found;
  find_literals(value, {0, static_cast<std::uint32_t>(value.size())}, 1, found);
  if (found.size() != 1 || found[0].span.size() != value.size()) return std::nullopt;
  if (found[0].type == LiteralType::Record) return std::nullopt;
  return slot_type(found[0].type);
}

bool is_number(std::string_view value) {
  if (value.starts_with('-') || value.starts_with('+') || value.starts_with('#')) value.remove_prefix(1);
  return !value.empty() && is_digit(value.front()) && is_digit(value.back()) &&
         value.find_first_not_of("0123456789.,") == std::string_view::npos;
}

/// "1.2.3", "v2.0": digits in three parts, or in two behind a v.
bool is_version(std::string_view value) {
  const bool is_marked = value.starts_with('v');
  if (is_marked) value.remove_prefix(1);
  if (value.empty() || !is_digit(value.front()) || !is_digit(value.back())) return false;
  if (value.find_first_not_of("0123456789.") != std::string_view::npos) return false;
  return std::ranges::count(value, '.') >= (is_marked ? 1 : 2);
}

bool is_path(std::string_view value) {
  if (value.find_first_of(" \t\n<>|\"'`") != std::string_view::npos) return false;
  if (value.starts_with('/') || value.starts_with("./") || value.starts_with("~/")) return value.size() > 2;
  const std::size_t dot = value.rfind('.');
  const bool has_ending = dot != std::string_view::npos && dot > 0 && value.size() - dot >= 2 &&
                          value.size() - dot <= 6 && std::ranges::all_of(value.substr(dot + 1), is_alnum);
  return has_ending ||
         (value.find('/') != std::string_view::npos && value.find("//") == std::string_view::npos);
}

/// One word that somebody made up: joined by dashes or underscores, or with a capital inside.
bool is_name(std::string_view value) {
  if (value.find_first_of(" \t\n") != std::string_view::npos || !is_alpha(value.front())) return false;
  if (!std::ranges::all_of(value, [](char c) { return is_word(c) || c == '-' || c == ':' || c == '@'; }))
    return false;
  return value.find_first_of("-_:") != std::string_view::npos ||
         std::ranges::any_of(value.substr(1), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

SlotType value_type(std::string_view value) {
  if (value.empty() || value.size() > longest) return SlotType::Text;
  if (value.size() > 2 && value.front() == '`' && value.find('`', 1) == value.size() - 1)
    return SlotType::Code;
  if (const auto type = literal_type(value)) return *type;
  if (is_number(value)) return is_version(value) ? SlotType::Version : SlotType::Number;
  if (is_version(value)) return SlotType::Version;
  if (is_path(value)) return SlotType::Path;
  return is_name(value) ? SlotType::Name : SlotType::Text;
}

}  // namespace agentops::extract
