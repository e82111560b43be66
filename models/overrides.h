#pragma once

/// What one project changes of a package that it installed: the value behind `packages/NAME.local.yaml`.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/source.h"
#include "models/value.h"

namespace agentops {

/// A path, and the line in which somebody wrote it.
struct WrittenPath {
  std::string path;
  std::uint32_t line = 0;

  friend bool operator==(const WrittenPath&, const WrittenPath&) = default;
};

/// An item of the project that goes where those of the package go.
struct AddedItem {
  std::string_view folder;  ///< "agents": a key of item_lists
  WrittenPath file;         ///< in the project; of a skill its folder or its SKILL.md

  friend bool operator==(const AddedItem&, const AddedItem&) = default;
};

/// What happens to the text of one item on its way out of the package. Files are named from the project's
/// root; those that are empty do not count.
struct Patch {
  WrittenPath item;               ///< in the package: agents/handle-inquiry.md
  std::optional<Digest> against;  ///< the item's file in the package, when this was written
  Map frontmatter;                ///< keys that are set; null takes one out
  std::string append;             ///< file whose text follows the item's
  std::string text;               ///< file with the whole text as the project wants it ...
  std::string base;               ///< ... and with the text that it was made from

  friend bool operator==(const Patch&, const Patch&) = default;
};

struct Overrides {
  Map settings;
  Map validations;  ///< id of a rule -> on, off, or what it asks for
  std::vector<AddedItem> added;
  std::vector<WrittenPath> disabled;  ///< items of the package
  std::vector<Patch> patches;

  /// How many things they change, disabled items not among them.
  [[nodiscard]] std::size_t changes() const {
    return settings.size() + validations.size() + added.size() + patches.size();
  }
  [[nodiscard]] bool empty() const { return *this == Overrides{}; }
  friend bool operator==(const Overrides&, const Overrides&) = default;
};

}  // namespace agentops
