#pragma once

/// The folders that people made, as likeness: a soft witness beside words and references, heard only where
/// the folders are about subjects.
///
///   dunning/a.md ... dunning/f.md, whose words are alike  ->  each is linked with the three most typical
///   agents/a.md ... agents/f.md, or folders filled by chance  ->  nothing
///
/// A folder is topical when its items are linked with one another by their words twice as much as chance
/// would have it, and with a tenth of all their links. Unless half of the items that lie in folders lie in
/// topical ones, the folders of this collection mean something else, and none is heard.

#include <cstdint>
#include <span>
#include <vector>

#include "mine/graph.h"
#include "models/corpus.h"

namespace agentops::mine {

struct FolderOptions {
  double strength = 0.5;     ///< of a link, in medians of the links by words
  unsigned fewest = 3;       ///< items of a folder, those of folders below it among them
  double largest = 0.5;      ///< part of all items; a folder of more divides nothing
  unsigned typical = 3;      ///< items of a folder with which each other one is linked
  double beyond_chance = 2;  ///< times as many links inside as chance would put there, in a topical folder
  double inside = 0.1;       ///< part of its items' links that is inside
  double topical = 0.5;      ///< part of the items in folders that lie in topical ones
};

/// Edges between the rows of a corpus, by their keys; `words` are the links by words alone. A pair may come
/// several times. Folders called by kinds of items, and the root, say nothing.
[[nodiscard]] std::vector<Edge> folder_edges(std::span<const CorpusRow> rows, const Graph& words,
                                             const FolderOptions& options);

}  // namespace agentops::mine
