#pragma once

/// Reads a folder: every file of a known format, what each one is, what it uses and whom it refers to.
///
/// Only what changed since the last scan is read again; the answer is the same as if everything were. Files
/// are read on all cores in chunks and their text is let go, so memory grows with the number of items, not
/// with the bytes. What a later stage needs of the text (rows for mining, entries for the index) is made on
/// the way when it is asked for.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "actions/project.h"
#include "index/store.h"
#include "models/corpus.h"
#include "models/document.h"
#include "models/inventory.h"

namespace agentops::actions {

struct ScanOptions {
  std::vector<std::string> include;  ///< beside those of the settings
  std::vector<std::string> exclude;
  bool no_ignore = false;  ///< read what ignore files leave out as well
  bool follow = false;     ///< follow links that stay inside the root
  bool rebuild = false;    ///< forget what earlier scans knew
};

/// What a scan makes on the way.
struct ScanNeeds {
  bool rows = false;
  bool index = false;
};

/// What is different from the scan before. Keys of items, sorted.
struct ScanChanges {
  bool first = true;  ///< there was no scan before: the lists are empty
  std::vector<std::string> changed, added, gone;
};

struct Scanned {
  Inventory inventory;
  std::size_t files_seen = 0;  ///< of a known format, or attached to a skill
  std::uint64_t bytes = 0;     ///< of the files that were read
  ScanChanges changes;
  Digest inputs;                ///< of all paths and contents: equal digest, equal scan
  Digest index_key;             ///< of what the search index was made from; only when it was asked for
  std::vector<CorpusRow> rows;  ///< sorted by key; only when asked for
  std::vector<std::string>
      words;  ///< a word to the reader about caches and index: "index is damaged: built again"
};

/// Errors: those of opening; a file that cannot be read is no error but in `inventory.skipped`.
[[nodiscard]] Result<Scanned> scan(const Project& project, const ScanOptions& options, ScanNeeds needs);

/// The rows of all items of a scan, sorted by key: those that it made, which are taken out of it, else from
/// the cache where it has them, else from the files. `scanned` must be of this project.
[[nodiscard]] Result<std::vector<CorpusRow>> rows_of_scan(const Project& project, Scanned& scanned);

/// Gives the bytes of scanned files again; a file that changed since is an Error.
[[nodiscard]] SourceReader source_reader(const Project& project, const Inventory& inventory);

/// The headings of an item, read again from its source.
[[nodiscard]] Result<std::vector<Section>> outline_of(const Item& item, const SourceReader& read);

/// Where the search index lies, and its seal.
[[nodiscard]] index::Home index_home(const Project& project);

}  // namespace agentops::actions
