#include "actions/project.h"

#include <algorithm>
#include <cstdlib>
#include <thread>

#include <fmt/format.h>

#include "check/check.h"
#include "disk/place.h"
#include "disk/secret.h"
#include "disk/state_folder.h"
#include "text/escape.h"
#include "text/yaml.h"

namespace agentops::actions {
namespace {

constexpr std::string_view settings_file = "agentops.yaml";
constexpr std::size_t settings_limit = 256 * 1024;

Error wrong(const Value& value, std::string_view key, std::string_view expected) {
  return {.kind = ErrorKind::Invalid,
          .code = "E-SETTINGS",
          .message = fmt::format("{}: expected {}", key, expected),
          .hint = "agentops doctor prints every setting with its origin",
          .where = {.path = std::string(settings_file), .line = value.line}};
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
      return fail(wrong(entry, "patterns." + text::for_terminal(key), "no such key"));
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

Finding unknown_setting(const std::string& key, const Value& value) {
  return {
      .rule = "AO501",
      .severity = Severity::Warning,
      .place = {.path = std::string(settings_file), .line = value.line},
      .message = fmt::format(
          "\"{}\" is no setting of this version; known are include, exclude, patterns, rules, token_budget",
          text::for_terminal(key)),
      .fix = "remove the line"};
}

Result<Settings> read_settings(const Value& file, std::vector<Finding>& findings) {
  Settings settings;
  if (file.is_null()) return settings;
  if (file.map() == nullptr) return fail(wrong(file, "the file", "keys and values"));
  for (const auto& [key, value] : *file.map()) {
    if (key == "include" || key == "exclude") {
      auto patterns = globs(value, key);
      if (!patterns) return fail(patterns);
      (key == "include" ? settings.include : settings.exclude) = *std::move(patterns);
    } else if (key == "patterns" || key == "rules" || key == "token_budget") {
      const auto reader = key == "patterns" ? read_patterns : key == "rules" ? read_rules : read_token_budget;
      if (const Status read = reader(value, settings); !read) return fail(read);
    } else {
      findings.push_back(unknown_setting(key, value));
    }
  }
  return settings;
}

Result<Settings> load_settings(const disk::Folder& root, std::vector<Finding>& findings) {
  const std::string path(settings_file);
  if (!root.exists(path)) return Settings{};
  const auto bytes = root.read(path, settings_limit);
  if (!bytes) return fail(bytes);
  const auto value = text::read_yaml(*bytes, path);
  if (!value) return fail(value);
  return read_settings(*value, findings);
}

/// The user's secret, where the XDG base directories say that a program's state belongs.
Result<text::Secret> users_secret() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state != nullptr && *state == '/') return disk::kept_secret(std::string(state) + "/agentops");
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/' && disk::what_is(home) == disk::Found::Folder)
    return disk::kept_secret(std::string(home) + "/.local/state/agentops");
  return fail({.kind = ErrorKind::Unreadable,
               .code = "E-SECRET",
               .message = "neither XDG_STATE_HOME nor HOME names a folder",
               .hint = {},
               .where = {}});
}

unsigned cores() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace

Result<Project> Project::open(const ProjectOptions& options) {
  auto root = disk::Folder::open(options.root.string());
  if (!root) return fail(root);
  const std::filesystem::path state =
      options.state.empty() ? options.root / disk::state_folder_name : std::filesystem::path(options.state);
  const Result<text::Secret> users = users_secret();
  const Result<text::Secret> secret = users ? users : disk::fresh_secret();
  if (!secret) return fail(secret);
  state::Store store(state.string(), users ? std::optional(*users) : std::nullopt);
  Project project(*std::move(root), std::move(store), *secret);
  if (!users) project.unkept_ = users.error();
  project.state_folder_ = state;
  project.own_state_ = options.state.empty();
  project.threads_ = options.threads == 0 ? cores() : options.threads;
  project.progress_ = options.progress;
  auto settings = load_settings(project.root_, project.findings_);
  if (!settings) return fail(settings);
  project.settings_ = *std::move(settings);
  return project;
}

void Project::report(const Progress& progress) const {
  if (progress_) progress_(progress);
}

Status Project::prepare_state() const {
  return own_state_ ? disk::ensure_state_folder(root_) : disk::ensure_state_folder_at(state_folder_.string());
}

bool exists(const std::string& path) { return disk::what_is(path) != disk::Found::Nothing; }

}  // namespace agentops::actions
