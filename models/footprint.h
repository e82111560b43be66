#pragma once

/// What a plan looked at: while none of it changes, the same plan comes to the same answer and need not be
/// made again.

#include <cstdint>
#include <string>
#include <vector>

#include "models/inventory.h"
#include "models/source.h"

namespace agentops {

/// What the system says about a file, with what no program can set back.
struct FileTrace {
  FileStamp stamp;
  std::int64_t changed_ns = 0;  ///< since 1970: when its bytes, mode, times or name changed last

  friend bool operator==(const FileTrace&, const FileTrace&) = default;
};

struct SeenFile {
  FileTrace trace;
  Digest digest;

  friend bool operator==(const SeenFile&, const SeenFile&) = default;
};

/// Paths are relative to the project's root. All lists are sorted by path.
struct Footprint {
  std::int64_t seen_ns = 0;          ///< before the first look, since 1970
  std::vector<SeenFile> files;       ///< their bytes were looked at
  std::vector<std::string> absent;   ///< nothing was there
  std::vector<std::string> folders;  ///< listed whole: what lies in them is in `files`

  friend bool operator==(const Footprint&, const Footprint&) = default;
};

}  // namespace agentops
