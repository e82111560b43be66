// The package's own tree is walked once for each layer. Beside it stands who set which key, so that in the
// end each setting can say where it comes from.

#include "package/configuration.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "package/fields.h"
#include "package/settings.h"
#include "package/validations.h"
#include "text/escape.h"
#include "text/spelling.h"
#include "text/yaml.h"

namespace agentops::package {
namespace {

constexpr std::string_view own_settings = "the package";

std::string joined(std::string_view prefix, std::string_view key) {
  return prefix.empty() ? std::string(key) : fmt::format("{}.{}", prefix, key);
}

Value* entry_of(Map& map, std::string_view key) {
  const auto entry = std::ranges::find(map, key, &Map::value_type::first);
  return entry == map.end() ? nullptr : &entry->second;
}

/// A map whose keys the package names; one without any takes what it is given.
bool has_keys(const Value& value) { return value.map() != nullptr && !value.map()->empty(); }

bool fits(const Value& declared, const Value& value) {
  if (declared.is_null()) return true;
  if (declared.real() != nullptr) return value.real() != nullptr || value.integer() != nullptr;
  return declared.data.index() == value.data.index();
}

std::string written_at(const Place& place) {
  return fmt::format("{}:{}", text::for_terminal(place.path), place.line);
}

/// Takes out what has no value. The readers of YAML bound the depth, so walking a tree may call itself.
void prune(Map& tree) {
  std::erase_if(tree, [](const auto& entry) { return entry.second.is_null(); });
  for (auto& [key, value] : tree)
    if (Map* below = std::get_if<Map>(&value.data)) prune(*below);
}

class Merging {
 public:
  Merging(const Package& package, DeclaredSettings declared)
      : name_(package.manifest.name), declared_(std::move(declared)), tree_(declared_.tree) {
    for (const auto& [key, file] : package.manifest.config)
      if (key == rules_key) rules_file_ = fmt::format("packages/{}/{}", name_, file);
  }

  Status apply(const Layer& layer) { return merge(declared_.tree, tree_, layer.values, "", layer); }

  Result<Configuration> take() {
    if (!contested_.empty()) return fail(contested_.begin()->second);
    Configuration configuration;
    for (const auto& [key, value] : declared_.tree)
      if (declared_.file_of.at(key) != rules_file_)
        collect(value, entry_of(tree_, key), key, declared_.file_of.at(key), configuration.settings);
    prune(tree_);
    configuration.tree = std::move(tree_);
    return configuration;
  }

 private:
  struct Setter {
    std::string by;
    Place at;
    Value value;
    bool is_package = false;
  };

  Status merge(const Map& declared, Map& tree, const Map& values, const std::string& prefix,
               const Layer& layer) {
    for (const auto& [key, value] : values) {
      const std::string dotted = joined(prefix, key);
      const auto known = std::ranges::find(declared, key, &Map::value_type::first);
      if (known == declared.end()) return fail(unknown(dotted, value, layer));
      Value& place = *entry_of(tree, key);
      if (value.map() != nullptr && has_keys(known->second)) {
        if (place.map() == nullptr) place = Map{};  // taken out by an earlier layer
        restore(known->second, std::get<Map>(place.data));
        if (const Status merged =
                merge(*known->second.map(), std::get<Map>(place.data), *value.map(), dotted, layer);
            !merged)
          return merged;
        continue;
      }
      if (!value.is_null() && !fits(known->second, value))
        return fail(other_type(dotted, known->second, value, layer));
      note(dotted, value, layer);
      place = value;
    }
    return {};
  }

  /// Keys of a map that an earlier layer took out as a whole: there again, without values.
  static void restore(const Value& declared, Map& tree) {
    for (const auto& [key, value] : *declared.map())
      if (entry_of(tree, key) == nullptr) tree.emplace_back(key, Value{});
  }

  void note(const std::string& dotted, const Value& value, const Layer& layer) {
    Setter setter{.by = layer.by,
                  .at = {.path = layer.path, .line = value.line, .column = value.line == 0 ? 0U : 1U},
                  .value = value,
                  .is_package = layer.is_package};
    const auto before = setters_.find(dotted);
    if (before != setters_.end() && before->second.is_package && layer.is_package &&
        before->second.value != value)
      contested_.emplace(dotted, contested(dotted, before->second, setter));
    if (!layer.is_package)
      std::erase_if(contested_, [&](const auto& entry) {
        return entry.first == dotted || entry.first.starts_with(dotted + ".");
      });
    setters_.insert_or_assign(dotted, std::move(setter));
  }

  /// The settings of a subtree. `value` is what became of it, null when it was taken out.
  void collect(const Value& declared, const Value* value, const std::string& dotted, const std::string& file,
               std::vector<Setting>& settings) const {
    if (has_keys(declared)) {
      for (const auto& [key, child] : *declared.map())
        collect(child, value == nullptr ? nullptr : value->find(key), joined(dotted, key), file, settings);
      return;
    }
    Setting setting{.key = dotted,
                    .initial = declared,
                    .declared = {.path = file, .line = declared.line, .column = 1},
                    .value = value == nullptr ? Value{} : *value,
                    .by = "",
                    .set = {}};
    if (const Setter* setter = setter_of(dotted)) {
      setting.by = setter->by;
      setting.set = setter->at;
    }
    settings.push_back(std::move(setting));
  }

  /// Who set the key, or the nearest map that holds it.
  const Setter* setter_of(std::string_view dotted) const {
    for (;;) {
      if (const auto found = setters_.find(dotted); found != setters_.end()) return &found->second;
      const auto dot = dotted.rfind('.');
      if (dot == std::string_view::npos) return nullptr;
      dotted = dotted.substr(0, dot);
    }
  }

  // --- Errors

  [[nodiscard]] Error unknown(const std::string& dotted, const Value& value, const Layer& layer) const {
    std::vector<Setting> settings;
    for (const auto& [key, declared] : declared_.tree)
      collect(declared, nullptr, key, declared_.file_of.at(key), settings);
    std::vector<std::string_view> keys;
    for (const Setting& setting : settings) keys.emplace_back(setting.key);
    const auto near = text::closest_spelling(dotted, keys);
    return {.kind = ErrorKind::NotFound,
            .code = "E-OVERRIDE",
            .message = fmt::format("{} is no setting of {}", shown(dotted), name_),
            .hint = near.empty() ? fmt::format("agentops package values {}  shows what there is", name_)
                                 : fmt::format("did you mean {}?", text::for_terminal(near)),
            .where = {.path = layer.path, .line = value.line, .column = value.line == 0 ? 0U : 1U}};
  }

  [[nodiscard]] Error other_type(const std::string& dotted, const Value& declared, const Value& value,
                                 const Layer& layer) const {
    const std::string& file = declared_.file_of.at(dotted.substr(0, dotted.find('.')));
    return {.kind = ErrorKind::Unsafe,
            .code = "E-CONFIG",
            .message = fmt::format("{} is {} here and {} in {}:{}", shown(dotted), type_of(value),
                                   type_of(declared), text::for_terminal(file), declared.line),
            .hint = declared.text() != nullptr ? "write it in quotes"
                                               : fmt::format("give it a value of type {}", type_of(declared)),
            .where = {.path = layer.path, .line = value.line, .column = value.line == 0 ? 0U : 1U}};
  }

  [[nodiscard]] Error contested(const std::string& dotted, const Setter& one, const Setter& other) const {
    return {.kind = ErrorKind::Conflict,
            .code = "E-CONFIG",
            .message = fmt::format("{} and {} want different values for {} of {}: {} and {}", one.by,
                                   other.by, shown(dotted), name_, written_at(one.at), written_at(other.at)),
            .hint = fmt::format("decide: agentops package override {} {}=VALUE", name_,
                                text::for_terminal(dotted)),
            .where = other.at};
  }

  std::string name_;
  std::string rules_file_;  ///< the package's validations: in the tree, and no setting
  DeclaredSettings declared_;
  Map tree_;
  std::map<std::string, Setter, std::less<>> setters_;
  std::map<std::string, Error> contested_;
};

/// Splits what a package says about its dependencies off its settings.
std::vector<std::pair<std::string, Layer>> take_dependencies(const Package& package,
                                                             DeclaredSettings& settings) {
  std::vector<std::pair<std::string, Layer>> values;
  for (const auto& dependency : package.manifest.dependencies) {
    const Value* entry = entry_of(settings.tree, dependency.name);
    if (entry == nullptr || entry->map() == nullptr) continue;
    values.emplace_back(dependency.name, Layer{.by = package.manifest.name,
                                               .path = settings.file_of.at(dependency.name),
                                               .values = *entry->map(),
                                               .is_package = true});
    std::erase_if(settings.tree, [&](const auto& each) { return each.first == dependency.name; });
  }
  return values;
}

/// The settings with the paths of their files from the project's root.
Result<DeclaredSettings> declared_by(const Package& package) {
  auto settings = read_settings(package.files, package.manifest);
  if (!settings) return settings;
  for (auto& [key, file] : settings->file_of)
    file = fmt::format("packages/{}/{}", package.manifest.name, file);
  return settings;
}

}  // namespace

Result<Configuration> configure(const Package& package, std::span<const Layer> layers) {
  auto declared = declared_by(package);
  if (!declared) return fail(declared);
  (void)take_dependencies(package, *declared);
  Merging merging(package, *std::move(declared));
  for (const Layer& layer : layers)
    if (const Status applied = merging.apply(layer); !applied) return fail(applied);
  return merging.take();
}

Result<std::vector<std::pair<std::string, Layer>>> values_for_dependencies(const Package& package) {
  auto declared = declared_by(package);
  if (!declared) return fail(declared);
  return take_dependencies(package, *declared);
}

std::string_view type_of(const Value& value) {
  if (value.text() != nullptr) return "text";
  if (value.integer() != nullptr) return "integer";
  if (value.real() != nullptr) return "number";
  if (value.truth() != nullptr) return "truth";
  if (value.list() != nullptr) return "list";
  return value.map() != nullptr ? "map" : "any";
}

std::optional<Value> value_like(const Value& like, std::string_view text) {
  if (like.text() != nullptr) return Value(text);
  if (like.list() == nullptr && like.map() == nullptr) {
    auto value = text::plain_scalar(text);
    return value && fits(like, *value) ? value : std::nullopt;
  }
  auto value = text::read_yaml(text, own_settings);
  if (!value || !fits(like, *value)) return std::nullopt;
  return *std::move(value);
}

}  // namespace agentops::package
