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

/// How much references and code, and folders, weigh beside words.
struct Weights {
  WitnessOptions witnesses;
  FolderOptions folders;
};

Weights weights_by(std::optional<Lead> lead) {
  constexpr std::uint32_t leads = 4;
  Weights weights;
  if (lead == Lead::Words) {
    weights.witnesses.reference /= leads;
    weights.witnesses.cocitation /= leads;
    weights.witnesses.tool /= leads;
    weights.folders.strength /= leads;
  } else if (lead == Lead::References) {
    weights.witnesses.reference *= leads;
    weights.witnesses.cocitation *= leads;
  } else if (lead == Lead::Folders) {
    weights.folders.strength *= leads;
    weights.folders.beyond_chance = weights.folders.inside = weights.folders.topical = 0;
  }
  return weights;
}

/// Only likeness looks at the terms of rows.
Vectors vectors_from(Corpus& corpus, unsigned threads) {
  Vectors vectors = vectors_of(corpus.rows, {.threads = threads});
  for (CorpusRow& row : corpus.rows) row.words = row.pairs = row.lead = {};
  return vectors;
}

}  // namespace

Likeness likeness_of(Corpus& corpus, const LikenessOptions& options) {
  const auto items = static_cast<std::uint32_t>(corpus.rows.size());
  const NeighbourOptions nearest{.threads = options.threads};
  const Weights weights = weights_by(options.by);
  std::vector<Edge> witnesses = reference_edges(corpus.references, items, weights.witnesses);
  const Vectors plain = vectors_from(corpus, options.threads);
  Postings postings(plain);
  Likeness likeness;
  auto neighbours = neighbours_of(plain, postings, nearest);
  likeness.originals = originals_of(neighbours);
  const Graph written = union_graph(neighbours);
  for (const std::vector<Edge>& more : {tool_edges(corpus.tools, items, weights.witnesses),
                                        folder_edges(corpus.rows, written, weights.folders)})
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
