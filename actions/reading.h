#pragma once

/// The pass over files: on all cores, in chunks of the sorted list, each file's text let go when its facts
/// are taken.
///
/// Which thread reads which chunk changes the time, never the answer.

#include <span>
#include <string>
#include <vector>

#include "actions/project.h"
#include "index/store.h"
#include "models/corpus.h"
#include "models/inventory.h"
#include "state/scan_cache.h"

namespace agentops::actions {

/// A file to read, and what only the walk of the whole tree knows about it.
struct FileToRead {
  FileStamp stamp;
  std::string owner;                   ///< SKILL.md that it is attached to; empty: none
  bool beside_skill_folders = false;   ///< see extract::FileContext
  std::vector<std::string> scripts{};  ///< of a SKILL.md: scripts attached to it, whose uses are its own
};

/// What is wanted of each file beside its facts.
struct PassOptions {
  bool rows = false;              ///< what mining needs
  bool entries = false;           ///< what the index needs, kept
  index::Build* build = nullptr;  ///< what the index needs, written chunk by chunk as shards, not kept
};

struct FileRead {
  state::KnownFile known;
  std::vector<CorpusRow> rows;        ///< of its items
  std::vector<index::Entry> entries;  ///< of its items
};

/// Reads `files`, which are sorted by path; the answer is in their order. A file that cannot be read has the
/// reason in `known.skipped`. Errors are those of writing the index.
[[nodiscard]] Result<std::vector<FileRead>> read_files(const Project& project,
                                                       std::span<const FileToRead> files,
                                                       const PassOptions& options);

}  // namespace agentops::actions
