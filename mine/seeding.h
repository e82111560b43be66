#pragma once

/// Puts folders that begin as domains into a division that was found without them.
///
///   found {a b c} {d e f}, a seed {a b d}  ->  {a b c d} {e f}: the seed took most of c's domain

#include <cstdint>
#include <span>

#include "mine/bonds.h"
#include "mine/partition.h"
#include "mine/propagation.h"
#include "mine/seeds.h"

namespace agentops::mine {

/// `found` with each seed as a domain; numbers may have gaps. What is left of a domain of which one seed took
/// most goes with it, and so does what is left of one of which seeds took a quarter that have most of their
/// own from there: each item goes with the one that it leans to. Rules win over seeds: items that are to be
/// together go where the first of them is, one that is to be apart from an earlier one of its domain goes
/// back where it was found, or nowhere when that is no more. Domains that have fewer than `least` items left
/// are given up: those go where they lean.
[[nodiscard]] Partition seeded(const Partition& found, std::span<const Seed> seeds, const Bonds& rules,
                               const Propagation& propagation, unsigned least);

/// `domains` after every item of a seed that clearly leans elsewhere went there: the folders were a
/// beginning.
[[nodiscard]] Partition loosened(const Partition& domains, std::span<const Seed> seeds, const Bonds& rules,
                                 const Propagation& propagation);

}  // namespace agentops::mine
