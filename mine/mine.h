#pragma once

/// Groups the items of a corpus into domains, names them, says where it is in doubt, and finds what recurs in
/// them.
///
///   rows of 40 items, 6 subjects  ->  6 domains "incident-response", "hiring", ... each with its members;
///                                     a member that could as well be elsewhere is a close call with a reason
///
/// Every row is a member of exactly one domain, shared by several or unassigned. What the user has decided
/// stays as decided. Equal input gives equal output, whatever the number of threads; nothing here touches a
/// disk or a clock.

#include <vector>

#include "mine/domains.h"
#include "mine/likeness.h"
#include "mine/propagation.h"
#include "mine/seeds.h"
#include "models/corpus.h"
#include "models/domain.h"
#include "models/grouping.h"
#include "text/words.h"

namespace agentops::mine {

struct MineOptions {
  Grouping grouping;                  ///< what a person asked for
  bool known_folders = false;         ///< the last plan was made from the folders that `grouping` names
  unsigned min_size = 3;              ///< smaller groups join a neighbour or stay unassigned
  unsigned min_uses = 3;              ///< a pattern stands in so many items at least
  unsigned generic_from_domains = 3;  ///< a pattern of so many domains is generic
  bool stability = true;              ///< measure it: as much work as grouping
  bool rank_questions = true;         ///< the most worthwhile first; else by margin, which costs nothing
  unsigned threads = 1;               ///< changes the time, never the answer
  text::Stemmer stem;                 ///< the one that the rows were made with; none: words stand as they are
};

/// What mining finds out before it asks what was decided for single items: most of its work. A review decides
/// one item after the other on the same ground.
struct Ground {
  Corpus corpus;
  Likeness likeness;
  std::vector<Seed> seeds;  ///< folders that began as domains
  Cut cut;                  ///< domains as if nothing had been decided but the rules `together` and `apart`
  Propagation propagation;
};

/// The corpus is taken, because its terms are let go as soon as they are vectors: they are most of what
/// mining holds. Of the constraints only the rules count. Corpora without rows have no ground.
[[nodiscard]] Ground ground_of(Corpus corpus, const Constraints& constraints, const MineOptions& options);

/// Domains keep the id and name of the precedent that they continue; new ones get the next free "dN", N
/// from 1. A precedent with decided items always exists, with those items in it. Constraints that name
/// unknown keys are ignored; one that contradicts a decision, or an earlier one, is ignored too. Rules and
/// options are those of the ground.
[[nodiscard]] Mining mine(const Ground& ground, const Constraints& constraints, const MineOptions& options);

/// Both at once. Of patterns only sections are found, which need no text; see mine/templates.h and
/// mine/pattern_ranks.h.
[[nodiscard]] Mining mine(Corpus corpus, const Constraints& constraints, const MineOptions& options);

}  // namespace agentops::mine
