#include "text/yaml_writer.h"

#include <fmt/format.h>

#include "text/placeholders.h"
#include "text/yaml_scalar.h"

namespace agentops::text {
namespace {

void write_value(std::string& yaml, const Value& value, unsigned indent);

/// A scalar, or an empty list or map, which have no block style.
std::string inline_text(const Value& value) {
  if (const auto* text = value.text()) return yaml_scalar(*text);
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
    for (const auto& [key, child] : *entries) write_entry(yaml, yaml_scalar(key) + ":", child, indent);
  if (const List* entries = value.list())
    for (const auto& child : *entries) write_entry(yaml, "-", child, indent);
}

}  // namespace

std::string write_yaml(const Map& tree, unsigned indent) {
  std::string yaml;
  write_value(yaml, Value(tree), indent);
  return yaml;
}

}  // namespace agentops::text
