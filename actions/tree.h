#pragma once

/// Folders as FileTrees: what lies below a path, read whole.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "actions/project.h"
#include "models/file_tree.h"
#include "models/inventory.h"

namespace agentops::actions {

/// What all regular files below `folder` (relative to `root`, "" for the root itself) are called, with paths
/// relative to it, sorted; empty when there is no such folder. Links (also on the way to the folder), pipes
/// and the like, and more in all than a package may hold, are an Error of kind Unsafe or Unreadable that
/// names them.
[[nodiscard]] Result<std::vector<FileStamp>> list_tree(const disk::Folder& root, const std::string& folder);

/// The same files, read. Errors as list_tree, and for files over `file_limit`.
[[nodiscard]] Result<FileTree> read_tree(const disk::Folder& root, const std::string& folder,
                                         std::size_t file_limit);

/// For disk::LockOptions: shows whom a command is waiting for, as progress.
[[nodiscard]] std::function<void(const std::string& holder)> waiting_listener(const Project& project);

}  // namespace agentops::actions
