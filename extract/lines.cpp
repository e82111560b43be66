#include "extract/lines.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace agentops::extract {

namespace {

/// The first byte behind the line that begins at `begin`.
std::size_t end_of_line(std::string_view text, std::size_t begin, bool has_returns) {
  if (!has_returns) {
    const auto newline = text.find('\n', begin);
    return newline == std::string_view::npos ? text.size() : newline + 1;
  }
  const auto end = text.find_first_of("\r\n", begin);
  if (end == std::string_view::npos) return text.size();
  return text.substr(end, 2) == "\r\n" ? end + 2 : end + 1;
}

}  // namespace

Lines::Lines(std::string_view text) {
  const bool has_returns = text.find('\r') != std::string_view::npos;
  starts_.reserve(text.size() / 40 + 2);
  for (std::size_t begin = 0; begin < text.size(); begin = end_of_line(text, begin, has_returns))
    starts_.push_back(static_cast<std::uint32_t>(begin));
  starts_.push_back(static_cast<std::uint32_t>(text.size()));
}

std::uint32_t Lines::at(std::uint32_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end() - 1, offset);
  return std::max(1U, static_cast<std::uint32_t>(after - starts_.begin()));
}

std::string_view Lines::text(std::string_view text, std::uint32_t number) const {
  assert(number >= 1 && number <= count());
  auto line = slice(text, whole(number));
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace agentops::extract
