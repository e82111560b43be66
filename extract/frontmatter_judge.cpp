// Most blocks are plainly YAML: a few `key: plain words` lines. Those are accepted by a look at each line;
// only the rest is given to the strict parser, and only when that fails is the guilty entry looked for, by
// giving it each entry alone.

#include <algorithm>
#include <string>

#include "extract/frontmatter.h"
#include "extract/frontmatter_entries.h"
#include "extract/scan.h"
#include "text/escape.h"
#include "text/yaml.h"

namespace agentops::extract {

namespace {

constexpr std::size_t most_bytes = 256 * 1024;
constexpr std::size_t most_entries_tried = 64;

/// A plain scalar that any YAML parser reads as the same text.
bool is_plainly_yaml(std::string_view value) {
  if (value.empty()) return true;
  if (!is_alnum(value.front()) && value.front() != '/' && value.front() != '_') return false;
  if (value.ends_with(':')) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto c = static_cast<unsigned char>(value[i]);
    if (c < 0x20 || c >= 0x7F) return false;  // control characters and UTF-8 are the strict parser's to judge
    if (c == ':' && i + 1 < value.size() && is_blank(value[i + 1])) return false;
    if (c == '#' && i > 0 && is_blank(value[i - 1])) return false;
  }
  return true;
}

bool is_simple_quoted(std::string_view value) {
  return value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
         value.back() == value.front() && std::ranges::all_of(value.substr(1, value.size() - 2), [&](char c) {
           return c != value.front() && c != '\\' && c >= 0x20 && c < 0x7F;
         });
}

bool is_plain_block(const std::vector<EntryLine>& lines) {
  std::vector<std::string_view> keys;
  for (const auto& line : lines) {
    const auto head = key_line(line.text);
    if (!head || line.indent > 0) return false;
    if (!is_plainly_yaml(head->rest) && !is_simple_quoted(head->rest)) return false;
    keys.push_back(head->key);
  }
  std::ranges::sort(keys);
  return !keys.empty() && keys.size() < 100 && std::ranges::adjacent_find(keys) == keys.end();
}

Finding not_yaml(std::string_view path, std::uint32_t line) {
  return {.rule = "AO101",
          .severity = Severity::Warning,
          .place = {.path = std::string(path), .line = line},
          .message = "frontmatter is not YAML; other tools drop this file",
          .fix = {}};
}

/// One line that says the same and is YAML, or "" when the value is no text.
std::string mended(const Value& entry) {
  const auto& [key, value] = entry.map()->front();
  const auto* words = value.text();
  return words ? text::for_terminal(key + ": " + text::yaml_scalar(*words)) : std::string{};
}

/// AO101 at the first entry that is not YAML by itself, else at `line`.
Finding guilty_entry(std::string_view inside, const std::vector<EntryLine>& lines, std::string_view path,
                     std::uint32_t line) {
  const auto entries = split_entries(lines);
  for (std::size_t i = 0; i < std::min(entries.size(), most_entries_tried); ++i) {
    const auto& entry = entries[i];
    const auto alone = inside.substr(lines[entry.begin].whole.begin,
                                     lines[entry.end - 1].whole.end - lines[entry.begin].whole.begin);
    const auto parsed = text::read_yaml(alone, path);
    if (parsed && parsed->map()) continue;
    const auto meant = read_frontmatter(alone, lines[entry.begin].number);
    auto finding = not_yaml(path, lines[entry.begin].number);
    if (meant.map() && !meant.map()->empty()) finding.fix = mended(meant);
    return finding;
  }
  return not_yaml(path, line);
}

}  // namespace

std::vector<Finding> judge_frontmatter(std::string_view text, const Parts& parts, std::string_view path) {
  std::vector<Finding> findings;
  if (parts.frontmatter.empty()) return findings;
  if (!parts.terminated)
    findings.push_back({.rule = "AO102",
                        .severity = Severity::Warning,
                        .place = {.path = std::string(path), .line = 1},
                        .message = "frontmatter has no closing ---; other tools drop this file",
                        .fix = "---"});

  const auto inside = slice(text, parts.inside);
  if (inside.size() > most_bytes) {
    findings.push_back(not_yaml(path, parts.line));
    findings.back().message = "frontmatter is over 256 KiB; only its beginning was read";
    return findings;
  }
  const auto lines = entry_lines(inside, parts.line);
  if (trim(inside).empty() || is_plain_block(lines)) return findings;
  const auto parsed = text::read_yaml(inside, path);
  if (!parsed && parsed.error().code == "E-YAML-SYNTAX")
    findings.push_back(
        guilty_entry(inside, lines, path, parts.line + std::max(parsed.error().where.line, 1U) - 1));
  else if (parsed && !parsed->map() && !parsed->is_null())
    findings.push_back(not_yaml(path, parts.line));
  return findings;
}

}  // namespace agentops::extract
