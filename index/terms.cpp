#include "index/terms.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/ascii.h"
#include "text/hash.h"

namespace agentops::index {
namespace {

// Xapian takes terms up to 245 bytes and counts a NUL as two.
constexpr std::size_t longest_value = 100;
constexpr std::size_t kept_of_longer = longest_value - 16;

std::string bounded(std::string_view value) {
  if (value.size() <= longest_value) return std::string(value);
  return fmt::format("{}{:016x}", value.substr(0, kept_of_longer), text::quick_hash(value));
}

}  // namespace

std::string filter_term(FieldId id, std::string_view value) {
  return std::string(field(id).prefix) + bounded(text::lower(value));
}

// Keys are long and each is a term of its own: ten bytes of their digest do.
std::string key_term(std::string_view key) {
  constexpr std::size_t kept = 10;
  const Digest digest = text::sha256(key);
  std::string term = "Q";
  term.append(digest.bytes.begin(), digest.bytes.begin() + kept);
  return term;
}

bool is_on_path(std::string_view key, std::string_view value, bool is_start) {
  if (!is_start && value.ends_with('/')) value.remove_suffix(1);
  for (std::size_t begin = 0; begin < key.size();) {
    const std::string_view rest = key.substr(begin);
    const bool matches = std::ranges::equal(
        rest.substr(0, value.size()), value, {}, [](char c) { return text::lower(c); },
        [](char c) { return text::lower(c); });
    const char next = rest.size() > value.size() ? rest[value.size()] : '/';
    if (matches && (is_start || next == '/' || next == '#')) return true;
    const std::size_t slash = key.find('/', begin);
    begin = slash == std::string_view::npos ? key.size() : slash + 1;
  }
  return false;
}

}  // namespace agentops::index
