#pragma once

/// A folder on a map: its domains, the items in each, and who refers to whom.

#include <cstdint>
#include <string>
#include <vector>

#include "models/kind.h"

namespace agentops {

struct MapItem {
  std::string key;
  std::string name;
  Kind kind = Kind::Other;
  std::uint32_t tokens = 0;
  bool close_call = false;  ///< sits between two domains
};

struct MapDomain {
  std::string id;    ///< empty: what is in no domain
  std::string name;  ///< "unsorted" for those
  std::vector<MapItem> items;
};

/// From an item to another one, by their keys.
struct MapReference {
  std::string from, to;
  std::size_t count = 0;  ///< places
};

struct FolderMap {
  std::vector<MapDomain> domains;
  std::vector<MapReference> references;  ///< between items of the map; sorted
};

}  // namespace agentops
