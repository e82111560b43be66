#pragma once

/// Puts a fresh draft over an earlier one without losing what its owner did in between.
///
/// A package remembers the last draft in `.draft/base/`, file by file. Files that nobody touched are
/// refreshed, files that were edited are merged three ways, files that were deleted stay deleted. Where both
/// sides changed the same lines nothing is written: the file is a Collision, and its base stays old, so that
/// it is met again next time. Drafting again without a change gives an empty ChangeSet.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/file_tree.h"
#include "models/result.h"

namespace agentops::draft {

/// The bytes that a file of the package has now; nothing when there is no such file.
using PresentReader = std::function<Result<std::optional<std::string>>(const std::string& path)>;

enum class Fate : std::uint8_t {
  Create,
  Update,    ///< untouched since the last draft, and now different
  Merge,     ///< edited, and what is new was merged in
  Keep,      ///< as it is: nothing new, or an edit that the draft does not touch
  Absent,    ///< deleted by its owner, and stays so
  Remove,    ///< untouched, and no longer part of the draft
  Conflict,  ///< a person has to decide
};

struct FileFate {
  std::string path;
  Fate fate = Fate::Keep;

  friend bool operator==(const FileFate&, const FileFate&) = default;
};

struct Redraft {
  ChangeSet changes;            ///< paths in the package, `.draft/` among them
  std::vector<FileFate> fates;  ///< of every file but `.draft/`, sorted by path
};

/// `fresh` is DraftedPackage::tree; `last` holds the files under `.draft/base/`, without that prefix; both
/// are paths in the package. `read` gives the bytes behind CopyOf. An edited file that the draft no longer
/// has is said once, as a conflict, and is its owner's from then on.
[[nodiscard]] Result<Redraft> redraft(const FileTree& fresh, const FileTree& last, const SourceReader& read,
                                      const PresentReader& present);

}  // namespace agentops::draft
