// Where the block begins and ends. Most files have `---` on the first line and again below; the others are
// looked at line by line for as long as their lines look like keys.

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "extract/frontmatter.h"
#include "extract/frontmatter_entries.h"
#include "extract/scan.h"
#include "extract/toml.h"
#include "text/json.h"

namespace agentops::extract {

namespace {

constexpr std::size_t most_json = 256 * 1024;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Fence {
  std::string_view mark;
  Notation notation;
};

constexpr std::array<Fence, 3> fences = {
    {{"---", Notation::Yaml}, {"+++", Notation::Toml}, {";;;", Notation::Json}}};

Span span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::size_t line_end(std::string_view text, std::size_t begin) {
  const auto newline = text.find('\n', begin);
  return newline == std::string_view::npos ? text.size() : newline + 1;
}

/// The line at `begin` without blanks behind it.
std::string_view line_at(std::string_view text, std::size_t begin) {
  return trim_right(text.substr(begin, line_end(text, begin) - begin));
}

/// True when text between two fences is frontmatter and not prose between two rules: it is blank, or a
/// key is near its top.
bool holds_keys(std::string_view inside, Notation notation) {
  if (notation == Notation::Toml) return !read_toml_entries(inside).empty();
  int lines = 0;
  for (std::size_t begin = 0; begin < inside.size() && lines < 10; begin = line_end(inside, begin)) {
    const auto line = trim_left(line_at(inside, begin));
    if (line.empty()) continue;
    ++lines;
    if (key_line(line)) return true;
    if (line.front() == '-' || line.front() == '{') return true;
  }
  return lines == 0;
}

/// Where a block without an end stops: at the first line that is neither key, indented, list item nor
/// comment.
std::size_t end_of_keys(std::string_view text, std::size_t begin) {
  while (begin < text.size()) {
    const auto line = line_at(text, begin);
    const bool belongs =
        !line.empty() && (is_blank(line.front()) || line.starts_with("- ") || key_line(line));
    if (!belongs) break;
    begin = line_end(text, begin);
  }
  return begin;
}

/// A block behind its opening fence, which ends at `inside`.
std::optional<Parts> fenced(std::string_view text, std::size_t start, std::size_t inside,
                            const Fence& fence) {
  for (auto begin = inside; begin < text.size(); begin = line_end(text, begin)) {
    if (line_at(text, begin) != fence.mark) continue;
    if (!holds_keys(text.substr(inside, begin - inside), fence.notation)) return std::nullopt;
    const auto end = line_end(text, begin);
    return Parts{.frontmatter = span(start, end),
                 .inside = span(inside, begin),
                 .body = span(end, text.size()),
                 .line = 2,
                 .notation = fence.notation};
  }
  const auto end = end_of_keys(text, inside);
  if (fence.notation != Notation::Yaml || end == inside || !key_line(line_at(text, inside)))
    return std::nullopt;
  return Parts{.frontmatter = span(start, end),
               .inside = span(inside, end),
               .body = span(end, text.size()),
               .line = 2,
               .missing = MissingFence::Last};
}

/// The known keys that `inside` gives at its top level, when it begins with two of them.
std::set<std::string_view> leading_keys(std::string_view inside) {
  const auto lines = entry_lines(inside, 1);
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto head = lines[i].indent == 0 ? key_line(lines[i].text) : std::nullopt;
    const bool known = head && is_known_key(head->key);
    if (known) keys.insert(head->key);
    if (!known && i < 2) return {};
  }
  return keys;
}

/// A block whose first line is a key: the opening fence, or both, were forgotten.
std::optional<Parts> unfenced(std::string_view text, std::size_t start) {
  if (const auto head = key_line(line_at(text, start)); !head || !is_known_key(head->key))
    return std::nullopt;
  const auto end = end_of_keys(text, start);
  const auto keys = leading_keys(text.substr(start, end - start));
  const bool closed = end < text.size() && line_at(text, end) == "---";
  const bool blank = end < text.size() && line_at(text, end).empty();
  const bool told = closed ? keys.contains("name") || keys.contains("description")
                           : keys.contains("name") && keys.contains("description") && blank;
  if (keys.size() < 2 || !told) return std::nullopt;
  const auto after = closed ? line_end(text, end) : end;
  return Parts{.frontmatter = span(start, after),
               .inside = span(start, end),
               .body = span(after, text.size()),
               .line = 1,
               .missing = closed ? MissingFence::First : MissingFence::Both};
}

/// Behind the object that begins at `start`, or nothing when its braces do not close.
std::optional<std::size_t> end_of_object(std::string_view text, std::size_t start) {
  int open = 0;
  bool quoted = false;
  for (auto i = start; i < std::min(text.size(), start + most_json); ++i) {
    const char c = text[i];
    if (quoted && c == '\\')
      ++i;
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && (c == '{' || c == '}')) {
      open += c == '{' ? 1 : -1;
      if (open == 0) return i + 1;
    }
  }
  return std::nullopt;
}

/// A JSON object at the top of a file, alone on its lines.
std::optional<Parts> object_at_top(std::string_view text, std::size_t start) {
  const auto close = end_of_object(text, start);
  if (!close || !trim(text.substr(*close, line_end(text, *close) - *close)).empty()) return std::nullopt;
  const auto value = text::read_json(text.substr(start, *close - start), "");
  if (!value || !value->map() || value->map()->empty()) return std::nullopt;
  const auto end = line_end(text, *close);
  return Parts{.frontmatter = span(start, end),
               .inside = span(start, *close),
               .body = span(end, text.size()),
               .line = 1,
               .notation = Notation::Json};
}

std::optional<Parts> block_at(std::string_view text, std::size_t start) {
  const auto first = line_at(text, start);
  const auto inside = line_end(text, start);
  for (const Fence& fence : fences)
    if (first == fence.mark) return inside == text.size() ? std::nullopt : fenced(text, start, inside, fence);
  return first.starts_with('{') ? object_at_top(text, start) : unfenced(text, start);
}

}  // namespace

Parts split_frontmatter(std::string_view text) {
  const std::size_t start = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  if (auto parts = block_at(text, start)) return *parts;
  return {.frontmatter = span(start, start), .inside = span(start, start), .body = span(start, text.size())};
}

Value read_meta(std::string_view text, const Parts& parts) {
  const auto inside = slice(text, parts.inside);
  if (parts.notation == Notation::Toml) return read_toml(inside);
  if (parts.notation == Notation::Yaml) return read_frontmatter(inside, parts.line);
  auto object = trim(inside).starts_with('{') ? std::string(inside) : "{" + std::string(inside) + "}";
  auto value = text::read_json(object, "");
  return value && value->map() ? std::move(*value) : Value(Map{});
}

}  // namespace agentops::extract
