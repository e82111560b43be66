#include "actions/settings_edits.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "text/escape.h"
#include "text/json.h"

namespace agentops::actions {
namespace {

constexpr std::string_view key = "registries:";

/// With their line ends.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::string entry_of(const RegistrySetting& registry) {
  std::string entry = fmt::format("{{ name: {}, url: {}", registry.name, text::write_json(registry.url));
  if (registry.insecure) entry += ", insecure: true";
  for (const auto& [name, said] :
       {std::pair{"user", &registry.user}, {"token_server", &registry.token_server}})
    if (!said->empty()) entry += fmt::format(", {}: {}", name, text::write_json(*said));
  return entry + " }";
}

bool is_indented(std::string_view line) {
  return line.starts_with(' ') || line.starts_with('-') || line.starts_with('#');
}

/// The lines [first, last) of the block under the key; first is the key's own line.
std::pair<std::size_t, std::size_t> block(const std::vector<std::string>& lines) {
  const auto begin =
      std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with(key); });
  if (begin == lines.end()) return {lines.size(), lines.size()};
  auto end = std::find_if_not(begin + 1, lines.end(), is_indented);
  while (end != begin + 1 && (end - 1)->starts_with('#')) --end;  // a comment belongs to what follows
  return {static_cast<std::size_t>(begin - lines.begin()), static_cast<std::size_t>(end - lines.begin())};
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

/// Takes `{ name: NAME, ... }` out of a line of a list, or the whole line when it holds nothing else. False
/// when it does not stand there.
bool take_entry(std::string& line, std::string_view name) {
  const std::size_t said = line.find(fmt::format("name: {},", name));
  if (said == std::string::npos) return false;
  const std::size_t open = line.rfind('{', said);
  const std::size_t close = line.find('}', said);
  if (open == std::string::npos || close == std::string::npos) return false;
  if (line.find_first_not_of(" -") == open) {
    line.clear();
    return true;
  }
  const std::size_t next = line.find_first_not_of(" ,", close + 1);
  line.erase(open, (next == std::string::npos ? line.size() : next) - open);
  if (const std::size_t comma = line.rfind(", ]"); comma != std::string::npos) line.erase(comma, 2);
  return true;
}

/// `edited`, when it says what is `wanted` and nothing else.
Result<std::string> read_back(std::string edited, const Settings& wanted, std::string_view by_hand) {
  std::vector<Finding> findings;
  const auto read = parse_settings(edited, findings);
  if (read && *read == wanted) return edited;
  return fail({.kind = ErrorKind::Invalid,
               .code = "E-SETTINGS",
               .message = "the registries are written in a way that cannot be edited for you",
               .hint = std::string(by_hand),
               .where = {.path = std::string(settings_file)}});
}

}  // namespace

Result<std::string> with_registry(std::string_view yaml, const RegistrySetting& registry) {
  std::vector<Finding> findings;
  auto settings = parse_settings(yaml, findings);
  if (!settings) return fail(settings);
  auto lines = lines_of(yaml);
  if (!lines.empty() && !lines.back().ends_with('\n')) lines.back() += '\n';
  const auto [first, last] = block(lines);
  const std::string entry = entry_of(registry);
  const std::string as_block = fmt::format("  - {}\n", entry);
  if (first == lines.size()) {
    lines.push_back(fmt::format("{}\n{}", key, as_block));
  } else if (const std::size_t close = lines[first].find_last_of(']'); close != std::string::npos) {
    lines[first].insert(close, settings->registries.empty() ? entry : ", " + entry);
  } else {
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(last), as_block);
  }
  settings->registries.push_back(registry);
  return read_back(joined(lines), *settings,
                   fmt::format("add this to its list of registries: {}", text::for_terminal(entry)));
}

Result<std::string> without_registry(std::string_view yaml, std::string_view name) {
  std::vector<Finding> findings;
  auto settings = parse_settings(yaml, findings);
  if (!settings) return fail(settings);
  std::erase_if(settings->registries, [&](const RegistrySetting& registry) { return registry.name == name; });
  auto lines = lines_of(yaml);
  const auto [first, last] = block(lines);
  const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = lines.begin() + static_cast<std::ptrdiff_t>(last);
  if (settings->registries.empty()) {
    lines.erase(begin, end);
  } else {
    for (auto line = begin; line != end; ++line)
      if (take_entry(*line, name)) break;
  }
  return read_back(joined(lines), *settings,
                   fmt::format("take the registry {} out of its list", text::for_terminal(name)));
}

}  // namespace agentops::actions
