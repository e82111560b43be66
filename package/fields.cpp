#include "package/fields.h"

#include <algorithm>

#include <fmt/format.h>

#include "package/layout.h"
#include "text/characters.h"
#include "text/escape.h"
#include "text/placeholders.h"

namespace agentops::package {
namespace {

constexpr std::size_t longest_text = 4096;

bool turns_direction(std::int32_t point) {
  return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069) || point == 0x200e ||
         point == 0x200f || point == 0x061c;
}

}  // namespace

std::string shown(std::string_view untrusted) {
  return fmt::format("`{}`", text::for_terminal(untrusted.substr(0, 100)));
}

void FieldReader::add(Severity severity, std::uint32_t line, std::string message, std::string fix,
                      std::string_view rule) {
  notes_.findings.push_back(
      {.rule = std::string(rule),
       .severity = severity,
       .place = {.path = std::string(path_), .line = line, .column = line == 0 ? 0U : 1U},
       .message = std::move(message),
       .fix = std::move(fix)});
}

void FieldReader::warn(std::uint32_t line, std::string message, std::string fix) {
  add(Severity::Warning, line, std::move(message), std::move(fix), "AO501");
}

void FieldReader::error(std::uint32_t line, std::string message, std::string fix, std::string_view rule,
                        std::string_view code) {
  if (notes_.refusal.empty()) notes_.refusal = code;
  add(Severity::Error, line, std::move(message), std::move(fix), rule);
}

std::uint32_t FieldReader::line_of(const std::string& name) const {
  const auto line = notes_.lines.find(name);
  return line == notes_.lines.end() ? 0 : line->second;
}

bool FieldReader::is_plain(std::string_view key, const std::string& text, std::uint32_t line,
                           std::string_view kept) {
  bool turns = false;
  bool hides = false;
  text::for_each_character(text, [&](const text::Character& character) {
    turns = turns || turns_direction(character.point);
    hides = hides || (text::is_control(character.point) && !kept.contains(character.bytes));
  });
  if (!turns && !hides && text::lines_for_terminal(text) == text) return true;
  error(line,
        fmt::format("`{}` holds {} characters: {}", key, turns ? "direction-turning" : "invisible or control",
                    shown(text)),
        "write it in visible characters", "AO701", turns ? "E-CONTENT-BIDI" : "E-CONTENT-HIDDEN");
  return false;
}

void FieldReader::read_text(std::string_view key, const Value& value, std::string& field) {
  if (value.is_null()) return;
  const auto* text = value.text();
  if (text == nullptr)
    return error(value.line, fmt::format("`{}` is not text", key),
                 fmt::format("write it in quotes: {}: \"...\"", key));
  if (text->size() > longest_text)
    return error(value.line, fmt::format("`{}` is longer than {} bytes", key, longest_text), "shorten it");
  if (is_plain(key, *text, value.line, "\n\t")) field = *text;
}

void FieldReader::for_each_entry(std::string_view key, const Value& value,
                                 const std::function<void(const Value& entry)>& visit) {
  if (value.is_null()) return;
  const auto* entries = value.list();
  if (entries == nullptr)
    return error(value.line, fmt::format("`{}` is not a list", key),
                 fmt::format("write {}: with `  - ...` lines below", key));
  for (const auto& entry : *entries) visit(entry);
}

std::optional<std::string> FieldReader::read_path(std::string_view key, const Value& entry,
                                                  std::set<std::string>& seen) {
  auto written = text::scalar_text(entry);
  if (!written) {
    const bool nested = entry.map() != nullptr;
    error(entry.line, fmt::format("`{}`: an entry is not a path", key), "write one path", "AO501",
          key == "config" && nested ? "E-CONFIG" : "E-MANIFEST");
    return std::nullopt;
  }
  if (const auto refusal = check_path(*written)) {
    error(entry.line, fmt::format("`{}`: {}: {}", key, shown(*written), refusal->why),
          "name a file of the package");
    return std::nullopt;
  }
  if (!seen.insert(*written).second) {
    warn(entry.line, fmt::format("`{}`: {} is listed twice", key, shown(*written)), "keep one");
    return std::nullopt;
  }
  note_line(*written, entry.line);
  return written;
}

void FieldReader::read_paths(std::string_view key, const Value& value, std::vector<std::string>& field) {
  std::set<std::string> seen;
  for_each_entry(key, value, [&](const Value& entry) {
    auto path = read_path(key, entry, seen);
    if (!path) return;
    if (!path->starts_with(fmt::format("{}/", key)))
      return error(entry.line, fmt::format("`{}`: {} is not in {}/", key, shown(*path), key),
                   fmt::format("move the file to {}/", key));
    field.push_back(*std::move(path));
  });
}

void FieldReader::read_named_paths(std::string_view key, const Value& value, NamedPaths& field) {
  if (value.is_null()) return;
  const auto* entries = value.map();
  if (entries == nullptr)
    return error(value.line, fmt::format("`{}` is not a map", key),
                 fmt::format("write it as `  name: {}/file`", key));
  std::set<std::string> seen;
  for (const auto& [name, entry] : *entries) {
    if (!is_plain(key, name, entry.line)) continue;
    if (auto path = read_path(key, entry, seen)) field.emplace_back(name, *std::move(path));
  }
}

}  // namespace agentops::package
