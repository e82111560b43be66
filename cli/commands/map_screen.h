#pragma once

/// A map for people: boxes that hold the names of a domain's items, or a tree with a line for each item.

#include <cstddef>
#include <string>

#include "models/folder_map.h"

namespace agentops::cli {

/// Two boxes beside each other where `width` allows; at most `most` lines of names in a box. Below them who
/// refers to whom between domains.
[[nodiscard]] std::string map_boxes(const FolderMap& map, unsigned width, std::size_t most);

/// Each domain with its items and what they refer to; at most `most` items of a domain.
[[nodiscard]] std::string map_tree(const FolderMap& map, std::size_t most);

}  // namespace agentops::cli
