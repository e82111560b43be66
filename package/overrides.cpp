#include "package/overrides.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "package/fields.h"
#include "package/layout.h"
#include "package/validations.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/placeholders.h"
#include "text/spelling.h"
#include "text/yaml.h"
#include "text/yaml_writer.h"

namespace agentops::package {
namespace {

constexpr std::string_view settings_key = "config";
constexpr std::string_view disabled_key = "disabled";
constexpr std::string_view patch_key = "patch";

std::string suggestion(std::string_view word, const std::vector<std::string_view>& known) {
  const auto near = text::closest_spelling(word, known);
  return near.empty() ? fmt::format("one of {}", fmt::join(known, ", "))
                      : fmt::format("did you mean `{}`?", near);
}

/// Reads the keys from the top; the first thing that is wrong is the answer.
class OverridesReader {
 public:
  explicit OverridesReader(std::string_view path) : fields_(path) {}

  Result<Overrides> read(const Map& entries) {
    for (const auto& [key, value] : entries) read_top(key, value);
    const FieldNotes notes = fields_.take();
    if (notes.refusal.empty()) return std::move(overrides_);
    const auto first = std::ranges::find(notes.findings, Severity::Error, &Finding::severity);
    return fail({.kind = ErrorKind::Unsafe,
                 .code = "E-CONFIG",
                 .message = first->message,
                 .hint = first->fix,
                 .where = first->place});
  }

 private:
  void refuse(std::uint32_t line, std::string why, std::string fix) {
    fields_.error(line, std::move(why), std::move(fix), "AO501", "E-CONFIG");
  }

  /// The entries of a map; a null is an empty one.
  template <class Visit>
  void for_each_key(std::string_view key, const Value& value, const Visit& visit) {
    if (value.is_null()) return;
    if (value.map() == nullptr)
      return refuse(value.line, fmt::format("{} is not a map", shown(key)),
                    "write it with `key: value` lines below");
    for (const auto& [name, entry] : *value.map()) visit(name, entry);
  }

  void read_top(const std::string& key, const Value& value) {
    if (key == settings_key) return read_settings(value);
    const auto* const list = std::ranges::find(item_lists, key, &ItemList::key);
    if (list != item_lists.end()) return read_items(*list, value);
    std::vector<std::string_view> known = {settings_key};
    for (const ItemList& each : item_lists) known.push_back(each.key);
    refuse(value.line, fmt::format("unknown key {}", shown(key)), suggestion(key, known));
  }

  void read_settings(const Value& value) {
    for_each_key(settings_key, value, [&](const std::string& key, const Value& entry) {
      if (key != custom_validations_key)
        overrides_.settings.emplace_back(key, entry);
      else
        fields_.for_each_entry(key, entry, [&](const Value& rule) { read_validation(rule); });
    });
  }

  void read_validation(const Value& rule) {
    if (rule.map() == nullptr || rule.map()->size() != 1)
      return refuse(rule.line, fmt::format("`{}`: an entry is not one rule", custom_validations_key),
                    "as in  - require_summary: true");
    const auto& [id, value] = rule.map()->front();
    if (!text::scalar_text(value))
      return refuse(rule.line, fmt::format("{} has no value", shown(id)), "true, false, or what it asks for");
    overrides_.validations.emplace_back(id, value);
  }

  void read_items(const ItemList& list, const Value& value) {
    const std::string custom = custom_key(list.key);
    for_each_key(list.key, value, [&](const std::string& key, const Value& entry) {
      if (key == custom)
        read_paths(key, entry, [&](WrittenPath path) {
          overrides_.added.push_back({.folder = list.key, .file = std::move(path)});
        });
      else if (key == disabled_key)
        read_paths(key, entry, [&](WrittenPath path) { overrides_.disabled.push_back(std::move(path)); });
      else if (key == patch_key)
        for_each_key(key, entry,
                     [&](const std::string& item, const Value& patch) { read_patch(item, patch); });
      else
        refuse(entry.line, fmt::format("unknown key {}", shown(key)),
               suggestion(key, {custom, disabled_key, patch_key}));
    });
  }

  template <class Take>
  void read_paths(std::string_view key, const Value& value, const Take& take) {
    std::set<std::string> seen;
    fields_.for_each_entry(key, value, [&](const Value& entry) {
      if (auto path = fields_.read_path(key, entry, seen)) take({*std::move(path), entry.line});
    });
  }

  void read_patch(const std::string& item, const Value& value) {
    Patch patch{.item = {.path = item, .line = value.line}};
    for_each_key(item, value, [&](const std::string& key, const Value& entry) {
      if (key == "frontmatter")
        for_each_key(key, entry, [&](const std::string& name, const Value& field) {
          patch.frontmatter.emplace_back(name, field);
        });
      else if (key == "against")
        read_digest(entry, patch);
      else
        read_file(key, entry, patch);
    });
    overrides_.patches.push_back(std::move(patch));
  }

  void read_digest(const Value& value, Patch& patch) {
    if (value.text() != nullptr) patch.against = text::digest_from_text(*value.text());
    if (!patch.against)
      refuse(value.line, "`against` is no digest", "sha256: and 64 digits, as `package override` writes it");
  }

  void read_file(const std::string& key, const Value& value, Patch& patch) {
    std::string* const field = key == "append" ? &patch.append
                               : key == "text" ? &patch.text
                               : key == "base" ? &patch.base
                                               : nullptr;
    if (field == nullptr)
      return refuse(value.line, fmt::format("unknown key {}", shown(key)),
                    suggestion(key, {"against", "append", "frontmatter", "text", "base"}));
    std::set<std::string> seen;
    if (auto path = fields_.read_path(key, value, seen)) *field = *std::move(path);
  }

  FieldReader fields_;
  Overrides overrides_;
};

Error unknown_name(std::string_view path, std::uint32_t line, std::string message, std::string_view name,
                   const std::vector<std::string_view>& known) {
  const auto near = text::closest_spelling(name, known);
  return {
      .kind = ErrorKind::NotFound,
      .code = "E-OVERRIDE",
      .message = std::move(message),
      .hint = near.empty() ? "take the line out" : fmt::format("did you mean {}?", text::for_terminal(near)),
      .where = {.path = std::string(path), .line = line, .column = line == 0 ? 0U : 1U}};
}

/// The rules of the package, an empty list when it has none that can be read.
List rules_of(const FileTree& files, const Manifest& manifest) {
  const auto named = std::ranges::find(manifest.config, rules_key, &NamedPaths::value_type::first);
  const auto file = named == manifest.config.end() ? files.end() : files.find(named->second);
  if (file == files.end()) return {};
  const auto tree = text::read_yaml(bytes_of(file->second), file->first);
  const Value* rules = tree ? tree->find("rules") : nullptr;
  return rules == nullptr || rules->list() == nullptr ? List{} : *rules->list();
}

std::string_view id_of(const Value& rule) {
  const Value* id = rule.find("id");
  return id == nullptr || id->text() == nullptr ? std::string_view() : *id->text();
}

void set_key(Map& map, std::string_view key, Value value) {
  const auto entry = std::ranges::find(map, key, &Map::value_type::first);
  if (entry != map.end())
    entry->second = std::move(value);
  else
    map.emplace_back(key, std::move(value));
}

/// Whether the value under this key of a rule may be another in a project.
bool is_parameter(std::string_view key) {
  return key == "max_tokens" || key.starts_with("require_") || key.starts_with("forbid_");
}

/// A rule switched on or off, or asking for something else.
void adjust(Map& rule, const Value& said) {
  set_key(rule, "enabled", said.truth() == nullptr || *said.truth());
  if (said.truth() != nullptr) return;
  for (auto& [key, value] : rule)
    if (is_parameter(key)) value = said;
}

/// What may be said of a rule, when `said` is something else; otherwise nothing.
std::optional<std::string_view> wanted_instead(const Value& rule, const Value& said) {
  if (said.truth() != nullptr || rule.map() == nullptr) return std::nullopt;
  const auto parameter = std::ranges::find_if(*rule.map(), is_parameter, &Map::value_type::first);
  if (parameter == rule.map()->end()) return "true or false";
  if (parameter->first != "max_tokens")
    return said.text() == nullptr ? std::optional("true, false or a text in quotes") : std::nullopt;
  return said.integer() == nullptr || *said.integer() <= 0 ? std::optional("true, false or a number above 0")
                                                           : std::nullopt;
}

Error other_value(std::string_view path, std::string_view id, const Value& said, std::string_view wanted) {
  return {.kind = ErrorKind::Unsafe,
          .code = "E-CONFIG",
          .message = fmt::format("{} is {} here", shown(id), shown(text::scalar_text(said).value_or(""))),
          .hint = fmt::format("write {}", wanted),
          .where = {.path = std::string(path), .line = said.line, .column = said.line == 0 ? 0U : 1U}};
}

}  // namespace

std::string overrides_path(std::string_view name) { return fmt::format("packages/{}.local.yaml", name); }

std::string overrides_folder(std::string_view name) { return fmt::format("packages/{}.local", name); }

std::string custom_key(std::string_view folder) { return fmt::format("custom_{}", folder); }

Result<Overrides> read_overrides(std::string_view bytes, std::string_view path) {
  auto tree = text::read_yaml(bytes, path);
  if (!tree) {
    Error error = std::move(tree.error());
    error.kind = ErrorKind::Unsafe;
    return fail(std::move(error));
  }
  if (tree->is_null()) return Overrides{};
  if (tree->map() == nullptr)
    return fail({.kind = ErrorKind::Unsafe,
                 .code = "E-CONFIG",
                 .message = "it is no map of keys and values",
                 .hint = "as in  config:  with `  KEY: VALUE` lines below",
                 .where = {.path = std::string(path), .line = 1, .column = 1}});
  return OverridesReader(path).read(*tree->map());
}

std::vector<std::string> files_of_item(const FileTree& files, std::string_view path) {
  constexpr std::string_view page = "/SKILL.md";
  if (!path.starts_with("skills/")) {
    const bool is_item = files.contains(path) && is_item_folder(path.substr(0, path.find('/')));
    return is_item ? std::vector{std::string(path)} : std::vector<std::string>{};
  }
  const auto folder = path.ends_with(page) ? path.substr(0, path.size() - page.size()) : path;
  if (!files.contains(fmt::format("{}{}", folder, page))) return {};
  std::vector<std::string> found;
  for (const auto& [name, file] : files)
    if (name.starts_with(folder) && name.substr(folder.size()).starts_with('/')) found.push_back(name);
  return found;
}

Status check_overrides(const Overrides& overrides, const Package& package, std::string_view path) {
  std::vector<std::string_view> items;
  for (const auto& [name, file] : package.files)
    if (is_item_folder(std::string_view(name).substr(0, name.find('/')))) items.emplace_back(name);
  const auto check_item = [&](const WrittenPath& item) -> Status {
    if (!files_of_item(package.files, item.path).empty()) return {};
    return fail(unknown_name(path, item.line,
                             fmt::format("{} has no item {}", package.manifest.name, shown(item.path)),
                             item.path, items));
  };
  for (const WrittenPath& item : overrides.disabled)
    if (const Status known = check_item(item); !known) return known;
  for (const Patch& patch : overrides.patches)
    if (const Status known = check_item(patch.item); !known) return known;

  const List rules = rules_of(package.files, package.manifest);
  std::vector<std::string_view> ids;
  for (const Value& rule : rules) ids.push_back(id_of(rule));
  for (const auto& [id, said] : overrides.validations) {
    const auto rule = std::ranges::find(rules, id, id_of);
    if (rule == rules.end())
      return fail(unknown_name(path, said.line,
                               fmt::format("{} has no validation {}", package.manifest.name, shown(id)), id,
                               ids));
    if (const auto wanted = wanted_instead(*rule, said)) return fail(other_value(path, id, said, *wanted));
  }
  return {};
}

FileTree with_validations(FileTree files, const Manifest& manifest, const Overrides& overrides) {
  if (overrides.validations.empty()) return files;
  List rules = rules_of(files, manifest);
  for (const auto& [id, said] : overrides.validations)
    for (Value& rule : rules)
      if (rule.map() != nullptr && id_of(rule) == id) adjust(std::get<Map>(rule.data), said);
  for (const auto& [name, path] : manifest.config)
    if (name == rules_key && files.contains(path))
      files.at(path).content = text::write_yaml(Map{{"rules", rules}});
  return files;
}

}  // namespace agentops::package
