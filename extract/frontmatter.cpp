// One pass over the lines makes entries (extract/frontmatter_entries.h); the value of an entry is read from
// its first line and the lines below. Nested lists and maps are read to a fixed depth, below it the text is
// kept as it stands.

#include "extract/frontmatter.h"

#include <algorithm>
#include <optional>
#include <span>
#include <unordered_set>
#include <utility>

#include "extract/frontmatter_entries.h"
#include "extract/frontmatter_scalars.h"
#include "extract/scan.h"
#include "text/yaml.h"

namespace agentops::extract {

namespace {

constexpr std::size_t deepest = 5;              // levels of lists and maps
constexpr std::size_t most_bytes = 256 * 1024;  // of frontmatter that are read

using EntryLines = std::span<const EntryLine>;

Value read_lines(EntryLines lines, std::size_t depth);

/// The lines of a text that runs on: joined by blanks, or by newlines where a blank line stands; lines that
/// leaked stay lines, with the blank ones among them.
std::string folded(std::string_view first, EntryLines rest, std::size_t indent) {
  std::string text(first);
  bool gap = false;
  for (const auto& line : rest) {
    if (line.text.empty()) {
      gap = !text.empty();
      continue;
    }
    const bool leaked = line.indent <= indent;
    if (!text.empty()) text += leaked && gap ? "\n\n" : leaked || gap ? "\n" : " ";
    text += line.text;
    gap = false;
  }
  return text;
}

/// `|`: lines as they stand, less the indent of the first.
std::string literal(EntryLines lines) {
  const auto first = std::ranges::find_if(lines, [](const auto& line) { return !line.text.empty(); });
  const auto indent = first == lines.end() ? 0 : first->indent;
  std::string text;
  for (const auto& line : lines) {
    text.append(line.text.empty() || line.indent < indent ? 0 : line.indent - indent, ' ');
    text += line.text;
    text += '\n';
  }
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

bool is_block_head(std::string_view rest) {
  if (rest.empty() || (rest.front() != '|' && rest.front() != '>')) return false;
  const auto behind = rest.find_first_not_of("+-0123456789", 1);
  return behind == std::string_view::npos || trim_left(rest.substr(behind)).starts_with("#");
}

/// `{a: b}` and JSON, which is YAML too; nothing for what only begins like it.
std::optional<Value> flow_map(const std::string& text) {
  auto map = text::read_yaml(text, "");
  return map && map->map() ? std::optional(std::move(*map)) : std::nullopt;
}

/// The value behind `key:`: `rest` is on the key's line, `below` are the lines of the entry after it.
Value entry_value(std::string_view rest, EntryLines below, std::size_t indent, std::size_t depth) {
  const bool alone = std::ranges::all_of(
      below, [](const auto& line) { return line.text.empty() || line.text.front() == '#'; });
  if (is_block_head(rest)) return rest.front() == '|' ? literal(below) : folded("", below, indent);
  if (rest.starts_with("> ") || rest.starts_with("| ")) return folded(trim(rest.substr(1)), below, indent);
  if (rest.starts_with("#")) rest = {};
  if (rest.empty()) return alone ? Value{} : read_lines(below, depth);
  if (!alone && std::string_view("[{\"'").find(rest.front()) == std::string_view::npos)
    return folded(rest, below, indent);

  const auto joined = alone ? std::string(rest) : folded(rest, below, indent);
  if (rest.front() == '[')
    if (auto items = flow_list(joined)) return std::move(*items);
  if (rest.front() == '{')
    if (auto map = flow_map(joined)) return std::move(*map);
  return scalar(joined);
}

Value read_list(EntryLines lines, std::size_t depth) {
  List items;
  const auto indent = lines.front().indent;
  const auto is_item = [&](const EntryLine& line) {
    return line.indent <= indent && line.text.starts_with('-');
  };
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i + 1;
    while (end < lines.size() && !is_item(lines[end])) ++end;
    auto head = lines[i];
    head.text = trim_left(head.text.substr(1));
    head.indent = lines[i].indent + (lines[i].text.size() - head.text.size());
    Value item;
    if (key_line(head.text)) {
      std::vector<EntryLine> own(lines.begin() + static_cast<std::ptrdiff_t>(i),
                                 lines.begin() + static_cast<std::ptrdiff_t>(end));
      own.front() = head;
      item = read_lines(own, depth + 1);
    } else {
      item = entry_value(head.text, lines.subspan(i + 1, end - i - 1), indent, depth + 1);
    }
    item.line = lines[i].number;
    items.push_back(std::move(item));
    i = end;
  }
  return items;
}

Value read_map(EntryLines lines, std::size_t depth) {
  Map map;
  const auto indent = lines.front().indent;
  const auto head_of = [&](const EntryLine& line) {
    return line.indent <= indent ? key_line(line.text) : std::nullopt;
  };
  for (std::size_t i = 0; i < lines.size();) {
    const auto head = head_of(lines[i]);
    std::size_t end = i + 1;
    while (end < lines.size() && !head_of(lines[end])) ++end;
    if (head) {
      auto value = entry_value(head->rest, lines.subspan(i + 1, end - i - 1), lines[i].indent, depth + 1);
      value.line = lines[i].number;
      map.emplace_back(head->key, std::move(value));
    }
    i = end;
  }
  return map;
}

/// Indented lines below a key: a list, a map, or text that runs on.
Value read_lines(EntryLines lines, std::size_t depth) {
  const auto is_content = [](const EntryLine& line) {
    return !line.text.empty() && line.text.front() != '#';
  };
  lines = lines.subspan(static_cast<std::size_t>(std::ranges::find_if(lines, is_content) - lines.begin()));
  if (lines.empty()) return {};
  if (depth >= deepest) return literal(lines);
  const auto& first = lines.front().text;
  if (first == "-" || first.starts_with("- ")) return read_list(lines, depth);
  if (key_line(first)) return read_map(lines, depth);
  return scalar(folded("", lines, 0));
}

}  // namespace

Value read_frontmatter(std::string_view inside, std::uint32_t line) {
  if (trim_left(inside).starts_with('{'))
    if (auto map = flow_map(std::string(inside.substr(0, most_bytes)))) return std::move(*map);
  const auto lines = entry_lines(inside.substr(0, most_bytes), line);
  Map map;
  std::unordered_set<std::string_view> keys;
  for (const auto& entry : split_entries(lines)) {
    if (!keys.insert(entry.head.key).second) continue;
    const auto below = EntryLines(lines).subspan(entry.begin + 1, entry.end - entry.begin - 1);
    auto value = entry_value(entry.head.rest, below, lines[entry.begin].indent, 0);
    value.line = lines[entry.begin].number;
    map.emplace_back(entry.head.key, std::move(value));
  }
  return map;
}

}  // namespace agentops::extract
