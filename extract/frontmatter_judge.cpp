// Most blocks are plainly YAML: a few `key: plain words` lines. Those are accepted by a look at each line;
// only the rest is given to the strict parser, and only when that fails is it asked what would mend the
// block.

#include <algorithm>
#include <string>

#include "extract/frontmatter.h"
#include "extract/frontmatter_entries.h"
#include "extract/frontmatter_mend.h"
#include "extract/frontmatter_writer.h"
#include "extract/scan.h"
#include "text/characters.h"
#include "text/escape.h"
#include "text/yaml.h"

namespace agentops::extract {

namespace {

constexpr std::size_t most_bytes = 256 * 1024;

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

Finding finding(std::string_view rule, std::string_view path, Place at, std::string message) {
  at.path = std::string(path);
  return {.rule = std::string(rule),
          .severity = Severity::Warning,
          .place = std::move(at),
          .message = std::move(message),
          .fix = {}};
}

/// What is judged, and where its bytes stand in the file.
struct Block {
  std::string_view text;  ///< the whole file
  const Parts& parts;
  std::string_view path;

  [[nodiscard]] std::string_view inside() const { return slice(text, parts.inside); }

  /// From the beginning of its line, from 1, as models/source.h counts columns.
  [[nodiscard]] std::uint32_t column(std::uint32_t at) const {
    const auto before = text.substr(0, at);
    return text::utf16_units(before.substr(before.find_last_of('\n') + 1)) + 1;  // npos + 1 == 0
  }
};

std::string_view newline_of(std::string_view text) {
  const auto newline = text.find('\n');
  return newline != std::string_view::npos && newline > 0 && text[newline - 1] == '\r' ? "\r\n" : "\n";
}

/// What strict parsers refuse. Some of it (anchors, tags, a key given twice) others read, each in its own
/// way.
std::string refusal(const Error& error, const std::vector<EntryLine>& lines) {
  const bool is_syntax =
      error.code == "E-YAML-SYNTAX" || (error.message.starts_with("aliases") && !has_anchors(lines));
  return is_syntax ? "frontmatter is not YAML; other tools drop this file"
                   : "other tools may read this frontmatter in another way: " + error.message;
}

Finding not_yaml(const Block& block, const std::vector<EntryLine>& lines, std::uint32_t line,
                 std::string message) {
  auto told = finding("AO101", block.path, {.path = {}, .line = line, .column = 1}, std::move(message));
  const auto mending = mend(block.inside(), lines, read_frontmatter(block.inside(), block.parts.line));
  if (!mending) return told;
  const auto shift = block.parts.inside.begin;
  told.place.line = lines[mending->line].number;
  told.place.column = block.column(shift + mending->value.begin);
  told.width = text::utf16_units(slice(block.inside(), mending->value));
  told.fix = mending->fix;
  told.edits = mending->edits;
  for (Edit& edit : told.edits) edit.span = {edit.span.begin + shift, edit.span.end + shift};
  return told;
}

/// TOML and JSON, as site generators have them: the same values as YAML, between the fences that all tools
/// know.
Finding other_notation(const Block& block) {
  const bool toml = block.parts.notation == Notation::Toml;
  auto told = finding("AO101", block.path,
                      {.path = {}, .line = 1, .column = block.column(block.parts.frontmatter.begin)},
                      toml ? "frontmatter is TOML; other tools read only YAML"
                           : "frontmatter is JSON; other tools read only YAML");
  told.width = static_cast<std::uint32_t>(
      trim_right(block.text.substr(block.parts.frontmatter.begin).substr(0, block.text.find('\n'))).size());
  const auto newline = newline_of(block.text);
  const auto meant = read_meta(block.text, block.parts);
  if (!meant.map() || meant.map()->empty()) return told;
  std::string yaml;
  for (const auto& [key, value] : *meant.map()) {
    yaml +=
        text::yaml_scalar(key) + ":" + written_value(value, {.indent = 0, .newline = newline, .flow = true});
    yaml += newline;
  }
  const auto read = text::read_yaml(yaml, "");
  if (!read || !is_same(*read, meant) || !is_same(meant, read_frontmatter(yaml))) return told;
  told.fix = "---";
  told.edits = {{.span = block.parts.frontmatter,
                 .text = std::string("---").append(newline).append(yaml).append("---").append(newline)}};
  return told;
}

Finding not_fenced(const Block& block) {
  const Parts& parts = block.parts;
  const bool no_begin = parts.missing == MissingFence::First || parts.missing == MissingFence::Both;
  const bool no_end = parts.missing == MissingFence::Last || parts.missing == MissingFence::Both;
  auto told =
      finding("AO102", block.path, {.path = {}, .line = 1, .column = block.column(parts.frontmatter.begin)},
              no_begin && no_end ? "frontmatter has no --- around it; other tools take it for text"
              : no_begin         ? "frontmatter has no opening ---; other tools take it for text"
                                 : "frontmatter has no closing ---; other tools drop this file");
  told.fix = "---";
  told.width = no_begin ? 0 : 3;
  const std::string fence = "---" + std::string(newline_of(block.text));
  const bool open_line = !block.inside().empty() && !block.inside().ends_with('\n');
  if (no_begin) told.edits.push_back({.span = {parts.inside.begin, parts.inside.begin}, .text = fence});
  if (no_end)
    told.edits.push_back(
        {.span = {parts.inside.end, parts.inside.end}, .text = (open_line ? "\n" : "") + fence});
  return told;
}

}  // namespace

std::vector<Finding> judge_frontmatter(std::string_view text, const Parts& parts, std::string_view path) {
  std::vector<Finding> findings;
  if (parts.frontmatter.empty()) return findings;
  const Block block{.text = text, .parts = parts, .path = path};
  if (parts.notation != Notation::Yaml) return {other_notation(block)};
  if (parts.missing != MissingFence::None) findings.push_back(not_fenced(block));

  const auto inside = block.inside();
  if (inside.size() > most_bytes) {
    findings.push_back(finding("AO101", path, {.path = {}, .line = parts.line, .column = 1},
                               "frontmatter is over 256 KiB; only its beginning was read"));
    return findings;
  }
  const auto lines = entry_lines(inside, parts.line);
  if (trim(inside).empty() || is_plain_block(lines)) return findings;
  const auto parsed = text::read_yaml(inside, path);
  if (!parsed && parsed.error().code != "E-ENCODING")
    findings.push_back(not_yaml(block, lines, parts.line + std::max(parsed.error().where.line, 1U) - 1,
                                refusal(parsed.error(), lines)));
  else if (parsed && !parsed->map() && !parsed->is_null())
    findings.push_back(not_yaml(block, lines, parts.line,
                                "frontmatter is not `key: value` lines; other tools drop this file"));
  return findings;
}

}  // namespace agentops::extract
