#include "extract/frontmatter_writer.h"

#include <algorithm>
#include <set>

#include "text/characters.h"
#include "text/yaml.h"

namespace agentops::extract {

namespace {

/// What YAML takes as it stands: no controls, no marks of order, no separators of lines.
bool is_printable(std::string_view text, bool with_newlines) {
  bool printable = true;
  text::for_each_character(text, [&](const text::Character& c) {
    const bool separates = c.point == 0x2028 || c.point == 0x2029 || c.point == 0xFEFF;
    const bool stays = (with_newlines && c.point == '\n') || !text::is_control(c.point);
    printable = printable && c.is_valid() && stays && !separates;
  });
  return printable;
}

std::string in_quotes(std::string_view text, char quote) {
  std::string quoted(1, quote);
  for (const char c : text) {
    if (quote == '\'' && c == quote) quoted += c;
    if (quote == '"' && (c == quote || c == '\\')) quoted += '\\';
    quoted += c;
  }
  return quoted + quote;
}

/// Lines of text that a block can hold as they stand.
bool fits_a_block(std::string_view text) {
  if (!text.contains('\n') || text.ends_with('\n') || !is_printable(text, true)) return false;
  if (text.front() == ' ' || text.front() == '\n') return false;
  return !text.contains(" \n") && text.back() != ' ';
}

class Writer {
 public:
  explicit Writer(const YamlLayout& layout) : layout_(layout) {}

  void write(const Value& value, std::size_t indent) {
    if (const auto* text = value.text()) {
      write_text(*text, indent);
    } else if (const auto* truth = value.truth()) {
      text_ += *truth ? " true" : " false";
    } else if (const auto* integer = value.integer()) {
      text_ += " " + std::to_string(*integer);
    } else if (const auto* list = value.list()) {
      write_list(*list, indent);
    } else if (const auto* map = value.map()) {
      write_map(*map, indent + 2);
    }
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void open_line(std::size_t indent) {
    text_ += layout_.newline;
    text_.append(indent, ' ');
  }

  void write_text(std::string_view text, std::size_t indent) {
    if (!fits_a_block(text)) {
      text_ += " " + quoted_where_needed(text);
      return;
    }
    text_ += " |-";
    for (std::size_t begin = 0; begin <= text.size();) {
      const auto end = std::min(text.find('\n', begin), text.size());
      open_line(end == begin ? 0 : indent + 2);
      text_ += text.substr(begin, end - begin);
      begin = end + 1;
    }
  }

  void write_list(const List& list, std::size_t indent) {
    const bool scalars =
        std::ranges::none_of(list, [](const Value& item) { return item.list() || item.map(); });
    if (list.empty() || (layout_.flow && scalars)) return write_flow(list);
    for (const Value& item : list) {
      open_line(indent + 2);
      text_ += "-";
      if (const auto* map = item.map(); map && !map->empty())
        write_map(*map, indent + 4, true);
      else
        write(item, indent + 2);
    }
  }

  void write_flow(const List& list) {
    text_ += " [";
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0) text_ += ", ";
      if (const auto* text = list[i].text())
        text_ += text::yaml_scalar(*text);
      else
        text_ += list[i].truth() ? (*list[i].truth() ? "true" : "false") : "null";
    }
    text_ += ']';
  }

  /// A key given twice keeps its first value, as everywhere. `goes_on`: the first key stands behind a dash.
  void write_map(const Map& map, std::size_t indent, bool goes_on = false) {
    std::set<std::string_view> seen;
    if (map.empty()) text_ += " {}";
    for (const auto& [key, value] : map) {
      if (!seen.insert(key).second) continue;
      if (std::exchange(goes_on, false))
        text_ += ' ';
      else
        open_line(indent);
      text_ += text::yaml_scalar(key) + ":";
      write(value, indent);
    }
  }

  const YamlLayout& layout_;
  std::string text_;
};

}  // namespace

std::string quoted_where_needed(std::string_view text) {
  auto scalar = text::yaml_scalar(text);
  if (!scalar.starts_with('"') || !is_printable(text, false)) return scalar;
  const auto escapes = std::ranges::count(text, '"') + std::ranges::count(text, '\\');
  return in_quotes(text, escapes <= std::ranges::count(text, '\'') ? '"' : '\'');
}

std::string written_value(const Value& value, const YamlLayout& layout) {
  Writer writer(layout);
  writer.write(value, layout.indent);
  return writer.take();
}

}  // namespace agentops::extract
