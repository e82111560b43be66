#include "package/settings.h"

#include <algorithm>

#include <fmt/format.h>

#include "package/layout.h"
#include "text/escape.h"
#include "text/yaml.h"

namespace agentops::package {
namespace {

constexpr std::string_view opening = "{{";
constexpr std::string_view closing = "}}";
constexpr std::string_view settings_prefix = "settings.";
constexpr std::size_t longest_key = 200;

/// A single value as it stands in a text; nothing for lists, maps and null.
std::optional<std::string> scalar_text(const Value& value) {
  if (const auto* text = value.text()) return *text;
  if (const auto* truth = value.truth()) return *truth ? "true" : "false";
  if (const auto* integer = value.integer()) return fmt::format("{}", *integer);
  if (const auto* real = value.real()) return fmt::format("{}", *real);
  return std::nullopt;
}

// The readers of YAML bound its depth, so walking a tree may call itself.
void collect(const Value& value, const std::string& key, SettingValues& values) {
  if (auto text = scalar_text(value)) values.insert_or_assign(key, std::move(*text));
  if (const Map* entries = value.map())
    for (const auto& [name, child] : *entries)
      collect(child, key.empty() ? name : fmt::format("{}.{}", key, name), values);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The value for what stands between braces; null when it is not ours to replace.
const std::string* value_for(std::string_view inside, const SettingValues& values) {
  inside = trimmed(inside);
  if (!inside.starts_with(settings_prefix)) return nullptr;
  const auto value = values.find(inside.substr(settings_prefix.size()));
  return value == values.end() ? nullptr : &value->second;
}

void write_value(std::string& yaml, const Value& value, unsigned indent);

/// A scalar, or an empty list or map, which have no block style.
std::string inline_text(const Value& value) {
  if (const auto* text = value.text()) return text::yaml_scalar(*text);
  if (const auto* list = value.list(); list != nullptr) return "[]";
  if (const auto* map = value.map(); map != nullptr) return "{}";
  if (const auto* real = value.real()) {
    // A real stays one: 2 would be read as an integer.
    std::string digits = fmt::format("{}", *real);
    if (digits.find_first_of(".e") == std::string::npos) digits += ".0";
    return digits;
  }
  return scalar_text(value).value_or("null");
}

bool has_block(const Value& value) {
  return (value.list() != nullptr && !value.list()->empty()) ||
         (value.map() != nullptr && !value.map()->empty());
}

void write_entry(std::string& yaml, std::string_view lead, const Value& value, unsigned indent) {
  yaml.append(indent, ' ');
  yaml += lead;
  if (!has_block(value)) {
    yaml += fmt::format(" {}\n", inline_text(value));
    return;
  }
  yaml += '\n';
  write_value(yaml, value, indent + 2);
}

void write_value(std::string& yaml, const Value& value, unsigned indent) {
  if (const Map* entries = value.map())
    for (const auto& [key, child] : *entries) write_entry(yaml, text::yaml_scalar(key) + ":", child, indent);
  if (const List* entries = value.list())
    for (const auto& child : *entries) write_entry(yaml, "-", child, indent);
}

}  // namespace

Result<Value> read_settings(const FileTree& files, const Manifest& manifest) {
  Map tree;
  std::map<std::string, std::string, std::less<>> defined_in;
  for (const auto& [name, path] : manifest.config) {
    const auto file = files.find(path);
    if (file == files.end()) continue;
    auto read = text::read_yaml(bytes_of(file->second), path);
    if (!read) return fail(read);
    if (read->is_null()) continue;
    const auto refuse = [&](std::uint32_t line, std::string why) {
      return fail({.kind = ErrorKind::Invalid,
                   .code = "E-CONFIG",
                   .message = fmt::format("{}: {}", text::for_terminal(path), why),
                   .hint = "the files under `config:` make one tree of settings",
                   .where = {.path = path, .line = line, .column = 1}});
    };
    if (read->map() == nullptr) return refuse(1, "it is no map of settings");
    for (const auto& [key, value] : *read->map()) {
      const auto [other, is_new] = defined_in.emplace(key, path);
      if (!is_new)
        return refuse(value.line, fmt::format("`{}` is defined in {} already", text::for_terminal(key),
                                              text::for_terminal(other->second)));
      tree.emplace_back(key, value);
    }
  }
  return Value(std::move(tree));
}

SettingValues single_values(const Value& tree) {
  SettingValues values;
  collect(tree, "", values);
  return values;
}

std::string render(std::string_view text, const SettingValues& values) {
  std::string rendered;
  rendered.reserve(text.size());
  while (!text.empty()) {
    const auto open = text.find(opening);
    if (open == std::string_view::npos) break;
    const auto inside = text.substr(open + opening.size(), longest_key);
    const auto close = inside.find(closing);
    const auto* value =
        close == std::string_view::npos ? nullptr : value_for(inside.substr(0, close), values);
    // A brace that is not ours may be followed by one that is: step over one character only.
    const auto end = value == nullptr ? open + 1 : open + opening.size() + close + closing.size();
    rendered += value == nullptr ? text.substr(0, end) : text.substr(0, open);
    if (value != nullptr) rendered += *value;
    text.remove_prefix(end);
  }
  return rendered.append(text);
}

std::string write_yaml(const Map& tree, unsigned indent) {
  std::string yaml;
  write_value(yaml, Value(tree), indent);
  return yaml;
}

}  // namespace agentops::package
