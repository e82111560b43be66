#include "extract/toml.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "extract/frontmatter_scalars.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

/// The span of the value that begins at `begin` (behind `=` and blanks), without quotes, and where reading
/// goes on.
struct TomlValue {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t next = 0;
  bool block = false;
};

TomlValue value_at(std::string_view text, std::size_t begin) {
  const auto line_end = std::min(text.find('\n', begin), text.size());
  for (const std::string_view quotes : {"\"\"\"", "'''"}) {
    if (!text.substr(begin).starts_with(quotes)) continue;
    const auto close = std::min(text.find(quotes, begin + 3), text.size());
    auto first = begin + 3;
    if (text.substr(first, 1) == "\r") ++first;
    if (text.substr(first, 1) == "\n") ++first;
    return {.begin = std::min(first, close),
            .end = close,
            .next = std::min(text.find('\n', close), text.size()),
            .block = true};
  }
  auto value = trim(text.substr(begin, line_end - begin));
  if (!value.empty() && (value.front() == '"' || value.front() == '\'')) {
    std::size_t close = 1;
    while (close < value.size() && value[close] != value.front())
      close += value[close] == '\\' ? std::size_t{2} : std::size_t{1};
    return {.begin = begin + 1, .end = begin + std::min(close, value.size()), .next = line_end};
  }
  return {.begin = begin, .end = begin + value.size(), .next = line_end};
}

/// What the bytes of an entry mean; its quotes stand around its span.
Value value_of(std::string_view text, const TomlEntry& entry) {
  const char quote = entry.span.begin > 0 ? text[entry.span.begin - 1] : ' ';
  if (entry.block) return entry.value;
  if (quote == '"') return scalar("\"" + entry.value + "\"");
  if (quote == '\'') return entry.value;
  if (entry.value.starts_with('['))
    if (auto list = flow_list(entry.value)) return std::move(*list);
  return scalar(entry.value);
}

}  // namespace

std::vector<TomlEntry> read_toml_entries(std::string_view text) {
  std::vector<TomlEntry> entries;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = trim(text.substr(at, end - at));
    if (line.starts_with('[')) break;
    const auto equals = text.substr(at, end - at).find('=');
    if (line.empty() || line.starts_with('#') || equals == std::string_view::npos) {
      at = end + 1;
      continue;
    }
    auto begin = at + equals + 1;
    while (begin < end && is_blank(text[begin])) ++begin;
    const auto value = value_at(text, begin);
    entries.push_back(
        {.key = std::string(trim(text.substr(at, equals))),
         .value = std::string(text.substr(value.begin, value.end - value.begin)),
         .span = {static_cast<std::uint32_t>(value.begin), static_cast<std::uint32_t>(value.end)},
         .block = value.block});
    at = value.next + 1;
  }
  return entries;
}

Value read_toml(std::string_view text) {
  Map map;
  std::unordered_set<std::string> taken;
  for (auto& entry : read_toml_entries(text))
    if (taken.insert(entry.key).second) map.emplace_back(entry.key, value_of(text, entry));
  return map;
}

}  // namespace agentops::extract
