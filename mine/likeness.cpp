#include "mine/likeness.h"

#include "mine/copies.h"
#include "mine/focus.h"
#include "mine/folders.h"
#include "mine/leiden.h"
#include "mine/neighbours.h"
#include "mine/postings.h"
#include "mine/vectors.h"
#include "mine/witnesses.h"

namespace agentops::mine {

namespace {

constexpr unsigned focusings = 2;  ///< more change little

/// Only likeness looks at the terms of rows.
Vectors vectors_from(Corpus& corpus, unsigned threads) {
  Vectors vectors = vectors_of(corpus.rows, {.threads = threads});
  for (CorpusRow& row : corpus.rows) row.words = row.pairs = row.lead = {};
  return vectors;
}

}  // namespace

Likeness likeness_of(Corpus& corpus, unsigned threads) {
  const auto items = static_cast<std::uint32_t>(corpus.rows.size());
  const NeighbourOptions nearest{.threads = threads};
  std::vector<Edge> witnesses = reference_edges(corpus.references, items, {});
  const Vectors plain = vectors_from(corpus, threads);
  Postings postings(plain);
  Likeness likeness;
  auto neighbours = neighbours_of(plain, postings, nearest);
  likeness.originals = originals_of(neighbours);
  const Graph written = union_graph(neighbours);
  for (const std::vector<Edge>& more :
       {tool_edges(corpus.tools, items, {}), folder_edges(corpus.rows, written, {})})
    witnesses.insert(witnesses.end(), more.begin(), more.end());
  for (unsigned i = 0;; ++i) {
    const Graph words = union_graph(neighbours);
    likeness.all = joined(words, witnesses);
    if (i == focusings) {
      likeness.words = joined(written, edges_of(words));
      return likeness;
    }
    const Partition groups = leiden(likeness.all, {.resolution = 2048, .rounds = 2, .apart = {}});
    const Vectors sharp = focused(plain, postings, groups, {});
    postings.reweigh(sharp);
    neighbours = neighbours_of(sharp, postings, nearest);
  }
}

}  // namespace agentops::mine
