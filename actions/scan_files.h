#pragma once

/// Which files a scan reads: those of a known format, and everything attached to a skill. Left out are what
/// the program itself wrote and what settings and flags exclude.
///
///   skills/infra/SKILL.md, skills/infra/apply.sh, logo.png
///     ->  SKILL.md, with apply.sh among its scripts; apply.sh, attached to it; logo.png is no file to read

#include <string>
#include <string_view>
#include <vector>

#include "actions/project.h"
#include "actions/reading.h"
#include "actions/scan.h"
#include "models/inventory.h"
#include "models/result.h"

namespace agentops::actions {

struct ScanFiles {
  std::vector<FileToRead> files;  ///< sorted by path
  std::vector<Skipped> skipped;   ///< what the walk could not enter or read
};

/// Walks the folder. What the reader should know of it is added to `words`. Errors are those of the walk.
[[nodiscard]] Result<ScanFiles> find_files(const Project& project, const ScanOptions& options,
                                           std::vector<std::string>& words);

/// Where the file at `path` stands in `files`, which are sorted by path; their number when it is none of
/// them.
[[nodiscard]] std::size_t place_of(const std::vector<FileToRead>& files, std::string_view path);

}  // namespace agentops::actions
