// The text is edited by lines: a key owns its line and what is indented below it. The same edit is made to
// the tree that the text means, and the edited text has to mean the edited tree.

#include "text/yaml_edit.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "text/diff.h"
#include "text/escape.h"
#include "text/yaml.h"
#include "text/yaml_writer.h"

namespace agentops::text {
namespace {

using Lines = std::vector<std::string>;

/// Lines [first, last) of a key with all that is below it; `indent` is where the key stands.
struct Block {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t indent = 0;
};

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

bool says_nothing(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos || line[first] == '#';
}

/// What follows `key:` on its line, without spaces and comment; nothing when the line is not of that key.
std::optional<std::string_view> after_key(std::string_view line, std::string_view key) {
  line.remove_prefix(indent_of(line));
  const std::string written = yaml_scalar(key);
  if (!line.starts_with(written) || !line.substr(written.size()).starts_with(':')) return std::nullopt;
  line.remove_prefix(written.size() + 1);
  if (!says_nothing(line.substr(0, 1)) && !line.starts_with(' ')) return std::nullopt;
  const auto begin = std::min(line.find_first_not_of(' '), line.size());
  line.remove_prefix(begin);
  if (says_nothing(line)) return std::string_view();
  return line.substr(0, line.find_last_not_of(" \r\n") + 1);
}

/// The end of what is below line `first`: comments and empty lines at the end belong to what follows.
std::size_t end_of(const Lines& lines, std::size_t first, std::size_t last, std::size_t indent) {
  std::size_t end = first + 1;
  for (std::size_t i = first + 1; i < last; ++i) {
    if (says_nothing(lines[i])) continue;
    const bool is_entry = indent_of(lines[i]) == indent && lines[i].substr(indent).starts_with("- ");
    if (indent_of(lines[i]) <= indent && !is_entry) break;
    end = i + 1;
  }
  return end;
}

/// The key among those whose lines begin at `indent` in [first, last).
std::optional<Block> find_key(const Lines& lines, std::size_t first, std::size_t last, std::size_t indent,
                              std::string_view key) {
  for (std::size_t i = first; i < last; ++i)
    if (!says_nothing(lines[i]) && indent_of(lines[i]) == indent && after_key(lines[i], key))
      return Block{.first = i, .last = end_of(lines, i, last, indent), .indent = indent};
  return std::nullopt;
}

/// Where the keys below a block begin.
std::size_t indent_below(const Lines& lines, const Block& block) {
  for (std::size_t i = block.first + 1; i < block.last; ++i)
    if (!says_nothing(lines[i])) return indent_of(lines[i]);
  return block.indent + 2;
}

/// The blocks of `path` as far as there are any, outermost first.
std::vector<Block> find_path(const Lines& lines, const KeyPath& path) {
  std::vector<Block> blocks;
  std::size_t first = 0;
  std::size_t last = lines.size();
  std::size_t indent = 0;
  for (const std::string& key : path) {
    const auto block = find_key(lines, first, last, indent, key);
    if (!block) break;
    blocks.push_back(*block);
    first = block->first + 1;
    last = block->last;
    indent = indent_below(lines, *block);
  }
  return blocks;
}

Lines lines_to_edit(std::string_view yaml) {
  Lines lines;
  for (const std::string_view line : lines_of(yaml)) lines.emplace_back(line);
  if (!lines.empty() && !lines.back().ends_with('\n')) lines.back() += '\n';
  return lines;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

void erase(Lines& lines, std::size_t first, std::size_t last) {
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(first),
              lines.begin() + static_cast<std::ptrdiff_t>(last));
}

void insert(Lines& lines, std::size_t at, std::string text) {
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), std::move(text));
}

/// `value` below the keys of `path` from the one at `from` on.
Value nested(const KeyPath& path, std::size_t from, Value value) {
  for (std::size_t i = path.size(); i > from; --i) value = Map{{path[i - 1], std::move(value)}};
  return value;
}

void put_text(Lines& lines, const KeyPath& path, const Value& value) {
  const auto blocks = find_path(lines, path);
  if (blocks.size() == path.size()) {
    const Block& block = blocks.back();
    const std::string comment = [&] {
      const auto mark = lines[block.first].find(" #");
      const bool single = block.last == block.first + 1 && mark != std::string::npos;
      return single ? lines[block.first].substr(lines[block.first].find_last_not_of(' ', mark) + 1)
                    : std::string("\n");
    }();
    std::string entry = write_yaml(Map{{path.back(), value}}, static_cast<unsigned>(block.indent));
    if (std::ranges::count(entry, '\n') == 1) entry.replace(entry.size() - 1, 1, comment);
    erase(lines, block.first, block.last);
    insert(lines, block.first, std::move(entry));
    return;
  }
  const bool at_top = blocks.empty();
  const std::size_t indent = at_top ? 0 : indent_below(lines, blocks.back());
  const Value below = nested(path, blocks.size(), value);
  insert(lines, at_top ? lines.size() : blocks.back().last,
         write_yaml(*below.map(), static_cast<unsigned>(indent)));
}

/// Takes out the key at the end of `path`, and each above it that has nothing else.
void take_text(Lines& lines, const KeyPath& path) {
  const auto blocks = find_path(lines, path);
  if (blocks.size() != path.size()) return;
  Block goes = blocks.back();
  for (std::size_t i = blocks.size() - 1; i-- > 0;) {
    const Block& above = blocks[i];
    bool alone = true;
    for (std::size_t line = above.first + 1; line < above.last; ++line)
      alone = alone && ((line >= goes.first && line < goes.last) || says_nothing(lines[line]));
    if (!alone) break;
    goes = above;
  }
  erase(lines, goes.first, goes.last);
}

Value* find_in(Value& tree, std::span<const std::string> path) {
  Value* at = &tree;
  for (const std::string& key : path) {
    Map* map = std::get_if<Map>(&at->data);
    if (map == nullptr) return nullptr;
    const auto entry = std::ranges::find(*map, key, &Map::value_type::first);
    if (entry == map->end()) return nullptr;
    at = &entry->second;
  }
  return at;
}

void put_value(Value& tree, std::span<const std::string> path, const Value& value) {
  if (path.empty()) {
    tree = value;
    return;
  }
  if (tree.map() == nullptr) tree = Map{};
  Map& map = std::get<Map>(tree.data);
  auto entry = std::ranges::find(map, path.front(), &Map::value_type::first);
  if (entry == map.end()) entry = map.emplace(map.end(), path.front(), Value{});
  put_value(entry->second, path.subspan(1), value);
}

void take_value(Value& tree, std::span<const std::string> path) {
  Value* above = find_in(tree, path.first(path.size() - 1));
  if (above == nullptr || above->map() == nullptr) return;
  std::erase_if(std::get<Map>(above->data), [&](const auto& entry) { return entry.first == path.back(); });
  if (path.size() > 1 && above->map()->empty()) take_value(tree, path.first(path.size() - 1));
}

Error other_layout(std::string_view by_hand) {
  return {.kind = ErrorKind::Invalid,
          .code = "E-YAML-LAYOUT",
          .message = "it is laid out in a way that cannot be edited for you",
          .hint = fmt::format("write it by hand: {}", for_terminal(by_hand)),
          .where = {}};
}

/// `edited` when it means `wanted`, where an empty map is as good as none.
Result<std::string> read_back(std::string edited, const Value& wanted, const KeyPath& path) {
  const auto read = read_yaml(edited, "");
  const bool nothing = wanted.is_null() || (wanted.map() != nullptr && wanted.map()->empty());
  if (read && (*read == wanted || (nothing && read->is_null()))) return edited;
  return fail(other_layout(fmt::format("{}", path.empty() ? std::string() : path.back())));
}

template <class EditText, class EditTree>
Result<std::string> edited(std::string_view yaml, const KeyPath& path, const EditText& edit_text,
                           const EditTree& edit_tree) {
  auto tree = read_yaml(yaml, "");
  if (!tree) return fail(tree);
  Lines lines = lines_to_edit(yaml);
  edit_text(lines);
  edit_tree(*tree);
  return read_back(joined(lines), *tree, path);
}

/// The line of `entry` among those of the list below `block`.
std::size_t line_of_entry(const Lines& lines, const Block& block, std::string_view entry) {
  const std::string written = fmt::format("- {}", yaml_scalar(entry));
  for (std::size_t i = block.first + 1; i < block.last; ++i) {
    const std::string_view line = std::string_view(lines[i]).substr(indent_of(lines[i]));
    if (line.starts_with(written) && says_nothing(line.substr(written.size()))) return i;
  }
  return block.last;
}

void add_entry_text(Lines& lines, const KeyPath& path, const List& now, std::string_view entry) {
  const auto blocks = find_path(lines, path);
  if (now.empty() || blocks.size() != path.size()) return put_text(lines, path, List{Value(entry)});
  const Block& block = blocks.back();
  const auto flow = after_key(lines[block.first], path.back());
  if (const auto close = lines[block.first].rfind(']');
      flow && flow->starts_with('[') && close != std::string::npos) {
    lines[block.first].insert(close, fmt::format(", {}", yaml_scalar(entry)));
    return;
  }
  insert(lines, block.last, fmt::format("{:{}}- {}\n", "", indent_below(lines, block), yaml_scalar(entry)));
}

void take_entry_text(Lines& lines, const KeyPath& path, std::string_view entry) {
  const auto blocks = find_path(lines, path);
  if (blocks.size() != path.size()) return;
  const Block& block = blocks.back();
  if (const std::size_t at = line_of_entry(lines, block, entry); at != block.last)
    return erase(lines, at, at + 1);
  const std::string in_row = fmt::format(", {}", yaml_scalar(entry));
  if (const auto at = lines[block.first].rfind(in_row); at != std::string::npos)
    lines[block.first].erase(at, in_row.size());
}

}  // namespace

Result<std::string> with_value(std::string_view yaml, const KeyPath& path, const Value& value) {
  return edited(
      yaml, path, [&](Lines& lines) { put_text(lines, path, value); },
      [&](Value& tree) { put_value(tree, path, value); });
}

Result<std::string> without_value(std::string_view yaml, const KeyPath& path) {
  auto tree = read_yaml(yaml, "");
  if (!tree) return fail(tree);
  if (find_in(*tree, path) == nullptr) return std::string(yaml);
  return edited(
      yaml, path, [&](Lines& lines) { take_text(lines, path); },
      [&](Value& whole) { take_value(whole, path); });
}

Result<std::string> with_entry(std::string_view yaml, const KeyPath& path, std::string_view entry) {
  auto tree = read_yaml(yaml, "");
  if (!tree) return fail(tree);
  const Value* there = find_in(*tree, path);
  List list = there == nullptr || there->list() == nullptr ? List{} : *there->list();
  if (std::ranges::find(list, Value(entry)) != list.end()) return std::string(yaml);
  const List now = list;
  list.emplace_back(entry);
  return edited(
      yaml, path, [&](Lines& lines) { add_entry_text(lines, path, now, entry); },
      [&](Value& whole) { put_value(whole, path, list); });
}

Result<std::string> without_entry(std::string_view yaml, const KeyPath& path, std::string_view entry) {
  auto tree = read_yaml(yaml, "");
  if (!tree) return fail(tree);
  const Value* there = find_in(*tree, path);
  List list = there == nullptr || there->list() == nullptr ? List{} : *there->list();
  if (std::erase(list, Value(entry)) == 0) return std::string(yaml);
  if (list.empty()) return without_value(yaml, path);
  return edited(
      yaml, path, [&](Lines& lines) { take_entry_text(lines, path, entry); },
      [&](Value& whole) { put_value(whole, path, list); });
}

}  // namespace agentops::text
