// Two tables are made of all items and files: what they are called, and where they lie. Each mention is then
// one or a few lookups; of several answers the one whose path shares most folders with the mentioning item
// wins, and when two are equally near there is no reference.

#include "extract/references.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "extract/document.h"
#include "extract/naming.h"
#include "extract/scan.h"
#include "extract/well_known.h"

namespace agentops::extract {

namespace {

using Index = std::uint32_t;
using Names = std::unordered_map<std::string, std::vector<Index>>;

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

/// How many leading folders two paths share.
std::size_t shared_folders(std::string_view a, std::string_view b) {
  std::size_t shared = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()) && a[i] == b[i]; ++i)
    shared += a[i] == '/' ? 1U : 0U;
  return shared;
}

/// True for a name of several parts, which is hardly a mere word.
bool is_joined(std::string_view name) { return name.find_first_of("-_:") != std::string_view::npos; }

/// A kind that a word in text may mean: "the X agent" is an agent, a slash name whatever can be called so.
bool suits(Kind kind, const Mention& mention) {
  if (kind == Kind::Doc) return true;  // found by its name and called by it
  if (mention.form == MentionForm::Slash)
    return kind == Kind::Command || kind == Kind::Workflow || kind == Kind::Prompt || kind == Kind::Skill;
  const bool procedure = kind == Kind::Command || kind == Kind::Workflow || kind == Kind::Prompt;
  if (mention.wanted == Kind::Other) return true;
  if (mention.wanted == Kind::Command || mention.wanted == Kind::Workflow || mention.wanted == Kind::Prompt)
    return procedure;
  return kind == mention.wanted;
}

/// What a mention turned out to be: a key or path, nothing to say, or something that should be there and is
/// not.
struct Answer {
  std::string to;
  bool claimed = false;  ///< meant an item or a file; with an empty `to`: dead
};

class Resolver {
 public:
  explicit Resolver(const Inventory& inventory) : inventory_(inventory) {
    for (Index i = 0; i < inventory.items.size(); ++i) add_names(i);
    for (Index i = 0; i < inventory.files.size(); ++i) add_path(i);
    for (const auto& skipped : inventory.skipped) unread_.insert(skipped.path);
  }

  [[nodiscard]] std::vector<Reference> references_of(const Item& item) const {
    // Each way of saying it stands apart: a rewrite needs them all.
    std::map<std::tuple<std::string, std::string, MentionForm>, Reference> found;
    const bool calls = std::ranges::any_of(item.mentions, [&](const Mention& m) {
      return m.form == MentionForm::Slash && !named(item, m).to.empty();
    });
    for (const auto& mention : item.mentions) {
      auto answer = answer_for(item, mention, calls);
      if (!answer.claimed || answer.to == item.key) continue;
      auto& reference = found[{answer.to, mention.target, mention.form}];
      if (reference.lines.empty())
        reference = {.target = mention.target, .to = answer.to, .form = mention.form, .lines = {}};
      if (reference.lines.empty() || reference.lines.back() != mention.line)
        reference.lines.push_back(mention.line);
    }
    std::vector<Reference> references;
    for (auto& [key, reference] : found) references.push_back(std::move(reference));
    std::ranges::stable_sort(references, {},
                             [](const Reference& r) { return std::tie(r.lines.front(), r.target); });
    return references;
  }

 private:
  void add_names(Index index) {
    const auto& item = inventory_.items[index];
    if (item.kind == Kind::Doc) add_name(documents_, folded_name(name_from_path(item.path)), index);
    if (!is_callable(item.kind)) return;
    const auto stem = name_from_path(item.path);
    add_name(names_, folded_name(item.name), index);
    add_name(names_, folded_name(stem), index);
    add_name(names_, folded_name(std::string(base_name(folder_of(item.path))) + ":" + stem), index);
  }

  static void add_name(Names& names, const std::string& name, Index index) {
    auto& items = names[name];
    if (items.empty() || items.back() != index) items.push_back(index);
  }

  void add_path(Index index) {
    const auto& file = inventory_.files[index];
    paths_.emplace(file.path, index);
    base_names_[base_name(file.path)].push_back(index);
    for (auto folder = folder_of(file.path); !folder.empty() && folders_.insert(folder).second;
         folder = folder_of(folder)) {
    }
    if (!file.item.empty()) item_folders_.insert(folder_of(file.path));
  }

  [[nodiscard]] Answer answer_for(const Item& item, const Mention& mention, bool calls) const {
    switch (mention.form) {
      case MentionForm::Link:
        return linked(item, mention);
      case MentionForm::Import:
        return imported(item, mention);
      case MentionForm::Path:
        return written_path(item, mention);
      case MentionForm::Slash:
        return slashed(item, mention, calls);
      case MentionForm::Name:
        return named(item, mention);
      case MentionForm::Role:
        return role(item, mention);
      case MentionForm::Listing:
        return listed(item, mention);
    }
    return {};
  }

  // --- files
  // ---------------------------------------------------------------------------------------------------

  /// The key or path of the file at exactly `path`, or of the SKILL.md or README of that folder.
  [[nodiscard]] std::optional<std::string> at_path(const std::string& path) const {
    for (const std::string_view inside : {"", "/SKILL.md", "/README.md", ".md"}) {
      const auto found = paths_.find(path + std::string(inside));
      if (found == paths_.end()) continue;
      const auto& file = inventory_.files[found->second];
      return file.item.empty() ? file.path : file.item;
    }
    return std::nullopt;
  }

  /// From the item's folder, or from the root.
  [[nodiscard]] std::optional<std::string> from_item_or_root(const Item& item,
                                                             std::string_view target) const {
    const bool absolute = target.starts_with('/');
    if (!absolute)
      if (const auto path = normal_path(folder_of(item.path), target))
        if (auto file = at_path(*path)) return file;
    if (const auto path = normal_path("", target)) return at_path(*path);
    return std::nullopt;
  }

  /// The one file whose path ends with `target`, or the nearest of several.
  [[nodiscard]] std::optional<std::string> by_ending(const Item& item, std::string_view target) const {
    if (target.starts_with('.') || is_folder_beside(target.substr(0, target.find('/')))) return std::nullopt;
    const auto candidates = base_names_.find(base_name(target));
    if (candidates == base_names_.end()) return std::nullopt;
    std::vector<Index> fitting;
    const bool bare = target.find('/') == std::string_view::npos;
    for (const auto index : candidates->second) {
      const std::string_view path = inventory_.files[index].path;
      const bool ends =
          path == target || (path.ends_with(target) && path[path.size() - target.size() - 1] == '/');
      if (ends) fitting.push_back(index);
      if (fitting.size() > 1000) return std::nullopt;
    }
    if (bare && (fitting.size() > 1 || is_file_everywhere(target) ||
                 target.find_first_of("-_") == std::string_view::npos))
      return std::nullopt;
    const auto* file =
        nearest(item, fitting, [&](Index index) -> std::string_view { return inventory_.files[index].path; });
    if (!file) return std::nullopt;
    const auto& entry = inventory_.files[*file];
    return entry.item.empty() ? entry.path : entry.item;
  }

  [[nodiscard]] Answer linked(const Item& item, const Mention& mention) const {
    if (auto file = from_item_or_root(item, mention.target)) return {std::move(*file), true};
    const auto path =
        normal_path(mention.target.starts_with('/') ? "" : folder_of(item.path), mention.target);
    const bool readable = is_known_format(mention.target) && path && !unread_.contains(*path);
    const bool folder = path && folders_.contains(*path);
    return {"", readable && !folder && !mention.in_code && !mention.target.starts_with('/')};
  }

  [[nodiscard]] Answer imported(const Item& item, const Mention& mention) const {
    if (mention.target.starts_with('~')) return {};
    if (auto file = from_item_or_root(item, mention.target)) return {std::move(*file), true};
    return {"", mention.target.ends_with(".md") && mention.target.find('/') != std::string::npos &&
                    !mention.in_code && has_folder(item, mention.target)};
  }

  [[nodiscard]] Answer written_path(const Item& item, const Mention& mention) const {
    if (mention.target.starts_with('~') || mention.target.starts_with('/')) return {};
    const bool bare = mention.target.find('/') == std::string::npos;
    if (!bare || !is_file_everywhere(mention.target))
      if (auto file = from_item_or_root(item, mention.target)) return {std::move(*file), true};
    if (auto file = by_ending(item, mention.target)) return {std::move(*file), true};
    return {"", !bare && !mention.in_code && mention.target.ends_with(".md") &&
                    has_item_folder(item, mention.target)};
  }

  [[nodiscard]] bool has_folder(const Item& item, std::string_view target) const {
    const auto folder = folder_of(target);
    const auto path = normal_path(folder_of(item.path), folder);
    return folders_.contains(folder) || (path && folders_.contains(*path));
  }

  /// The folder that `target` names holds items of ours and is called like one that does: agents/, commands/,
  /// skills/.
  [[nodiscard]] bool has_item_folder(const Item& item, std::string_view target) const {
    const auto folder = folder_of(target);
    constexpr std::array<std::string_view, 7> names = {"agents",  "commands", "skills",  "workflows",
                                                       "prompts", "rules",    "patterns"};
    if (std::ranges::find(names, base_name(folder)) == names.end()) return false;
    const auto path = normal_path(folder_of(item.path), folder);
    return item_folders_.contains(folder) || (path && item_folders_.contains(*path));
  }

  // --- names
  // ---------------------------------------------------------------------------------------------------

  /// The index whose path is nearest to the item's: in its own folder first; nothing when two are equally
  /// near.
  template <class PathOf>
  [[nodiscard]] const Index* nearest(const Item& item, const std::vector<Index>& candidates,
                                     const PathOf& path_of) const {
    const Index* best = nullptr;
    std::size_t best_rank = 0;
    bool tied = false;
    for (const auto& index : candidates) {
      const auto path = path_of(index);
      const auto rank =
          shared_folders(item.path, path) * 2 + (folder_of(item.path) == folder_of(path) ? 1 : 0);
      if (best && rank < best_rank) continue;
      tied = best && rank == best_rank;
      best = &index;
      best_rank = rank;
    }
    return tied ? nullptr : best;
  }

  [[nodiscard]] Answer named(const Item& item, const Mention& mention) const {
    const auto name = folded_name(mention.target);
    auto found = names_.find(name);
    if (found == names_.end()) {  // "run month-end-close" calls even what looks like a mere document
      const bool procedure = mention.called && mention.form != MentionForm::Role && is_joined(mention.target);
      if (!procedure || (found = documents_.find(name)) == documents_.end()) return {};
    }
    if (found->second.size() > 1000) return {};
    std::vector<Index> fitting;
    for (const auto index : found->second)
      if (suits(inventory_.items[index].kind, mention)) fitting.push_back(index);
    const auto is_self = [&](Index index) { return inventory_.items[index].key == item.key; };
    if (std::ranges::any_of(fitting, is_self)) return {item.key, true};  // its own name
    const auto* best =
        nearest(item, fitting, [&](Index index) -> std::string_view { return inventory_.items[index].path; });
    if (!best) return {};
    if (mention.form == MentionForm::Name && !is_joined(mention.target) &&
        !is_plain_name_meant(item, inventory_.items[*best]))
      return {};
    return {inventory_.items[*best].key, true};
  }

  /// A plain word in backticks is a name only among neighbours: `review` in the folder where review.md lies.
  [[nodiscard]] static bool is_plain_name_meant(const Item& item, const Item& other) {
    return folder_of(item.path) == folder_of(other.path) &&
           (other.kind == Kind::Agent || other.kind == Kind::Skill);
  }

  [[nodiscard]] Answer slashed(const Item& item, const Mention& mention, bool calls) const {
    const bool plain = !is_joined(mention.target);
    if (plain && mention.in_code) return {};  // a route or a folder more often than a command
    if (auto answer = named(item, mention); answer.claimed) return answer;
    if (const auto colon = mention.target.find(':'); colon != std::string::npos) {
      auto inner = mention;
      inner.target = mention.target.substr(colon + 1);
      if (auto answer = named(item, inner); answer.claimed) return answer;
    }
    const bool ours = calls && mention.quoted && mention.target.find('-') != std::string::npos;
    const bool clear = ours || (mention.called && !is_root_folder(mention.target));
    return {"", clear && !mention.in_code && !is_built_in_command(mention.target)};
  }

  [[nodiscard]] Answer role(const Item& item, const Mention& mention) const {
    if (auto answer = named(item, mention); answer.claimed) return answer;
    const bool clear = mention.quoted && (mention.wanted == Kind::Agent || mention.wanted == Kind::Skill) &&
                       mention.target.find('-') != std::string::npos && !is_built_in_agent(mention.target);
    return {"", clear && !mention.in_code};
  }

  [[nodiscard]] Answer listed(const Item& item, const Mention& mention) const {
    if (mention.target.find('/') != std::string::npos || is_known_format(mention.target))
      return linked(item, mention);
    if (auto answer = named(item, mention); answer.claimed) return answer;
    return {"", (mention.wanted == Kind::Agent || mention.wanted == Kind::Skill) &&
                    mention.target.find('-') != std::string::npos};
  }

  const Inventory& inventory_;
  Names names_;
  Names documents_;  // by the name of their file
  std::unordered_map<std::string, Index> paths_;
  std::unordered_map<std::string_view, std::vector<Index>> base_names_;
  std::unordered_set<std::string_view> folders_;
  std::unordered_set<std::string_view> item_folders_;
  std::unordered_set<std::string> unread_;
};

}  // namespace

void resolve_references(Inventory& inventory) {
  std::vector<std::vector<Reference>> references;
  references.reserve(inventory.items.size());
  const Resolver resolver(inventory);
  for (const auto& item : inventory.items) references.push_back(resolver.references_of(item));
  for (std::size_t i = 0; i < inventory.items.size(); ++i)
    inventory.items[i].references = std::move(references[i]);
}

}  // namespace agentops::extract
