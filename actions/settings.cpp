#include "actions/settings.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "check/check.h"
#include "text/escape.h"
#include "text/slug.h"
#include "text/yaml.h"

namespace agentops::actions {
namespace {

constexpr std::string_view registries_expected = "a list of { name: NAME, url: FOLDER or ADDRESS }";

Error wrong(const Value& value, std::string_view key, std::string_view expected) {
  return {.kind = ErrorKind::Invalid,
          .code = "E-SETTINGS",
          .message = fmt::format("{}: expected {}", key, expected),
          .hint = "agentops doctor prints every setting with its origin",
          .where = {.path = std::string(settings_file), .line = value.line}};
}

Error unknown(const Value& value, std::string_view key, std::string_view known) {
  Error error = wrong(value, key, "");
  error.message = fmt::format("{}: no such setting; known are {}", key, known);
  return error;
}

std::string without_slash(std::string folder) {
  while (folder.ends_with('/')) folder.pop_back();
  return folder;
}

Result<std::vector<std::string>> globs(const Value& value, std::string_view key) {
  std::vector<std::string> patterns;
  if (value.list() == nullptr) return fail(wrong(value, key, "a list of path patterns: [\"drafts/**\"]"));
  for (const Value& entry : *value.list()) {
    if (entry.text() == nullptr) return fail(wrong(entry, key, "text"));
    patterns.push_back(*entry.text());
  }
  return patterns;
}

Result<unsigned> whole_number(const Value& value, std::string_view key) {
  if (value.integer() == nullptr || *value.integer() < 1 || *value.integer() > 1'000'000)
    return fail(wrong(value, key, "a whole number from 1"));
  return static_cast<unsigned>(*value.integer());
}

Status read_patterns(const Value& value, Settings& settings) {
  if (value.map() == nullptr) return fail(wrong(value, "patterns", "min_uses and generic_from_domains"));
  for (const auto& [key, entry] : *value.map()) {
    const bool uses = key == "min_uses";
    if (!uses && key != "generic_from_domains")
      return fail(unknown(entry, "patterns." + text::for_terminal(key), "min_uses and generic_from_domains"));
    const Result<unsigned> number = whole_number(entry, "patterns." + key);
    if (!number) return fail(number);
    (uses ? settings.pattern_min_uses : settings.generic_from_domains) = *number;
  }
  return {};
}

Result<std::optional<Severity>> level(const Value& value, const std::string& key) {
  const std::string* said = value.text();
  const bool off = (said != nullptr && *said == "off") || (value.truth() != nullptr && !*value.truth());
  if (off) return std::optional<Severity>{};
  for (const auto& [name, severity] :
       {std::pair{"note", Severity::Note}, {"warning", Severity::Warning}, {"error", Severity::Error}})
    if (said != nullptr && *said == name) return severity;
  return fail(wrong(value, key, "off, note, warning or error"));
}

Status read_rules(const Value& value, Settings& settings) {
  if (value.map() == nullptr)
    return fail(wrong(value, "rules", "rules and their levels: { AO101: error, AO3: off }"));
  for (const auto& [id, said] : *value.map()) {
    const std::string key = "rules." + text::for_terminal(id);
    if (!check::begins_rules(id))
      return fail(wrong(said, key, "the id of a rule, or the beginning of some: agentops explain"));
    const auto read = level(said, key);
    if (!read) return fail(read);
    settings.rules[id] = *read;
  }
  return {};
}

Status read_token_budget(const Value& value, Settings& settings) {
  const Value* item = value.find("item");
  if (item == nullptr || value.map()->size() != 1)
    return fail(wrong(value, "token_budget", "{ item: 5000 }"));
  const Result<unsigned> number = whole_number(*item, "token_budget.item");
  if (!number) return fail(number);
  settings.token_budget = *number;
  return {};
}

/// `mirrors: [{ of: skills, at: skills-codex }]`
Status read_mirrors(const Value& value, Settings& settings) {
  if (value.list() == nullptr) return fail(wrong(value, "mirrors", "a list of { of: FOLDER, at: FOLDER }"));
  for (const Value& entry : *value.list()) {
    const Value* of = entry.find("of");
    const Value* at = entry.find("at");
    if (of == nullptr || at == nullptr || of->text() == nullptr || at->text() == nullptr)
      return fail(wrong(entry, "mirrors", "{ of: FOLDER, at: FOLDER }"));
    settings.mirrors.push_back({without_slash(*of->text()), without_slash(*at->text())});
  }
  return {};
}

/// Those of a registry that are text.
constexpr std::array registry_texts = {
    std::pair{std::string_view("name"), &RegistrySetting::name},
    std::pair{std::string_view("url"), &RegistrySetting::url},
    std::pair{std::string_view("user"), &RegistrySetting::user},
    std::pair{std::string_view("token_server"), &RegistrySetting::token_server}};

Result<RegistrySetting> read_registry(const Value& value) {
  RegistrySetting registry;
  if (value.map() == nullptr) return fail(wrong(value, "registries", registries_expected));
  for (const auto& [key, entry] : *value.map()) {
    const auto field = std::ranges::find(registry_texts, key, [](const auto& known) { return known.first; });
    if (field != registry_texts.end() && entry.text() != nullptr)
      registry.*field->second = *entry.text();
    else if (key == "insecure" && entry.truth() != nullptr)
      registry.insecure = *entry.truth();
    else
      return fail(unknown(entry, "registries." + text::for_terminal(key),
                          "name, url, insecure (true), user, token_server"));
  }
  if (registry.name.empty() || registry.url.empty())
    return fail(wrong(value, "registries", registries_expected));
  if (!text::is_package_name(registry.name))
    return fail(wrong(value, "registries", "names of lower-case letters, digits and dashes"));
  return registry;
}

/// `registries: [{ name: team, url: "file:///srv/agentops" }]`
Status read_registries(const Value& value, Settings& settings) {
  if (value.list() == nullptr) return fail(wrong(value, "registries", registries_expected));
  for (const Value& entry : *value.list()) {
    auto registry = read_registry(entry);
    if (!registry) return fail(registry);
    if (std::ranges::find(settings.registries, registry->name, &RegistrySetting::name) !=
        settings.registries.end())
      return fail(wrong(entry, "registries", "each name once"));
    settings.registries.push_back(*std::move(registry));
  }
  return {};
}

Result<unsigned> share(const Value& value, std::string_view key) {
  const double said = value.real() != nullptr      ? *value.real()
                      : value.integer() != nullptr ? static_cast<double>(*value.integer())
                                                   : 0;
  if (!(said > 0 && said <= 1)) return fail(wrong(value, key, "a share above 0, up to 1: 0.8"));
  return std::max(1U, static_cast<unsigned>(std::lround(said * 1000)));
}

/// `bands: { near: 0.80, variant: 0.50 }`
Status read_bands(const Value& value, Settings& settings) {
  if (value.map() == nullptr) return fail(wrong(value, "bands", "near and variant"));
  for (const auto& [key, entry] : *value.map()) {
    const bool is_near = key == "near";
    if (!is_near && key != "variant") return fail(wrong(value, "bands", "near and variant"));
    const Result<unsigned> band = share(entry, "bands." + key);
    if (!band) return fail(band);
    (is_near ? settings.near : settings.variant) = *band;
  }
  return {};
}

Finding unknown_setting(const std::string& key, const Value& value) {
  return {
      .rule = "AO113",
      .severity = Severity::Warning,
      .place = {.path = std::string(settings_file), .line = value.line},
      .message = fmt::format(
          "\"{}\" is no setting of this version; known are bands, exclude, include, mirrors, patterns, registries, rules, token_budget, vendored",
          text::for_terminal(key)),
      .fix = "remove the line"};
}

template <std::vector<std::string> Settings::* list>
Status read_globs(const Value& value, Settings& settings) {
  auto patterns = globs(value, "include, exclude and vendored");
  if (!patterns) return fail(patterns);
  settings.*list = *std::move(patterns);
  return {};
}

struct SettingReader {
  std::string_view key;
  Status (*read)(const Value&, Settings&);
};

constexpr std::array readers = {SettingReader{"bands", read_bands},
                                SettingReader{"exclude", read_globs<&Settings::exclude>},
                                SettingReader{"include", read_globs<&Settings::include>},
                                SettingReader{"mirrors", read_mirrors},
                                SettingReader{"patterns", read_patterns},
                                SettingReader{"registries", read_registries},
                                SettingReader{"rules", read_rules},
                                SettingReader{"token_budget", read_token_budget},
                                SettingReader{"vendored", read_globs<&Settings::vendored>}};

Result<Settings> settings_in(const Value& file, std::vector<Finding>& findings) {
  Settings settings;
  if (file.is_null()) return settings;
  if (file.map() == nullptr) return fail(wrong(file, "the file", "keys and values"));
  for (const auto& [key, value] : *file.map()) {
    const auto reader = std::ranges::find(readers, key, &SettingReader::key);
    if (reader == readers.end()) {
      findings.push_back(unknown_setting(key, value));
      continue;
    }
    if (const Status read = reader->read(value, settings); !read) return fail(read);
  }
  return settings;
}

}  // namespace

Result<Settings> parse_settings(std::string_view bytes, std::vector<Finding>& findings) {
  const auto value = text::read_yaml(bytes, settings_file);
  if (!value) return fail(value);
  return settings_in(*value, findings);
}

Result<Settings> read_settings(const disk::Folder& root, std::vector<Finding>& findings) {
  const std::string path(settings_file);
  if (!root.exists(path)) return Settings{};
  const auto bytes = root.read(path, settings_limit);
  if (!bytes) return fail(bytes);
  return parse_settings(*bytes, findings);
}

}  // namespace agentops::actions
