#pragma once

/// What there is to refer to: names of items, paths of files, folders. Made once of an inventory, then only
/// looked up.
///
///   tables.from_item_or_root(item, "../docs/guide.md")  ->  "docs/guide.md"
///
/// Holds views of the inventory, which must outlive it. Safe on any thread.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "models/inventory.h"

namespace agentops::extract {

class ReferenceTables {
 public:
  explicit ReferenceTables(const Inventory& inventory);

  /// Items that others call by this name; documents whose file has it. Empty for none, and for a name so
  /// common that it tells nothing.
  [[nodiscard]] std::vector<const Item*> callable(std::string_view name) const;
  [[nodiscard]] std::vector<const Item*> documents(std::string_view name) const;

  /// Of several the one whose path is nearest to the item's: in its own folder first; null when two are
  /// equally near.
  [[nodiscard]] static const Item* nearest(const Item& item, const std::vector<const Item*>& candidates);

  /// The key or path of what `target` leads to, from the item's folder or from the root.
  [[nodiscard]] std::optional<std::string> from_item_or_root(const Item& item, std::string_view target) const;

  /// The same for the one file whose path ends with `target`, or the nearest of several.
  [[nodiscard]] std::optional<std::string> by_ending(const Item& item, std::string_view target) const;

  /// The same for files anywhere below the item's folder `inside` whose paths end with `target`; the first
  /// two.
  [[nodiscard]] std::vector<std::string> files_below(const Item& item, std::string_view inside,
                                                     std::string_view target) const;

  /// `target`, a path from the item's folder, is a folder; some folder ends so; was seen but could not be
  /// read.
  [[nodiscard]] bool is_folder(const Item& item, std::string_view target) const;
  [[nodiscard]] bool ends_a_folder(std::string_view target) const;
  [[nodiscard]] bool is_unread(const Item& item, std::string_view target) const;

  /// The folder that `target` lies in is there; so is the one that `folder` ("docs/plans/") lies in; that of
  /// `target` holds items of ours and is called like one that does ("agents", "skills").
  [[nodiscard]] bool has_folder(const Item& item, std::string_view target) const;
  [[nodiscard]] bool has_parent_folder(const Item& item, std::string_view folder) const;
  [[nodiscard]] bool has_item_folder(const Item& item, std::string_view target) const;

  /// An item of `kind` lies in the item's folder or below it, and that is not the root.
  [[nodiscard]] bool has_below(const Item& item, Kind kind) const;

  /// So many items lie in the item's own folder that a common word is the name of one by chance.
  [[nodiscard]] bool is_crowded(const Item& item) const;

  /// Some file's path ends with `target`.
  [[nodiscard]] bool has_ending(std::string_view target) const;

  /// True when there is anything that is called by a slash name.
  [[nodiscard]] bool has_commands() const { return has_commands_; }

  /// What a plugin's commands are called by: its name, or that of a folder with items in or below it; the
  /// item lies in one that is called so, and in no plugin inside it.
  [[nodiscard]] bool is_namespace(std::string_view name) const;
  [[nodiscard]] bool is_in_namespace(const Item& item, std::string_view name) const;

 private:
  using Index = std::uint32_t;
  using Names = std::unordered_map<std::string, std::vector<Index>>;

  void add_names(Index index);
  void add_path(Index index);
  void add_plugin(const Item& manifest);
  [[nodiscard]] std::vector<const Item*> named(const Names& names, std::string_view name) const;
  [[nodiscard]] std::optional<std::string> at_path(const std::string& path) const;
  [[nodiscard]] const std::string& key_of(const FileEntry& file) const;

  const Inventory& inventory_;
  Names names_;
  Names documents_;  // by the name of their file
  std::unordered_map<std::string, Index> paths_;
  std::unordered_map<std::string_view, std::vector<Index>> base_names_;
  std::unordered_set<std::string_view> folders_;
  std::unordered_set<std::string_view> folder_names_;
  std::unordered_set<std::string_view> item_folders_;
  std::unordered_set<std::string_view> namespaces_;
  std::unordered_map<std::string_view, std::string_view> plugins_;  // names, by the folders they stand for
  std::set<std::pair<std::string_view, Kind>> kinds_below_;     // folders, with what lies in or below them
  std::unordered_map<std::string_view, std::size_t> items_in_;  // folders, right in them
  std::unordered_set<std::string> unread_;
  bool has_commands_ = false;
};

}  // namespace agentops::extract
