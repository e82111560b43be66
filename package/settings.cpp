#include "package/settings.h"

#include <algorithm>

#include <fmt/format.h>

#include "package/layout.h"
#include "text/escape.h"
#include "text/placeholders.h"
#include "text/yaml.h"

namespace agentops::package {
namespace {

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
  return text::scalar_text(value).value_or("null");
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

std::string write_yaml(const Map& tree, unsigned indent) {
  std::string yaml;
  write_value(yaml, Value(tree), indent);
  return yaml;
}

}  // namespace agentops::package
