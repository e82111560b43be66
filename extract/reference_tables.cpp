#include "extract/reference_tables.h"

#include <algorithm>

#include "extract/naming.h"
#include "extract/scan.h"
#include "extract/well_known.h"

namespace agentops::extract {

namespace {

constexpr std::size_t most_of_a_name = 1000;

/// Items that others call by name; documents and configuration are reached by path only.
bool is_callable(Kind kind) {
  return kind == Kind::Agent || kind == Kind::Workflow || kind == Kind::Command || kind == Kind::Skill ||
         kind == Kind::Prompt || kind == Kind::Pattern || kind == Kind::Rule;
}

/// `path` with `.` and `..` worked out; nothing when it leaves the root.
std::optional<std::string> normal_path(std::string_view folder, std::string_view path) {
  std::vector<std::string_view> parts;
  bool inside = true;
  const auto add = [&](std::string_view text) {
    while (!text.empty()) {
      const auto slash = text.find('/');
      const auto part = text.substr(0, slash);
      text.remove_prefix(slash == std::string_view::npos ? text.size() : slash + 1);
      if (part.empty() || part == ".") continue;
      if (part != "..")
        parts.push_back(part);
      else if (parts.empty())
        inside = false;
      else
        parts.pop_back();
    }
  };
  add(folder);
  add(path);
  if (!inside) return std::nullopt;
  std::string joined;
  for (const auto part : parts) joined.append(joined.empty() ? "" : "/").append(part);
  return joined;
}

/// A target that begins at the root, or in the item's folder.
std::optional<std::string> path_from(const Item& item, std::string_view target) {
  return normal_path(target.starts_with('/') ? "" : folder_of(item.path), target);
}

/// "docs/guide.md" ends with "guide.md", and not with "uide.md".
bool has_path_ending(std::string_view path, std::string_view target) {
  return path == target || (path.ends_with(target) && path[path.size() - target.size() - 1] == '/');
}

/// How many leading folders two paths share, twice, and one more for the same folder.
std::size_t nearness(std::string_view a, std::string_view b) {
  std::size_t shared = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()) && a[i] == b[i]; ++i)
    shared += a[i] == '/' ? 1U : 0U;
  return shared * 2 + (folder_of(a) == folder_of(b) ? 1 : 0);
}

template <class Candidate, class PathOf>
const Candidate* nearest_of(std::string_view path, const std::vector<const Candidate*>& candidates,
                            const PathOf& path_of) {
  const Candidate* best = nullptr;
  std::size_t best_rank = 0;
  bool tied = false;
  for (const auto* candidate : candidates) {
    const auto rank = nearness(path, path_of(*candidate));
    if (best && rank < best_rank) continue;
    tied = best && rank == best_rank;
    best = candidate;
    best_rank = rank;
  }
  return tied ? nullptr : best;
}

}  // namespace

ReferenceTables::ReferenceTables(const Inventory& inventory) : inventory_(inventory) {
  for (Index i = 0; i < inventory.items.size(); ++i) add_names(i);
  for (Index i = 0; i < inventory.files.size(); ++i) add_path(i);
  for (const auto& skipped : inventory.skipped) unread_.insert(skipped.path);
}

void ReferenceTables::add_names(Index index) {
  const auto& item = inventory_.items[index];
  const auto add = [&](Names& names, const std::string& name) {
    auto& items = names[name];
    if (items.empty() || items.back() != index) items.push_back(index);
  };
  const auto stem = name_from_path(item.path);
  if (item.kind == Kind::Doc) add(documents_, folded_name(stem));
  if (base_name(item.path) == "plugin.json") add_plugin(item);
  if (!is_callable(item.kind)) return;
  ++items_in_[folder_of(item.path)];
  for (auto folder = folder_of(item.path); !folder.empty() && kinds_below_.emplace(folder, item.kind).second;
       folder = folder_of(folder)) {
  }
  has_commands_ = has_commands_ || (item.kind != Kind::Agent && item.kind != Kind::Rule);
  add(names_, folded_name(item.name));
  add(names_, folded_name(stem));
  add(names_, folded_name(std::string(base_name(folder_of(item.path))) + ":" + stem));
}

/// ".claude-plugin/plugin.json" names the plugin in the folder above.
void ReferenceTables::add_plugin(const Item& manifest) {
  const auto inside = folder_of(manifest.path);
  if (!base_name(inside).ends_with("-plugin")) return;
  plugins_.emplace(folder_of(inside), manifest.name);
  namespaces_.insert(manifest.name);
}

void ReferenceTables::add_path(Index index) {
  const auto& file = inventory_.files[index];
  paths_.emplace(file.path, index);
  base_names_[base_name(file.path)].push_back(index);
  for (auto folder = folder_of(file.path); !folder.empty() && folders_.insert(folder).second;
       folder = folder_of(folder))
    folder_names_.insert(base_name(folder));
  if (file.item.empty()) return;
  item_folders_.insert(folder_of(file.path));
  for (auto folder = folder_of(file.path); !folder.empty(); folder = folder_of(folder))
    namespaces_.insert(base_name(folder));
}

std::vector<const Item*> ReferenceTables::named(const Names& names, std::string_view name) const {
  std::vector<const Item*> items;
  const auto found = names.find(folded_name(name));
  if (found == names.end() || found->second.size() > most_of_a_name) return items;
  items.reserve(found->second.size());
  for (const auto index : found->second) items.push_back(&inventory_.items[index]);
  return items;
}

std::vector<const Item*> ReferenceTables::callable(std::string_view name) const {
  return named(names_, name);
}

std::vector<const Item*> ReferenceTables::documents(std::string_view name) const {
  return named(documents_, name);
}

const Item* ReferenceTables::nearest(const Item& item, const std::vector<const Item*>& candidates) {
  return nearest_of(item.path, candidates, [](const Item& other) -> std::string_view { return other.path; });
}

const std::string& ReferenceTables::key_of(const FileEntry& file) const {
  return file.item.empty() ? file.path : file.item;
}

/// The file at exactly `path`, or the SKILL.md or README of that folder.
std::optional<std::string> ReferenceTables::at_path(const std::string& path) const {
  for (const std::string_view inside : {"", "/SKILL.md", "/README.md", ".md"})
    if (const auto found = paths_.find(path + std::string(inside)); found != paths_.end())
      return key_of(inventory_.files[found->second]);
  return std::nullopt;
}

std::optional<std::string> ReferenceTables::from_item_or_root(const Item& item,
                                                              std::string_view target) const {
  if (const auto path = path_from(item, target))
    if (auto file = at_path(*path)) return file;
  if (const auto path = normal_path("", target)) return at_path(*path);
  return std::nullopt;
}

bool ReferenceTables::has_ending(std::string_view target) const {
  const auto candidates = base_names_.find(base_name(target));
  return candidates != base_names_.end() && std::ranges::any_of(candidates->second, [&](Index index) {
           return has_path_ending(inventory_.files[index].path, target);
         });
}

bool ReferenceTables::has_below(const Item& item, Kind kind) const {
  return kinds_below_.contains({folder_of(item.path), kind});
}

std::optional<std::string> ReferenceTables::by_ending(const Item& item, std::string_view target) const {
  if (target.starts_with('.') || is_folder_beside(target.substr(0, target.find('/')))) return std::nullopt;
  const auto candidates = base_names_.find(base_name(target));
  if (candidates == base_names_.end()) return std::nullopt;
  std::vector<const FileEntry*> fitting;
  for (const auto index : candidates->second) {
    if (has_path_ending(inventory_.files[index].path, target)) fitting.push_back(&inventory_.files[index]);
    if (fitting.size() > most_of_a_name) return std::nullopt;
  }
  const bool bare = target.find('/') == std::string_view::npos;
  const bool plain = target.find_first_of("-_") == std::string_view::npos;
  if (bare && (fitting.size() > 1 || plain || is_file_everywhere(target))) return std::nullopt;
  const auto* file =
      nearest_of(item.path, fitting, [](const FileEntry& f) -> std::string_view { return f.path; });
  return file ? std::optional(key_of(*file)) : std::nullopt;
}

std::vector<std::string> ReferenceTables::files_below(const Item& item, std::string_view inside,
                                                      std::string_view target) const {
  std::vector<std::string> found;
  const auto folder = path_from(item, inside);
  const auto candidates = base_names_.find(base_name(target));
  if (!folder || candidates == base_names_.end()) return found;
  const auto path_of = [&](Index index) -> const std::string& { return inventory_.files[index].path; };
  const std::string head = *folder + "/";  // files, and so those of one name, are sorted by path
  for (auto at = std::ranges::lower_bound(candidates->second, head, {}, path_of);
       at != candidates->second.end() && path_of(*at).starts_with(head) && found.size() < 2; ++at)
    if (has_path_ending(path_of(*at), target)) found.push_back(key_of(inventory_.files[*at]));
  return found;
}

bool ReferenceTables::is_folder(const Item& item, std::string_view target) const {
  const auto path = path_from(item, target);
  return path && folders_.contains(*path);
}

bool ReferenceTables::ends_a_folder(std::string_view target) const {
  target.remove_suffix(target.ends_with('/') ? 1 : 0);
  return folder_names_.contains(base_name(target));
}

bool ReferenceTables::is_unread(const Item& item, std::string_view target) const {
  const auto path = path_from(item, target);
  return !path || unread_.contains(*path);
}

bool ReferenceTables::has_folder(const Item& item, std::string_view target) const {
  const auto folder = folder_of(target);
  return folders_.contains(folder) || is_folder(item, folder);
}

bool ReferenceTables::has_parent_folder(const Item& item, std::string_view folder) const {
  folder.remove_suffix(folder.ends_with('/') ? 1 : 0);
  const auto parent = folder_of(folder);
  return !parent.empty() && is_folder(item, parent);
}

bool ReferenceTables::has_item_folder(const Item& item, std::string_view target) const {
  const auto folder = folder_of(target);
  if (!is_item_folder(base_name(folder))) return false;
  const auto path = normal_path(folder_of(item.path), folder);
  return item_folders_.contains(folder) || (path && item_folders_.contains(*path));
}

bool ReferenceTables::is_crowded(const Item& item) const {
  constexpr std::size_t crowd = 200;
  const auto found = items_in_.find(folder_of(item.path));
  return found != items_in_.end() && found->second > crowd;
}

bool ReferenceTables::is_namespace(std::string_view name) const { return namespaces_.contains(name); }

bool ReferenceTables::is_in_namespace(const Item& item, std::string_view name) const {
  for (auto folder = folder_of(item.path);; folder = folder_of(folder)) {
    if (base_name(folder) == name) return true;
    if (const auto plugin = plugins_.find(folder); plugin != plugins_.end()) return plugin->second == name;
    if (folder.empty()) return false;
  }
}

}  // namespace agentops::extract
