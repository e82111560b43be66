#include "package/override_edits.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/wrong_usage.h"
#include "package/fields.h"
#include "package/item_lookup.h"
#include "package/layout.h"
#include "package/overrides.h"
#include "text/escape.h"
#include "text/hash.h"
#include "text/spelling.h"
#include "text/yaml_edit.h"

namespace agentops::package {
namespace {

Error refusal(ErrorKind kind, std::string_view code, std::string message, std::string hint) {
  return {.kind = kind,
          .code = std::string(code),
          .message = std::move(message),
          .hint = std::move(hint),
          .where = {}};
}

std::vector<std::string> split_key(std::string_view key) {
  std::vector<std::string> parts;
  for (;;) {
    const auto dot = key.find('.');
    parts.emplace_back(key.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    key.remove_prefix(dot + 1);
  }
}

class Editing {
 public:
  Editing(const OverrideEdits& edits, const Project& project, std::vector<Installed> packages)
      : edits_(edits),
        project_(project),
        packages_(std::move(packages)),
        installed_(*std::ranges::find(packages_, edits.name, [](const Installed& each) -> const std::string& {
          return each.package.manifest.name;
        })) {}

  Result<EditedOverrides> run() {
    const std::string path = overrides_path(edits_.name);
    auto bytes = project_.read_file(path);
    if (!bytes) return fail(bytes);
    yaml_ = bytes->value_or("");
    for (const auto& [asked, edit] : {std::pair{&edits_.remove, &Editing::remove},
                                      {&edits_.set, &Editing::set},
                                      {&edits_.disable, &Editing::disable},
                                      {&edits_.add, &Editing::add},
                                      {&edits_.edit, &Editing::keep_edit}})
      for (const std::string& what : *asked)
        if (const Status done = (this->*edit)(what); !done) return fail(done);
    result_.files[path] = yaml_.empty() ? std::nullopt : std::optional(yaml_);
    return std::move(result_);
  }

 private:
  /// Takes the edited text, or says where it could not be edited.
  Status take(Result<std::string> edited) {
    if (!edited) {
      Error error = std::move(edited.error());
      error.where.path = overrides_path(edits_.name);
      return fail(std::move(error));
    }
    yaml_ = *std::move(edited);
    return {};
  }

  Result<std::vector<Setting>> settings() {
    auto configured = configurations(packages_);
    if (!configured) return fail(configured);
    return std::move(configured->at(edits_.name).settings);
  }

  Status set(const std::string& text) {
    const auto known = settings();
    if (!known) return fail(known);
    const auto assigned = assignment_of(text, *known);
    if (!assigned) return fail(assigned);
    text::KeyPath path = {"config"};
    path.insert(path.end(), assigned->path.begin(), assigned->path.end());
    return take(text::with_value(yaml_, path, assigned->value));
  }

  Status disable(const std::string& name) {
    const auto item = find_item(installed_.package, name);
    if (!item) return fail(item);
    return take(text::with_entry(yaml_, {folder_of(*item), "disabled"}, *item));
  }

  Status add(const std::string& path) {
    if (const auto bad = check_path(path))
      return fail(refusal(ErrorKind::Usage, "E-OVERRIDE", fmt::format("{}: {}", shown(path), bad->why),
                          "name a file below the project's folder"));
    const auto bytes = project_.read_file(path);
    if (!bytes) return fail(bytes);
    if (!bytes->has_value())
      return fail(refusal(ErrorKind::NotFound, "E-OVERRIDE", fmt::format("there is no {}", shown(path)),
                          "name a file of this project, as in  --add agents/ours.md"));
    for (const ItemList& list : item_lists)
      if (fmt::format("/{}", path).contains(fmt::format("/{}/", list.key)))
        return take(text::with_entry(yaml_, {std::string(list.key), custom_key(list.key)}, path));
    return fail(refusal(ErrorKind::Usage, "E-OVERRIDE", fmt::format("{}: of which kind is it?", shown(path)),
                        "put it into a folder called agents, workflows, patterns, skills or rules"));
  }

  /// What lies deployed is how the project wants the item, made from what the package has now.
  Status keep_edit(const std::string& name) {
    const auto item = find_item(installed_.package, name);
    if (!item) return fail(item);
    const std::string origin = fmt::format("{}/{}", package_folder(edits_.name), *item);
    const auto place = place_of(origin);
    if (!place) return fail(place);
    auto yours = project_.read_file(*place);
    if (!yours) return fail(yours);
    auto base = base_of(*item, *place);
    if (!base) return fail(base);
    if (!*yours || **yours == *base)
      return fail(refusal(ErrorKind::NotFound, "E-OVERRIDE",
                          fmt::format("{} is as the package has it", text::for_terminal(*place)),
                          "edit that file, then run this again"));
    const std::string folder = overrides_folder(edits_.name);
    const std::string text_path = fmt::format("{}/{}", folder, *item);
    const std::string base_path = fmt::format("{}/base/{}", folder, *item);
    result_.files[text_path] = **std::move(yours);
    result_.files[base_path] = *std::move(base);
    const std::string digest = text::digest_text(text::sha256(bytes_of(installed_.package.files.at(*item))));
    for (const auto& [key, value] :
         {std::pair{"against", &digest}, {"text", &text_path}, {"base", &base_path}})
      if (const Status done =
              take(text::with_value(yaml_, {folder_of(*item), "patch", *item, key}, Value(*value)));
          !done)
        return done;
    return {};
  }

  [[nodiscard]] Result<std::string> place_of(const std::string& origin) const {
    const auto deployed = deployment(packages_);
    if (!deployed) return fail(deployed);
    for (const auto& [place, file] : *deployed)
      if (file.origin == origin) return place;
    return fail(refusal(ErrorKind::NotFound, "E-OVERRIDE",
                        fmt::format("{} is not deployed", text::for_terminal(origin)),
                        "it is disabled, or another package has the same file"));
  }

  /// The item at its place as it would be without a text of the project's own.
  [[nodiscard]] Result<std::string> base_of(const std::string& item, const std::string& place) const {
    std::vector<Installed> packages = packages_;
    for (Installed& each : packages)
      if (each.package.manifest.name == edits_.name)
        for (Patch& patch : each.local.overrides.patches)
          if (patch.item.path == item) patch.text.clear();
    const auto deployed = deployment(packages);
    if (!deployed) return fail(deployed);
    const auto file = deployed->find(place);
    return file == deployed->end() ? std::string() : bytes_of(file->second.file);
  }

  Status remove(const std::string& what) {
    const std::string before = yaml_;
    text::KeyPath setting = {"config"};
    std::ranges::move(split_key(what), std::back_inserter(setting));
    if (const Status done = take(text::without_value(yaml_, setting)); !done) return done;
    const auto item = find_item(installed_.package, what);
    for (const ItemList& list : item_lists) {
      const std::string key(list.key);
      if (const Status done = take(text::without_entry(yaml_, {key, custom_key(key)}, what)); !done)
        return done;
      if (!item) continue;
      if (const Status done = take(text::without_entry(yaml_, {key, "disabled"}, *item)); !done) return done;
      if (const Status done = take(text::without_value(yaml_, {key, "patch", *item})); !done) return done;
    }
    if (item) forget_texts(*item);
    if (yaml_ != before) return {};
    return fail(refusal(ErrorKind::NotFound, "E-OVERRIDE",
                        fmt::format("{} overrides no {}", overrides_path(edits_.name), shown(what)),
                        fmt::format("agentops package override {} --show", edits_.name)));
  }

  /// The texts of an edit that no longer counts go with it, those that this program keeps.
  void forget_texts(const std::string& item) {
    const std::string folder = overrides_folder(edits_.name) + "/";
    for (const Patch& patch : installed_.local.overrides.patches)
      if (patch.item.path == item)
        for (const std::string& path : {patch.text, patch.base})
          if (path.starts_with(folder)) result_.files[path] = std::nullopt;
  }

  static std::string folder_of(std::string_view item) { return std::string(item.substr(0, item.find('/'))); }

  const OverrideEdits& edits_;
  const Project& project_;
  std::vector<Installed> packages_;
  const Installed& installed_;
  std::string yaml_;
  EditedOverrides result_;
};

}  // namespace

Result<Assignment> assignment_of(std::string_view text, const std::vector<Setting>& settings) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos)
    return fail(wrong_usage(fmt::format("{} is no KEY=VALUE", shown(text)), "as in  limits.amount=500"));
  const auto key = text.substr(0, equals);
  const auto known = std::ranges::find(settings, key, &Setting::key);
  if (known == settings.end()) {
    std::vector<std::string_view> keys;
    for (const Setting& setting : settings) keys.emplace_back(setting.key);
    const auto near = text::closest_spelling(key, keys);
    return fail(refusal(ErrorKind::NotFound, "E-OVERRIDE", fmt::format("{} is no setting", shown(key)),
                        near.empty() ? fmt::format("settings: {}", text::for_terminal(fmt::format(
                                                                       "{}", fmt::join(keys, " "))))
                                     : fmt::format("did you mean {}?", text::for_terminal(near))));
  }
  auto value = value_like(known->initial, text.substr(equals + 1));
  if (!value)
    return fail(wrong_usage(fmt::format("{} takes {}, and {} is none", shown(key), type_of(known->initial),
                                        shown(text.substr(equals + 1))),
                            fmt::format("it is declared in {}:{}", text::for_terminal(known->declared.path),
                                        known->declared.line)));
  return Assignment{.path = split_key(key), .value = *std::move(value)};
}

void assign(Map& tree, const std::vector<std::string>& path, const Value& value) {
  Map* at = &tree;
  for (std::size_t i = 0; i < path.size(); ++i) {
    auto entry = std::ranges::find(*at, path[i], &Map::value_type::first);
    if (entry == at->end()) entry = at->emplace(at->end(), path[i], Value{});
    if (i + 1 == path.size()) {
      entry->second = value;
    } else {
      if (entry->second.map() == nullptr) entry->second = Map{};
      at = &std::get<Map>(entry->second.data);
    }
  }
}

Result<EditedOverrides> edit_overrides(const OverrideEdits& edits, const Project& project) {
  std::vector<std::string> notes;
  auto packages = installed_packages(project, notes);
  if (!packages) return fail(packages);
  const bool is_there = std::ranges::any_of(
      *packages, [&](const Installed& each) { return each.package.manifest.name == edits.name; });
  if (!is_there) return fail(not_installed(edits.name, project.lock));
  return Editing(edits, project, *std::move(packages)).run();
}

}  // namespace agentops::package
