#pragma once

/// Looks up what items mention: which item or file is meant, or that it is not there.
///
///   agents/a.md: "then run /deploy and read [the guide](../docs/guide.md)"
///     -> references {"deploy" -> commands/deploy.md, "../docs/guide.md" -> docs/guide.md}
///
/// Precision before recall: a mere word is never a reference, a name that fits several items equally well is
/// none. Dead (Reference::to empty) is only what clearly meant an item or a file: a relative link, an import,
/// a path with a folder that the scan has, a slash command among other slash commands or behind a verb that
/// calls it ("run /deploy"), a role phrase around a distinctive name, a file that a skill sends its reader to
/// or lists below the name of its folder. A document is reached by its path, and
/// by a distinctive name only behind such a verb: "run month-end-close".

#include "models/inventory.h"

namespace agentops::extract {

/// Fills Item::references of every item from its mentions; earlier references are replaced. Linear in the
/// mentions (one table of names and paths). `inventory` is sorted as models/inventory.h says. References of
/// an item to itself are left out.
void resolve_references(Inventory& inventory);

}  // namespace agentops::extract
