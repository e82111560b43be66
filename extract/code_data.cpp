// JSON and YAML say what they run and need under a few keys that configuration formats share: `command`,
// `run`, `script`, `env`.

#include <algorithm>
#include <string>

#include "extract/code_tree.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

bool runs_commands(std::string_view key) {
  return key == "command" || key == "run" || key == "script" || key == "cmd" || key == "commands" ||
         key == "before_script";
}
bool holds_variables(std::string_view key) { return key == "env" || key == "environment"; }

std::string_view unquoted(std::string_view text) {
  const bool quoted =
      text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

/// A JSON string's text as a shell sees it.
std::string json_text(std::string_view quoted) {
  std::string text;
  const auto inner = unquoted(quoted);
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '\\' && i + 1 < inner.size()) {
      ++i;
      text += inner[i] == 'n' ? '\n' : inner[i] == 't' ? '\t' : inner[i];
    } else {
      text += inner[i];
    }
  }
  return text;
}

/// The lines of a block scalar, or the text of a plain or quoted one.
std::string yaml_text(std::string_view value) {
  value = trim(value);
  if (!value.starts_with('|') && !value.starts_with('>')) return std::string(unquoted(value));
  const auto newline = value.find('\n');
  return newline == std::string_view::npos ? std::string{} : std::string(value.substr(newline + 1));
}

using Nodes = std::vector<SyntaxNode>;

/// Keys of the map directly below `value` that are variables.
void read_variables(const Nodes& nodes, std::size_t value, std::string_view pair_type, std::string_view code,
                    CodeFacts& facts) {
  for (std::size_t i = value; i < nodes[value].end_of_subtree; ++i)
    if (nodes[i].type == pair_type && i + 1 < nodes[i].end_of_subtree) {
      const auto key = unquoted(text_of(nodes[i + 1], code));
      if (is_variable_name(key)) facts.env.emplace(key);
    }
}

/// Calls visit(key, index of the value) for each pair of a map that has a value.
template <class Visit>
void for_each_pair(const Nodes& nodes, std::string_view pair_type, std::string_view code,
                   const Visit& visit) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].type != pair_type) continue;
    std::size_t key = 0;
    std::size_t value = 0;
    for_each_child(nodes, i, [&](const SyntaxNode& child, std::size_t index) {
      if (child.type == "comment") return;
      (key == 0 ? key : value) = index;
    });
    if (key != 0 && value != 0) visit(unquoted(text_of(nodes[key], code)), value);
  }
}

}  // namespace

void read_json_code(std::string_view code, CodeFacts& facts) {
  const bool telling = code.find("command") != std::string_view::npos ||
                       code.find("\"env") != std::string_view::npos ||
                       code.find("\"run\"") != std::string_view::npos;
  if (telling) {
    const auto nodes = parse_code(Language::Json, code);
    for_each_pair(nodes, "pair", code, [&](std::string_view key, std::size_t value) {
      if (runs_commands(key) && nodes[value].type == "string")
        read_shell(json_text(text_of(nodes[value], code)), facts);
      if (holds_variables(key) && nodes[value].type == "object")
        read_variables(nodes, value, "pair", code, facts);
    });
  }
  read_hosts(code, "\"$schema\"", facts);
}

void read_yaml_code(std::string_view code, CodeFacts& facts) {
  const bool telling =
      code.find("run:") != std::string_view::npos || code.find("script:") != std::string_view::npos ||
      code.find("env") != std::string_view::npos || code.find("command:") != std::string_view::npos ||
      code.find("cmd:") != std::string_view::npos;
  if (telling) {
    const auto nodes = parse_code(Language::Yaml, code);
    for_each_pair(nodes, "block_mapping_pair", code, [&](std::string_view key, std::size_t value) {
      const auto& node = nodes[value];
      const bool list = text_of(node, code).starts_with("- ");
      if (runs_commands(key) && !list && !text_of(node, code).starts_with('['))
        read_shell(yaml_text(text_of(node, code)), facts);
      if (runs_commands(key) && list)
        for (std::size_t i = value; i < node.end_of_subtree; ++i)
          if (nodes[i].type == "block_sequence_item")
            read_shell(yaml_text(text_of(nodes[i], code).substr(1)), facts);
      if (holds_variables(key)) read_variables(nodes, value, "block_mapping_pair", code, facts);
    });
  }
  read_hosts(code, "#", facts);
}

}  // namespace agentops::extract
