#pragma once

/// From what should be there, what is there and what the ledger says, to what has to change. The one place
/// that decides about a user's files.
///
///   wanted      in the ledger  there now    ->
///   yes         no             nothing      created
///   yes         no             something    the user's: kept, told when it differs
///   yes         yes            as recorded  replaced when it should differ
///   yes         yes            edited       kept; what is new is merged into it, line by line
///   yes         yes            nothing      created again
///   no          yes            as recorded  removed
///   no          yes            edited       kept, told; from then on the user's
///
/// Where the person and the package changed the same lines, the person's stay, and all three texts are told.
/// An edited file that cannot be merged, since the text before is not known or is none, is kept and told.
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
#include "text/diff.h"

namespace agentops::package {

/// A file as it is there now.
struct PresentFile {
  Digest digest{};
  bool executable = false;

  friend bool operator==(const PresentFile&, const PresentFile&) = default;
};

/// The file at a path, or nothing when there is none.
using LookAt = std::function<std::optional<PresentFile>(const std::string& path)>;

/// A file that a person edited: as it was deployed, and as it is now.
struct EditedText {
  std::string base;
  std::string yours;

  friend bool operator==(const EditedText&, const EditedText&) = default;
};

/// The two texts of a file in the ledger that was edited, or nothing when one of them is not known.
using LookBack = std::function<std::optional<EditedText>(const DeployedFile& known)>;

/// An edited file into which something new was merged.
struct MergedFile {
  std::string path;
  std::vector<text::Clash> clashes;  ///< where the person's lines stayed; empty: all went together

  friend bool operator==(const MergedFile&, const MergedFile&) = default;
};

struct Difference {
  ChangeSet changes;
  std::vector<DeployedFile> ledger;  ///< sorted by path: what is ours afterwards
  std::vector<Collision> kept;  ///< sorted by path: the user's files that stand in the way, and their edits
  std::vector<MergedFile> merged;  ///< sorted by path

  friend bool operator==(const Difference&, const Difference&) = default;
};

/// `wanted` holds every file that should be there and is not known to be there already. A skill of which one
/// file is the user's is kept back whole.
[[nodiscard]] Difference difference(const Deployment& wanted, const std::vector<DeployedFile>& ledger,
                                    const LookAt& look_at, const LookBack& look_back);

}  // namespace agentops::package
