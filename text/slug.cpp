#include "text/slug.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

#include <utf8proc.h>

#include "text/escape.h"

namespace agentops::text {
namespace {

constexpr std::size_t longest_package_name = 64;

/// Latin letters that Unicode does not decompose, and apostrophes, which join what they stand between.
constexpr auto spellings = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"æ", "ae"},
    {"œ", "oe"},
    {"ø", "o"},
    {"ß", "ss"},
    {"đ", "d"},
    {"ð", "d"},
    {"þ", "th"},
    {"ł", "l"},
    {"ı", "i"},
    {"ħ", "h"},
    {"'", ""},
    {"’", ""},
});

bool is_slug_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Lower-cased, compatibility forms taken apart, marks removed.
std::string without_marks(const std::string& utf8) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto options = static_cast<utf8proc_option_t>(
      UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_STABLE);
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                 static_cast<utf8proc_ssize_t>(utf8.size()), &mapped, options);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  return size < 0 ? std::string{}
                  : std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
}

std::string spelt_out(std::string_view lower) {
  std::string spelt;
  while (!lower.empty()) {
    const auto* const found = std::ranges::find_if(
        spellings, [&](const auto& spelling) { return lower.starts_with(spelling.first); });
    const bool known = found != spellings.end();
    spelt += known ? found->second : lower.substr(0, 1);
    lower.remove_prefix(known ? found->first.size() : 1);
  }
  return spelt;
}

/// Cut to `longest` bytes, before the word that does not fit whole unless it is the first.
std::string cut_at_word(std::string joined, std::size_t longest) {
  if (joined.size() <= longest) return joined;
  const std::size_t dash = joined.rfind('-', longest);
  joined.resize(dash == std::string::npos ? longest : dash);
  return joined;
}

}  // namespace

std::string slug(std::string_view words, std::size_t longest) {
  std::string joined;
  bool between = false;
  for (const char c : spelt_out(without_marks(valid_utf8(words)))) {
    if (!is_slug_letter(c)) {
      between = true;
      continue;
    }
    if (between && !joined.empty()) joined += '-';
    between = false;
    joined += c;
  }
  return cut_at_word(std::move(joined), longest);
}

bool is_package_name(std::string_view name) {
  if (name.empty() || name.size() > longest_package_name) return false;
  if (!is_slug_letter(name.front()) || !is_slug_letter(name.back())) return false;
  return std::ranges::all_of(name, [](char c) { return is_slug_letter(c) || c == '-'; });
}

}  // namespace agentops::text
