#pragma once

/// From what should be there, what is there and what the ledger says, to what has to change. The one place
/// that decides about a user's files.
///
///   wanted      in the ledger  there now    ->
///   yes         no             nothing      created
///   yes         no             something    the user's: kept, told when it differs
///   yes         yes            as recorded  replaced when it should differ
///   yes         yes            edited       kept, told when there is something new
///   yes         yes            nothing      created again
///   no          yes            as recorded  removed
///   no          yes            edited       kept, told; from then on the user's
///
/// A file's mode is no edit, since the ledger does not know it: what is ours gets the mode that is wanted.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/file_tree.h"
#include "models/lock.h"
#include "package/deploy.h"

namespace agentops::package {

/// A file as it is there now.
struct PresentFile {
  Digest digest{};
  bool executable = false;

  friend bool operator==(const PresentFile&, const PresentFile&) = default;
};

/// The file at a path, or nothing when there is none.
using LookAt = std::function<std::optional<PresentFile>(const std::string& path)>;

struct Difference {
  ChangeSet changes;
  std::vector<DeployedFile> ledger;  ///< sorted by path: what is ours afterwards
  std::vector<Collision> kept;  ///< sorted by path: the user's files that stand in the way, and their edits

  friend bool operator==(const Difference&, const Difference&) = default;
};

/// `wanted` holds every file that should be there and is not known to be there already. A skill of which one
/// file is the user's is kept back whole.
[[nodiscard]] Difference difference(const Deployment& wanted, const std::vector<DeployedFile>& ledger,
                                    const LookAt& look_at);

}  // namespace agentops::package
