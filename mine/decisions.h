#pragma once

/// Which of the domains that were found continue which of an earlier plan's, so that ids and names stay from
/// run to run.

#include <cstdint>
#include <string>
#include <vector>

#include "mine/bonds.h"
#include "mine/leiden.h"
#include "models/corpus.h"
#include "models/domain.h"

namespace agentops::mine {

/// Id and name of each domain. A name is empty where a new one has to be found.
struct Identity {
  std::string id;
  std::string name;

  friend bool operator==(const Identity&, const Identity&) = default;
};

/// For each precedent the domain that shares most members with it, or nowhere: closest pairs first, share of
/// the union (Jaccard) at least a third, each domain once. Pupils of decisions count for nobody: where they
/// are is what follows from the answer.
[[nodiscard]] std::vector<std::uint32_t> continued_by(const Corpus& corpus, const Partition& domains,
                                                      const Constraints& constraints);

/// A domain that holds the items decided for a precedent continues it. Of the others, those that share most
/// members go first (share of the union: Jaccard; at least a third); each precedent is continued once. New
/// domains get the ids that follow the highest number of any precedent, in the order of the domains.
[[nodiscard]] std::vector<Identity> identities_of(const Corpus& corpus, const Partition& domains,
                                                  const Bonds& bonds, const Constraints& constraints);

}  // namespace agentops::mine
