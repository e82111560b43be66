#pragma once

/// How much the items of a corpus are alike, before any domain is cut: by words, sharpened twice by what a
/// first grouping shows, by references, by what code calls and by the folders that people made.
///
///   rows of 40 items on 6 subjects  ->  a graph in which each item is joined with those most like it

#include <cstdint>
#include <optional>
#include <vector>

#include "mine/graph.h"
#include "models/corpus.h"
#include "models/grouping.h"

namespace agentops::mine {

/// Everything that is known about likeness before domains are cut. Nodes are the rows of the corpus.
struct Likeness {
  Graph words;                           ///< by words alone: as they were written, and sharpened
  Graph all;                             ///< words, sharpened, and all other witnesses
  std::vector<std::uint32_t> originals;  ///< of copies, by words as they were written
};

struct LikenessOptions {
  std::optional<Lead> by;  ///< the witness that counts four times as much beside the others as measured best
  unsigned threads = 1;    ///< changes the time, never the answer
};

/// Lets the terms of the rows go as soon as they are vectors: they are most of what mining holds. Folders
/// that lead are heard whatever their items say.
[[nodiscard]] Likeness likeness_of(Corpus& corpus, const LikenessOptions& options);

}  // namespace agentops::mine
