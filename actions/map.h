#pragma once

/// The map of a folder: its domains as the plan and mining have them, their items, and the references between
/// them.

#include "actions/mine.h"
#include "models/folder_map.h"

namespace agentops::actions {

struct Mapped {
  Scanned scanned;
  FolderMap map;      ///< domains largest first, what is in none last; items by name, then key
  bool clear = true;  ///< false: more than a quarter of the items are close calls
};

/// Writes nothing but caches.
[[nodiscard]] Result<Mapped> map_folder(const Project& project);

enum class MapNotation : std::uint8_t { Dot, Mermaid };

[[nodiscard]] std::string print_map(const FolderMap& map, MapNotation notation);

}  // namespace agentops::actions
