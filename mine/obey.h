#pragma once

/// Puts decided items where the user put them, and lets the others learn from it.
///
///   found {a b c} {d e f}, the plan had X {a b c} and Y {d e f}, the user moved f to X  ->  {a b c f} {d e},
///   and e with them when it is so like f that f's place says more about e than Y does
///
/// Items are grouped first, as if nothing had been decided. Then every item votes for its domain, one that
/// was moved with the weight of several, and the votes spread over likeness (mine/propagation). An undecided
/// item goes where it leans most, but only when that is because of the decisions: what leant elsewhere before
/// them stays. So one moved item never drags the group that it came from after it, and a domain that the user
/// opened attracts like items.

#include <span>
#include <vector>

#include "mine/bonds.h"
#include "mine/leiden.h"
#include "mine/propagation.h"
#include "models/corpus.h"
#include "models/domain.h"

namespace agentops::mine {

/// What the vote of an item weighs at most that the user moved: so much, but no more than a third of the
/// items among which it was found, so that it does not drag a small group after it. A suggestion weighs one,
/// and so does an item that was pinned where it is: it says nothing new.
inline constexpr unsigned decision_weight = 5;

struct ObeyOptions {
  unsigned min_size = 3;  ///< a domain that loses members and has fewer, none of them decided, is given up
  std::span<const std::uint32_t> held;  ///< items that only a decision for themselves moves
};

/// Domains in which decisions are obeyed, and what taught whom.
struct Obeyed {
  Partition domains;  ///< of each item, or nowhere; the largest is 0, ties by the first item
  std::vector<std::uint32_t>
      teachers;       ///< the item moved by the user because of which an item moved, or nowhere
  Leanings leanings;  ///< what others say about each item: its own vote is left out
};

/// `constraints` without what was decided for single items: the rules `together` and `apart` alone.
[[nodiscard]] Constraints rules_of(const Constraints& constraints);

/// `found`: domain of each item, or nowhere; `bonds` holds the decisions.
[[nodiscard]] Obeyed obeyed(const Corpus& corpus, const Propagation& propagation, const Partition& found,
                            const Bonds& bonds, const Constraints& constraints, const ObeyOptions& options);

/// What others say about each item when every item votes for its domain: its own vote is left out.
[[nodiscard]] Leanings leanings_of_others(const Propagation& propagation, const Partition& domains);

/// How far an item leans to its own domain, by what others say.
struct Lean {
  double score = 0;               ///< the share of its own domain, 0..1
  double margin = 0;              ///< the same less that of the best other
  std::uint32_t rival = nowhere;  ///< the best other domain

  friend bool operator==(const Lean&, const Lean&) = default;
};

/// The lean of each item, in thousandths.
[[nodiscard]] std::vector<Lean> leans_of(const Obeyed& obeyed);

}  // namespace agentops::mine
