#pragma once

/// What the program itself wrote into a folder: never input to what it reads.
///
///   packages/core/package.yaml, packages/core/agents/a.md, packages/web/AGENTS.md
///     ->  packages/core/ is ours; packages/web/ is a part of somebody's monorepo, and read

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "actions/project.h"

namespace agentops::actions {

/// Bytes of a file that the program writes for itself and reads again: lock, plan.
inline constexpr std::size_t own_file_limit = std::size_t{16} << 20;

/// For disk::WalkOptions::skip: plan, lock, settings, caches, the packages below packages/, and what the lock
/// says was deployed; in a drafted package what its draft remembers. A lock that cannot be read is told in
/// `words`.
[[nodiscard]] std::vector<std::string> own_paths(const Project& project, std::vector<std::string>& words);

/// Drafts that `draft --out` put elsewhere.
class DraftedFolders {
 public:
  /// `paths` are those of all files of the project, sorted.
  DraftedFolders(const Project& project, const std::vector<std::string>& paths);

  [[nodiscard]] bool hold(std::string_view path) const;

 private:
  std::set<std::string, std::less<>> folders_;  ///< with '/' at the end
};

}  // namespace agentops::actions
