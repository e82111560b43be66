#include "package/frontmatter.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "text/diff.h"
#include "text/yaml_writer.h"

namespace agentops::package {
namespace {

constexpr std::string_view fence = "---";

std::string_view without_end(std::string_view line) {
  return line.substr(0, line.find_last_not_of("\r\n") + 1);
}

/// The line of the closing fence; 0 when there is no frontmatter.
std::size_t end_of_frontmatter(const std::vector<std::string_view>& lines) {
  if (lines.empty() || without_end(lines.front()) != fence) return 0;
  const auto end = std::find_if(lines.begin() + 1, lines.end(),
                                [](std::string_view line) { return without_end(line) == fence; });
  return end == lines.end() ? 0 : static_cast<std::size_t>(end - lines.begin());
}

/// A line that belongs to the key above it.
bool is_below(std::string_view line) {
  return line.starts_with(' ') || line.starts_with('\t') || line.starts_with("- ");
}

/// The lines [first, last) of a key; both are the number of lines when it is not there. An empty line belongs
/// to it when one below the key follows.
std::pair<std::size_t, std::size_t> place_of(const std::vector<std::string>& lines, std::string_view key) {
  const auto begin = std::ranges::find_if(lines, [&](std::string_view line) {
    return line.starts_with(key) && line.substr(key.size()).starts_with(':');
  });
  auto end = begin == lines.end() ? begin : begin + 1;
  for (auto line = end; line != lines.end() && (is_below(*line) || without_end(*line).empty()); ++line)
    if (is_below(*line)) end = line + 1;
  return {static_cast<std::size_t>(begin - lines.begin()), static_cast<std::size_t>(end - lines.begin())};
}

void set(std::vector<std::string>& lines, const std::string& key, const Value& value,
         std::string_view line_end) {
  const auto [first, last] = place_of(lines, key);
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(first),
              lines.begin() + static_cast<std::ptrdiff_t>(last));
  if (value.is_null()) return;
  const std::string written = text::write_yaml(Map{{key, value}});
  std::string entry;
  for (const std::string_view line : text::lines_of(written))
    entry += fmt::format("{}{}", without_end(line), line_end);
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(std::min(first, lines.size())), std::move(entry));
}

}  // namespace

std::string with_frontmatter(std::string_view text, const Map& fields) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (fields.empty()) return std::string(text);
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const auto lines = text::lines_of(text);
  const std::size_t end = end_of_frontmatter(lines);
  const std::string_view line_end = !lines.empty() && lines.front().ends_with("\r\n") ? "\r\n" : "\n";
  std::vector<std::string> entries;
  for (std::size_t i = 1; i < end; ++i) entries.emplace_back(lines[i]);
  for (const auto& [key, value] : fields) set(entries, key, value, line_end);

  std::string result = fmt::format("{}{}", fence, line_end);
  for (const std::string& entry : entries) result += entry;
  result += end == 0 ? fmt::format("{}{}", fence, line_end) : std::string(lines[end]);
  for (std::size_t i = end == 0 ? 0 : end + 1; i < lines.size(); ++i) result += lines[i];
  return result;
}

}  // namespace agentops::package
