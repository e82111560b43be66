#pragma once

/// Items for the base package: those that no one domain can claim, and that items of several refer to.
///
///   voice.md, unsorted; agents of support, sales and hiring refer to it  ->  {"voice.md", 3 domains}
///
/// A doubtful or unsorted item that much of the collection leans on would make each domain need the one it
/// happens to stand in. An item that clearly belongs to a domain stays there, however many refer to it: a
/// dependency says so better. And one that refers to items of a domain stays out, because the base package
/// would need that domain's (the stable dependencies principle: Martin, Agile Software Development, 2002).

#include "models/corpus.h"
#include "models/domain.h"

namespace agentops::mine {

struct SharingOptions {
  unsigned from_domains = 3;  ///< other than its own, that refer to the item
  unsigned min_size = 3;      ///< a domain that would have fewer members keeps its own
};

/// The items in doubt or unsorted, none of them decided by the user nor a copy, to which items of several
/// domains refer, not most of them from one domain, and that refer to shared items alone. Sorted by key.
[[nodiscard]] std::vector<SharedItem> shared_items(const Corpus& corpus, const Mining& mining,
                                                   const SharingOptions& options);

/// Moves them in `mining` from their domains, or from what is unsorted, to `shared`.
void set_apart(std::vector<SharedItem> shared, Mining& mining);

}  // namespace agentops::mine
