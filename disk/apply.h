#pragma once

/// Puts a ChangeSet on the disk, whole or not at all.
///
/// Everything is staged below `.agentops/`, checked and synced, then moved to its place with a journal. After
/// a kill or a power cut the journal tells recover() what was meant: it is finished when it still can be,
/// otherwise undone. A file that somebody edited meanwhile is left as it is. Links are never written through;
/// modes are 0644 and 0755 under the umask; nothing is written into `.git` or `.agentops`. Hold the
/// FolderLock while calling any of these.

#include <functional>
#include <string>
#include <string_view>

#include "disk/folder.h"
#include "models/file_tree.h"
#include "models/result.h"

namespace agentops::disk {

/// Called before each step that changes the disk ("stage agents/a.md"). An error that it returns is taken for
/// that of the step: tests fail, or end the process, wherever they like.
using BeforeStep = std::function<Status(std::string_view step)>;

/// Makes the change, or returns why not and leaves everything as it was. Refused as Conflict:
/// `changes.conflicts`, a creation whose path is taken, a file that does not hold what was expected. Refused
/// as Unsafe: a path that leaves the root or passes through a link. Folders are made as needed; those that
/// become empty by a removal go. Finishes or undoes an interrupted change first, as recover() does.
[[nodiscard]] Status apply(const Folder& root, const ChangeSet& changes, const SourceReader& read_source,
                           const BeforeStep& before_step = {});

/// Finishes or undoes what an interrupted apply() left behind; does nothing when there is nothing. To be
/// called by each command that writes, before it reads what it is about to change. Conflict: somebody edited
/// a file that had to be put back; the edit stays, and the message says where the older text is kept. Unsafe:
/// the journal is damaged or not ours; nothing is touched.
[[nodiscard]] Status recover(const Folder& root, const BeforeStep& before_step = {});

/// Writes one file whole or not at all, with the folders above it, replacing what is there (its mode is
/// kept). Does not write through a link.
[[nodiscard]] Status write_file(const Folder& root, const std::string& relative, std::string_view bytes);

}  // namespace agentops::disk
