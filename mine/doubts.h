#pragma once

/// How sure each item's place is, and why it may not be.
///
/// The score of a domain for an item is the share of what the item's neighbours, and theirs, say for it
/// (mine/propagation). The margin is the score of its own domain less that of the best other. A small margin,
/// references that lead elsewhere, or a copy that lies elsewhere make a close call.

#include <span>
#include <vector>

#include "mine/bonds.h"
#include "mine/graph.h"
#include "mine/leiden.h"
#include "mine/obey.h"
#include "models/corpus.h"
#include "models/domain.h"

namespace agentops::mine {

struct DoubtOptions {
  std::size_t closest = 10;  ///< links of an item by whose words its neighbours testify
  double margin = 0.15;      ///< less is a close call
  unsigned references = 2;  ///< so many that lead to one other domain, and none home, disagree with the words
};

/// What doubts look at. `words` is likeness by words alone.
struct Evidence {
  const Corpus& corpus;
  const Graph& words;
  const Partition& domains;
  const Bonds& bonds;
  std::span<const std::uint32_t> originals;  ///< as originals_of gives them
  std::span<const Lean> leans;               ///< as leans_of gives them
};

/// One member for each row that has a domain, in the order of the rows; runner_up is left to the caller to
/// fill from `rivals`: the best other domain of each, or nowhere. `doubt` speaks of domains by `names`. A
/// decided item has no doubt.
struct Standing {
  std::vector<Member> members;
  std::vector<std::uint32_t> rivals;
};
[[nodiscard]] Standing standing_of(const Evidence& evidence, std::span<const std::string> names,
                                   const DoubtOptions& options);

/// What speaks for one domain as the place of an item.
struct Testimony {
  std::uint32_t domain = nowhere;
  double words = 0;              ///< share of the likeness to the items closest by words, 0..1
  std::uint32_t references = 0;  ///< to and from items of the domain
};

/// For each of `items` its own domain, then the others for which anything speaks, most words first.
[[nodiscard]] std::vector<std::vector<Testimony>> testimonies_of(const Evidence& evidence,
                                                                 std::span<const std::uint32_t> items,
                                                                 const DoubtOptions& options);

}  // namespace agentops::mine
