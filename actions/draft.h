#pragma once

/// Writes packages from the plan: each domain becomes `packages/NAME/`, merged with what its owner changed
/// since the last draft.
///
/// Originals are never touched. Everything is written together or not at all; a file that only a person can
/// merge is left as it is.

#include <string>
#include <vector>

#include "actions/mine.h"
#include "draft/draft.h"
#include "draft/redraft.h"
#include "models/file_tree.h"

namespace agentops::actions {

struct DraftRequest {
  draft::DraftOptions draft;
  std::string version;  ///< of every package; empty: as drafted last, and at first draft::DraftOptions's own
  ScanOptions scan;     ///< as for mine: what is left out there is to be left out here
  bool dry_run = false;
};

/// One package and what becomes of each of its files.
struct DraftedFolder {
  draft::DraftedPackage package;
  std::vector<draft::FileFate> fates;
  std::string folder;  ///< "packages/NAME"
};

struct Drafted {
  std::vector<DraftedFolder> packages;
  draft::Conservation conservation;
  std::vector<Finding> findings;
  std::size_t items = 0;               ///< that were read
  std::vector<std::string> conflicts;  ///< paths that a person has to merge
  bool wrote = false;                  ///< false: nothing was different, or a dry run
};

/// Mines first when there is no plan yet, without writing one: then the suggestion is drafted. Author:
/// options, else git's settings.
[[nodiscard]] Result<Drafted> draft_packages(const Project& project, DraftRequest request);

}  // namespace agentops::actions
