#include "package/asked_settings.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "package/layout.h"
#include "package/settings.h"
#include "text/escape.h"
#include "text/placeholders.h"
#include "text/spelling.h"

namespace agentops::package {
namespace {

constexpr std::string_view rule_number = "AO512";

bool is_item(std::string_view path) {
  return is_item_folder(path.substr(0, path.find('/'))) && text::is_rendered(path);
}

/// The keys that `bytes` ask for and that have no value, with the lines in which they stand first.
std::vector<std::pair<std::uint32_t, std::string>> undeclared_keys(std::string_view bytes,
                                                                   const text::SettingValues& values) {
  std::map<std::size_t, std::string> by_place;
  for (const auto& [key, at] : text::settings_asked_for(bytes))
    if (!values.contains(key)) by_place.emplace(at, key);
  std::vector<std::pair<std::uint32_t, std::string>> keys;
  std::uint32_t line = 1;
  std::size_t counted = 0;
  for (auto& [at, key] : by_place) {
    line += static_cast<std::uint32_t>(std::ranges::count(bytes.substr(counted, at - counted), '\n'));
    counted = at;
    keys.emplace_back(line, std::move(key));
  }
  return keys;
}

/// The settings that are declared without a value, by their dotted keys. The readers of YAML bound the depth,
/// so walking a tree may call itself.
void collect_blanks(const Map& tree, const std::string& prefix, std::set<std::string, std::less<>>& blanks) {
  for (const auto& [name, value] : tree) {
    const std::string key = prefix + name;
    if (value.is_null()) blanks.insert(key);
    if (const Map* below = value.map()) collect_blanks(*below, key + ".", blanks);
  }
}

Finding without_value(const std::string& path, std::uint32_t line, const std::string& key) {
  return {.rule = std::string(rule_number),
          .severity = Severity::Warning,
          .place = {.path = path, .line = line, .column = 1},
          .message = fmt::format("{{{{ settings.{} }}}} has no value", text::for_terminal(key)),
          .fix = "give it one, or leave it to whoever installs the package"};
}

Finding undeclared(const std::string& path, std::uint32_t line, const std::string& key,
                   const std::vector<std::string_view>& declared) {
  const std::string near = text::closest_spelling(key, declared);
  return {.rule = std::string(rule_number),
          .severity = Severity::Warning,
          .place = {.path = path, .line = line, .column = 1},
          .message = fmt::format("{{{{ settings.{} }}}} is declared nowhere", text::for_terminal(key)),
          .fix = near.empty() ? "declare it in config/default-settings.yaml"
                              : fmt::format("did you mean {}?", text::for_terminal(near))};
}

}  // namespace

std::vector<Finding> check_settings(const FileTree& files, const Manifest& manifest) {
  const auto declared = read_settings(files, manifest);
  if (!declared)
    return {{.rule = std::string(rule_number),
             .severity = Severity::Error,
             .place = declared.error().where,
             .message = declared.error().message,
             .fix = declared.error().hint}};
  const text::SettingValues values = text::single_values(declared->tree);
  std::vector<std::string_view> keys;
  for (const auto& [key, value] : values) keys.emplace_back(key);
  std::set<std::string, std::less<>> blanks;
  collect_blanks(declared->tree, "", blanks);
  std::vector<Finding> findings;
  for (const auto& [path, file] : files) {
    if (!is_item(path)) continue;
    for (const auto& [line, key] : undeclared_keys(bytes_of(file), values))
      findings.push_back(blanks.contains(key) ? without_value(path, line, key)
                                              : undeclared(path, line, key, keys));
  }
  return findings;
}

}  // namespace agentops::package
