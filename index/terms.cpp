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
constexpr std::size_t longest_stretch = 3;
constexpr std::size_t most_parts =
    64;  // a path with more is odd: its last parts are found by the file's name alone

std::string bounded(std::string_view value) {
  if (value.size() <= longest_value) return std::string(value);
  return fmt::format("{}{:016x}", value.substr(0, kept_of_longer), text::quick_hash(value));
}

/// Where each part of the path begins, and the path's end.
std::vector<std::size_t> part_borders(std::string_view path) {
  std::vector<std::size_t> borders{0};
  for (std::size_t at = 0; at + 1 < path.size(); ++at)
    if (path[at] == '/') borders.push_back(at + 1);
  if (borders.size() > most_parts) borders.resize(most_parts);
  borders.push_back(path.size());
  return borders;
}

}  // namespace

std::string filter_term(FieldId id, std::string_view value) {
  return std::string(field(id).prefix) + bounded(text::lower(value));
}

std::string spelling_term(std::string_view word) { return std::string(spelling_prefix).append(word); }

std::string key_term(std::string_view key) { return "Q" + bounded(key); }

std::vector<std::string> path_values(std::string_view path) {
  const std::vector<std::size_t> borders = part_borders(path);
  std::vector<std::string> values;
  for (std::size_t begin = 0; begin + 1 < borders.size(); ++begin) {
    for (std::size_t end = begin + 1; end < borders.size(); ++end) {
      if (begin > 0 && end - begin > longest_stretch) break;
      values.emplace_back(path.substr(borders[begin], borders[end] - borders[begin]));
    }
  }
  std::ranges::sort(values);
  values.erase(std::ranges::unique(values).begin(), values.end());
  return values;
}

}  // namespace agentops::index
