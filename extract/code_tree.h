#pragma once

/// A parsed piece of code as a flat list of nodes, so that the readers of single languages need neither
/// recursion nor the parser's own types.

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/code.h"

namespace agentops::extract {

/// A named node. Nodes are in reading order, a parent before its children; those of one node's subtree follow
/// it up to `end_of_subtree`.
struct SyntaxNode {
  std::string_view type;    ///< as the grammar calls it; lives as long as the program
  std::uint32_t begin = 0;  ///< in the code
  std::uint32_t end = 0;
  std::uint32_t end_of_subtree = 0;  ///< index of the next node that is not below this one
};

/// The nodes of `code`; none when the code is too large or takes too many operations.
[[nodiscard]] std::vector<SyntaxNode> parse_code(Language language, std::string_view code);

/// Calls visit(child, its index) for each direct child of node `parent`.
template <class Visit>
void for_each_child(const std::vector<SyntaxNode>& nodes, std::size_t parent, const Visit& visit) {
  for (std::size_t child = parent + 1; child < nodes[parent].end_of_subtree;
       child = nodes[child].end_of_subtree)
    visit(nodes[child], child);
}

[[nodiscard]] inline std::string_view text_of(const SyntaxNode& node, std::string_view code) {
  return code.substr(node.begin, node.end - node.begin);
}

}  // namespace agentops::extract
