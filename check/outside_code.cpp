#include "check/outside_code.h"

#include <algorithm>

namespace agentops::check {
namespace {

/// How many of the same fence characters `line` begins with, after at most three blanks or list indent; 0: no
/// fence.
std::size_t fence_length(std::string_view line, char& mark) {
  const auto begin = line.find_first_not_of(" \t>");
  if (begin == std::string_view::npos || (line[begin] != '`' && line[begin] != '~')) return 0;
  mark = line[begin];
  const auto end = std::min(line.find_first_not_of(mark, begin), line.size());
  return end - begin >= 3 ? end - begin : 0;
}

/// Nothing but the fence: a line with a language opens one and never closes one.
bool is_bare(std::string_view line, char mark) {
  return std::ranges::all_of(
      line, [&](char c) { return c == mark || c == ' ' || c == '\t' || c == '\r' || c == '>'; });
}

}  // namespace

CodePlaces::CodePlaces(std::string_view text) {
  std::size_t open = 0;  // length of the fence that is open
  char open_mark = 0;
  std::uint32_t opened = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    char mark = 0;
    const std::size_t length = fence_length(line, mark);
    if (open == 0 && length > 0) {
      open = length;
      open_mark = mark;
      opened = static_cast<std::uint32_t>(at);
    } else if (open > 0 && mark == open_mark && length >= open && is_bare(line, mark)) {
      spans_.push_back({opened, static_cast<std::uint32_t>(end)});
      open = 0;
    } else if (open == 0) {
      add_backticks(line, static_cast<std::uint32_t>(at));
    }
    at = end + 1;
  }
  if (open > 0) spans_.push_back({opened, static_cast<std::uint32_t>(text.size())});
}

void CodePlaces::add_backticks(std::string_view line, std::uint32_t begin) {
  for (auto at = line.find('`'); at != std::string_view::npos;) {
    const auto run = std::min(line.find_first_not_of('`', at), line.size()) - at;
    const auto close = line.find(line.substr(at, run), at + run);
    if (close == std::string_view::npos) return;
    spans_.push_back(
        {begin + static_cast<std::uint32_t>(at), begin + static_cast<std::uint32_t>(close + run)});
    at = line.find('`', close + run);
  }
}

bool CodePlaces::contains(std::uint32_t offset) const {
  const auto after = std::ranges::upper_bound(spans_, offset, {}, &Span::begin);
  return after != spans_.begin() && std::prev(after)->end > offset;
}

}  // namespace agentops::check
