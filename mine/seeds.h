#pragma once

/// Which folders begin as domains, when a person says that the folders people made are to be believed.
///
///   billing/a.md, billing/agents/b.md, billing/c.md, hiring/..., AGENTS.md
///     -> seeds "billing" and "hiring"; AGENTS.md goes where it is like the others
///
/// Folders that only say what kind of items they hold ("agents", ".claude", a skill's own folder) belong to
/// the folder that they lie in.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/corpus.h"
#include "models/domain.h"
#include "models/grouping.h"

namespace agentops::mine {

/// A folder that begins as a domain.
struct Seed {
  std::string name;                  ///< a slug, unlike that of every other seed
  std::vector<std::uint32_t> items;  ///< rows, ascending

  friend bool operator==(const Seed&, const Seed&) = default;
};

/// The seeds that `grouping` asks for, in the order of their folders; no item is in two.
///
/// Named folders (as globs match them; "." has those at the top) are seeds whatever their size; one with
/// fewer than `least` items of its own stands for the folders in it. Where all folders are to be kept and
/// none is named, every one with `least` items of its own is a seed, and one whose items lie in smaller
/// folders when they are so many together; a folder of all items divides nothing.
[[nodiscard]] std::vector<Seed> seeds_of(std::span<const CorpusRow> rows, const Grouping& grouping,
                                         unsigned least);

/// `constraints` with a precedent for each seed, so that its domain gets its name. `known`: the last plan was
/// made from the same folders, and its domains that go on from them keep the names that they have there.
[[nodiscard]] Constraints with_names(Constraints constraints, std::span<const CorpusRow> rows,
                                     std::span<const Seed> seeds, bool known);

}  // namespace agentops::mine
