#include "extract/frontmatter_entries.h"

#include <algorithm>
#include <array>
#include <set>

#include "extract/scan.h"

namespace agentops::extract {

namespace {

/// Sorted: the keys of formats that agentops knows.
constexpr std::array<std::string_view, 88> known_keys = {"agent",
                                                         "agents",
                                                         "allowed-tools",
                                                         "alwaysApply",
                                                         "applyTo",
                                                         "argument-hint",
                                                         "arguments",
                                                         "author",
                                                         "background",
                                                         "category",
                                                         "color",
                                                         "command",
                                                         "compatibility",
                                                         "context",
                                                         "created",
                                                         "date",
                                                         "description",
                                                         "disable-model-invocation",
                                                         "disallowed-tools",
                                                         "disallowedTools",
                                                         "disable",
                                                         "effort",
                                                         "engine",
                                                         "excludeAgent",
                                                         "fileMatchPattern",
                                                         "force-for-plugin",
                                                         "globs",
                                                         "handoffs",
                                                         "hooks",
                                                         "imports",
                                                         "inclusion",
                                                         "infer",
                                                         "initialPrompt",
                                                         "input",
                                                         "invokable",
                                                         "is_background",
                                                         "isolation",
                                                         "keep-coding-instructions",
                                                         "keywords",
                                                         "kind",
                                                         "license",
                                                         "mainAgent",
                                                         "maxIterations",
                                                         "maxTurns",
                                                         "mcp",
                                                         "mcp-servers",
                                                         "mcpServers",
                                                         "memory",
                                                         "metadata",
                                                         "mode",
                                                         "model",
                                                         "name",
                                                         "on",
                                                         "owner",
                                                         "paths",
                                                         "permission",
                                                         "permissionMode",
                                                         "permissions",
                                                         "prompt",
                                                         "providerId",
                                                         "readonly",
                                                         "reasoningEffort",
                                                         "regex",
                                                         "risk",
                                                         "root",
                                                         "safe-outputs",
                                                         "schema",
                                                         "severity-default",
                                                         "shell",
                                                         "skill",
                                                         "skills",
                                                         "source",
                                                         "subagent",
                                                         "subtask",
                                                         "tags",
                                                         "target",
                                                         "targets",
                                                         "temperature",
                                                         "title",
                                                         "tools",
                                                         "top_p",
                                                         "trigger",
                                                         "triggers",
                                                         "type",
                                                         "user-invocable",
                                                         "user-invokable",
                                                         "version",
                                                         "when_to_use"};

bool is_key_char(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.'; }

std::optional<KeyLine> quoted_key_line(std::string_view text) {
  const auto close = text.find(text.front(), 1);
  if (close == std::string_view::npos || text.substr(close + 1, 1) != ":") return std::nullopt;
  if (close + 2 < text.size() && !is_blank(text[close + 2])) return std::nullopt;
  return KeyLine{text.substr(1, close - 1), trim(text.substr(close + 2))};
}

/// A value that ends with its line unless text runs on below it.
bool is_plain(std::string_view rest) {
  return !rest.empty() && !std::string_view("|>[{\"'#&").contains(rest.front());
}

}  // namespace

bool is_known_key(std::string_view key) {
  static constexpr auto sorted = [] {
    auto keys = known_keys;
    std::ranges::sort(keys);
    return keys;
  }();
  return std::ranges::binary_search(sorted, key);
}

std::vector<EntryLine> entry_lines(std::string_view inside, std::uint32_t first_number) {
  std::vector<EntryLine> lines;
  for (std::size_t begin = 0; begin < inside.size();) {
    const auto newline = inside.find('\n', begin);
    const auto end = newline == std::string_view::npos ? inside.size() : newline + 1;
    const auto text = trim_right(inside.substr(begin, end - begin));
    const auto indent = std::min(text.find_first_not_of(" \t"), text.size());
    lines.push_back({.text = text.substr(indent),
                     .indent = indent,
                     .number = first_number + static_cast<std::uint32_t>(lines.size()),
                     .whole = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
    begin = end;
  }
  return lines;
}

std::optional<KeyLine> key_line(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text.front() == '"' || text.front() == '\'') return quoted_key_line(text);
  if (!is_alpha(text.front()) && text.front() != '_') return std::nullopt;
  const auto end = static_cast<std::size_t>(std::ranges::find_if_not(text, is_key_char) - text.begin());
  const auto colon = text.find_first_not_of(' ', end);
  if (colon == std::string_view::npos || text[colon] != ':') return std::nullopt;
  if (colon + 1 < text.size() && !is_blank(text[colon + 1])) return std::nullopt;
  return KeyLine{text.substr(0, end), trim(text.substr(colon + 1))};
}

bool has_anchors(const std::vector<EntryLine>& lines) {
  return std::ranges::any_of(lines, [](const EntryLine& line) {
    const auto head = key_line(line.text);
    return line.text.starts_with("- &") || (head && head->rest.starts_with('&'));
  });
}

std::vector<Entry> split_entries(const std::vector<EntryLine>& lines) {
  std::vector<Entry> entries;
  std::set<std::string_view> seen;
  bool leaking = false;
  std::size_t indent = 0;  // of the first key: some blocks are indented as a whole
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    if (line.text.empty() || line.text.front() == '#') continue;
    if (entries.empty()) indent = line.indent;
    const auto head = key_line(line.text);
    const bool slipped = head && line.indent > indent && entries.back().begin + 1 == i &&
                         is_plain(entries.back().head.rest) && is_known_key(head->key) &&
                         !seen.contains(head->key);
    if (line.indent > indent && !slipped) continue;
    if (head && (!leaking || (is_known_key(head->key) && !seen.contains(head->key)))) {
      if (!entries.empty()) entries.back().end = i;
      entries.push_back({.head = *head, .begin = i, .end = lines.size()});
      seen.insert(head->key);
      leaking = false;
    } else if (line.text != "-" && !line.text.starts_with("- ")) {
      leaking = true;
    }
  }
  return entries;
}

}  // namespace agentops::extract
