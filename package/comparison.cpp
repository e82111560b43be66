// Items are compared as wholes: a skill is all files of its folder. Those of one path are the same item; of
// the others, each that went is looked for among those that came.

#include "package/comparison.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "package/item_name.h"
#include "package/layout.h"
#include "package/settings.h"
#include "text/diff.h"
#include "text/hash.h"
#include "text/json.h"
#include "text/placeholders.h"

namespace agentops::package {
namespace {

/// Pairs of texts that are compared at most, to find out which item became which.
constexpr std::size_t most_pairs = 10'000;

// --- Items

/// An item and its files, by their paths below it; an item of one file has that one under "".
struct Whole {
  std::string_view folder;
  std::map<std::string_view, const TreeFile*> files;

  [[nodiscard]] const std::string& text() const {
    const auto skill = files.find("SKILL.md");
    return bytes_of(skill == files.end() ? *files.begin()->second : *skill->second);
  }

  friend bool operator==(const Whole& a, const Whole& b) {
    return a.folder == b.folder &&
           std::ranges::equal(a.files, b.files, [](const auto& one, const auto& other) {
             return one.first == other.first && *one.second == *other.second;
           });
  }
};

/// The part of a file's path that names its item: of a skill its folder, else all of it. Empty for what is
/// no item.
std::string_view item_path(std::string_view path) {
  const auto slash = path.find('/');
  const auto folder = path.substr(0, slash);
  if (slash == std::string_view::npos || !is_item_folder(folder)) return {};
  return folder == "skills" ? path.substr(0, path.find('/', slash + 1)) : path;
}

/// By path; views into `files`.
using Wholes = std::map<std::string_view, Whole>;

Wholes wholes_of(const FileTree& files) {
  Wholes wholes;
  for (const auto& [path, file] : files) {
    const auto item = item_path(path);
    if (item.empty()) continue;
    Whole& whole = wholes[item];
    whole.folder = item.substr(0, item.find('/'));
    whole.files.emplace(std::string_view(path).substr(std::min(item.size() + 1, path.size())), &file);
  }
  return wholes;
}

/// Equal for wholes that say the same.
Digest digest_of(const Whole& whole) {
  std::string said = fmt::format("{}\n", whole.folder);
  for (const auto& [path, file] : whole.files)
    said +=
        fmt::format("{}\n{} {}\n", path, text::digest_text(text::sha256(bytes_of(*file))), file->executable);
  return text::sha256(said);
}

std::vector<std::string_view> sorted_lines(const std::string& text) {
  auto lines = text::lines_of(text);
  std::ranges::sort(lines);
  return lines;
}

/// The share of lines that two texts have in common, in any order.
double likeness(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::vector<std::string_view> common;
  std::ranges::set_intersection(a, b, std::back_inserter(common));
  return 2.0 * static_cast<double>(common.size()) /
         static_cast<double>(std::max<std::size_t>(a.size() + b.size(), 1));
}

/// What went, each with what it became; those that came and were nothing before stay in `came`.
std::map<std::string_view, std::string_view> renamings(const Wholes& went, Wholes& came) {
  std::map<std::string_view, std::string_view> became;
  std::multimap<Digest, std::string_view> same;  // those of one digest in the order of their paths
  for (const auto& [path, whole] : came) same.emplace(digest_of(whole), path);
  for (const auto& [path, whole] : went) {
    const Digest digest = digest_of(whole);
    const auto first = same.lower_bound(digest);
    if (first == same.end() || first->first != digest) continue;
    became.emplace(path, first->second);
    came.erase(first->second);
    same.erase(first);
  }
  if (went.size() * came.size() > most_pairs) return became;
  std::map<std::string_view, std::vector<std::string_view>> lines;
  for (const auto& [path, whole] : came) lines.emplace(path, sorted_lines(whole.text()));
  for (const auto& [path, whole] : went) {
    if (became.contains(path)) continue;
    const auto own = sorted_lines(whole.text());
    double best = 0.5;
    std::string_view nearest;
    for (const auto& [candidate, other] : came)
      if (const double like = other.folder == whole.folder ? likeness(own, lines.at(candidate)) : 0;
          like > best) {
        best = like;
        nearest = candidate;
      }
    if (nearest.empty()) continue;
    became.emplace(path, nearest);
    came.erase(nearest);
  }
  return became;
}

/// `went` and `came` as only one of the two has them; what both have and is not the same is told.
std::vector<ItemChange> item_changes(const FileTree& before, const FileTree& after) {
  Wholes went = wholes_of(before);
  Wholes came = wholes_of(after);
  std::vector<ItemChange> changes;
  const auto tell = [&](ChangeForm form, const Wholes::value_type& item, std::string_view was = "") {
    changes.push_back({.form = form,
                       .folder = std::string(item.second.folder),
                       .path = std::string(item.first),
                       .was = std::string(was)});
  };
  for (auto old = went.begin(); old != went.end();) {
    const auto now = came.find(old->first);
    if (now == came.end()) {
      ++old;
      continue;
    }
    const std::string name = item_name(old->first, old->second.text());
    if (name != item_name(now->first, now->second.text()))
      tell(ChangeForm::Renamed, *now, name);
    else if (now->second != old->second)
      tell(ChangeForm::Changed, *now);
    came.erase(now);
    old = went.erase(old);
  }
  const Wholes all = came;
  const auto became = renamings(went, came);
  for (const auto& item : went)
    if (const auto now = became.find(item.first); now != became.end())
      tell(ChangeForm::Renamed, *all.find(now->second), item.first);
    else
      tell(ChangeForm::Removed, item);
  for (const auto& item : came) tell(ChangeForm::Added, item);
  std::ranges::sort(changes, {}, [](const ItemChange& change) {
    return std::pair(std::ranges::find(item_lists, change.folder, &ItemList::key), change.path);
  });
  return changes;
}

// --- Settings, needs, files

/// The leaves of a tree of settings by their dotted paths. Maps are as deep as a YAML file may be.
void flatten(const Value& value, const std::string& key, std::map<std::string, const Value*>& leaves) {
  if (const Map* map = value.map(); map != nullptr && !map->empty())
    for (const auto& [name, child] : *map)
      flatten(child, key.empty() ? name : fmt::format("{}.{}", key, name), leaves);
  else if (!key.empty())
    leaves.emplace(key, &value);
}

/// On one line, lists as JSON; nothing for what has no value.
std::string shown_setting(const Value* value) {
  if (value == nullptr || value->is_null()) return {};
  const std::string text = text::scalar_text(*value).value_or(text::write_json(*value));
  return text.empty() ? "\"\"" : text;
}

/// What two maps say under their keys: told by `tell(form, key, before, after)` where it differs.
template <class Values, class Tell>
void compare_keys(const Values& before, const Values& after, const Tell& tell) {
  using Mapped = typename Values::mapped_type;
  for (const auto& [key, value] : before)
    if (const auto now = after.find(key); now != after.end())
      tell(ChangeForm::Changed, key, value, now->second);
    else
      tell(ChangeForm::Removed, key, value, Mapped{});
  for (const auto& [key, value] : after)
    if (!before.contains(key)) tell(ChangeForm::Added, key, Mapped{}, value);
}

Result<std::vector<SettingChange>> setting_changes(const Package& before, const Package& after) {
  const auto old_settings = read_settings(before.files, before.manifest);
  if (!old_settings) return fail(old_settings);
  const auto new_settings = read_settings(after.files, after.manifest);
  if (!new_settings) return fail(new_settings);
  const Value old_tree(old_settings->tree);
  const Value new_tree(new_settings->tree);
  std::map<std::string, const Value*> old_leaves;
  std::map<std::string, const Value*> new_leaves;
  flatten(old_tree, "", old_leaves);
  flatten(new_tree, "", new_leaves);
  std::vector<SettingChange> changes;
  compare_keys(old_leaves, new_leaves,
               [&](ChangeForm form, const std::string& key, const Value* was, const Value* is) {
                 if (form == ChangeForm::Changed && *was == *is) return;
                 changes.push_back(
                     {.form = form, .key = key, .before = shown_setting(was), .after = shown_setting(is)});
               });
  std::ranges::sort(changes, {}, &SettingChange::key);
  return changes;
}

std::vector<NeedChange> need_changes(const Manifest& before, const Manifest& after) {
  const auto ranges = [](const Manifest& manifest) {
    std::map<std::string, std::string> by_name;
    for (const Dependency& dependency : manifest.dependencies)
      by_name.emplace(dependency.name, dependency.range);
    return by_name;
  };
  std::vector<NeedChange> changes;
  compare_keys(ranges(before), ranges(after),
               [&](ChangeForm form, const std::string& name, const std::string& was, const std::string& is) {
                 if (was != is || form != ChangeForm::Changed)
                   changes.push_back({.form = form, .name = name, .before = was, .after = is});
               });
  std::ranges::sort(changes, {}, &NeedChange::name);
  return changes;
}

std::vector<FileChange> file_changes(const FileTree& before, const FileTree& after,
                                     const std::vector<ItemChange>& items) {
  std::vector<FileChange> changes;
  const Wholes old_items = wholes_of(before);
  std::map<std::string_view, std::string_view> renamed;
  for (const ItemChange& item : items)
    if (item.form == ChangeForm::Renamed && !old_items.contains(item.path))  // else only its name changed
      renamed.emplace(item.path, item.was);
  std::map<std::string, std::string> now_at;
  for (const auto& [path, file] : after) {
    const auto item = renamed.find(item_path(path));
    const std::string was =
        item == renamed.end() ? path : std::string(item->second) + path.substr(item->first.size());
    const auto old = before.find(was);
    if (old == before.end()) {
      changes.push_back({.form = ChangeForm::Added, .path = path, .was = {}});
      continue;
    }
    now_at.emplace(was, path);
    if (was != path)
      changes.push_back({.form = ChangeForm::Renamed, .path = path, .was = was});
    else if (old->second != file)
      changes.push_back({.form = ChangeForm::Changed, .path = path, .was = {}});
  }
  for (const auto& [path, file] : before)
    if (!now_at.contains(path)) changes.push_back({.form = ChangeForm::Removed, .path = path, .was = {}});
  std::ranges::sort(changes, {}, &FileChange::path);
  return changes;
}

}  // namespace

std::string_view word_of(ChangeForm form) {
  static constexpr std::array<std::string_view, 4> words = {"added", "removed", "renamed", "changed"};
  return words.at(static_cast<std::size_t>(form));
}

Result<Comparison> compare(const Package& before, const Package& after) {
  auto settings = setting_changes(before, after);
  if (!settings) return fail(settings);
  Comparison comparison{.items = item_changes(before.files, after.files),
                        .settings = *std::move(settings),
                        .needs = need_changes(before.manifest, after.manifest),
                        .files = {}};
  comparison.files = file_changes(before.files, after.files, comparison.items);
  return comparison;
}

}  // namespace agentops::package
