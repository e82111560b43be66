#pragma once

/// The map of a folder for programs that draw: domains, the items in each, and who refers to whom.
///
///   support { refund, lead }, refund refers to lead twice
///   ->  digraph agentops { subgraph cluster_0 { label="support"; ... } n0 -> n1 [label="2"]; }
///
/// Nodes are numbered in the order of the map, so equal maps give equal bytes. Names are anybody's: each
/// notation gets them escaped, on one line, so that none can end its quotes.

#include <string>

#include "models/folder_map.h"

namespace agentops::report {

/// For Graphviz.
[[nodiscard]] std::string dot(const FolderMap& map);

/// A flowchart as Markdown pages show it.
[[nodiscard]] std::string mermaid(const FolderMap& map);

}  // namespace agentops::report
