#include "package/asked_settings.h"

#include <algorithm>
#include <string>
#include <string_view>

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
  return std::ranges::find(item_folders, path.substr(0, path.find('/'))) != item_folders.end() &&
         text::is_rendered(path);
}

std::uint32_t line_of(std::string_view bytes, std::string_view key) {
  const auto at = std::min(bytes.find(fmt::format("settings.{}", key)), bytes.size());
  return static_cast<std::uint32_t>(std::ranges::count(bytes.substr(0, at), '\n')) + 1;
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
  const auto tree = read_settings(files, manifest);
  if (!tree)
    return {{.rule = std::string(rule_number),
             .severity = Severity::Error,
             .place = tree.error().where,
             .message = tree.error().message,
             .fix = tree.error().hint}};
  const text::SettingValues values = text::single_values(*tree);
  std::vector<std::string_view> declared;
  for (const auto& [key, value] : values) declared.emplace_back(key);
  std::vector<Finding> findings;
  for (const auto& [path, file] : files) {
    if (!is_item(path)) continue;
    for (const std::string& key : text::settings_asked_for(bytes_of(file)))
      if (!values.contains(key))
        findings.push_back(undeclared(path, line_of(bytes_of(file), key), key, declared));
  }
  return findings;
}

}  // namespace agentops::package
