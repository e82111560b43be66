#pragma once

/// The folder of the caches, the lock and the journal. It hides itself from git with a .gitignore of `*`.

#include <string>
#include <string_view>

#include "disk/folder.h"
#include "models/result.h"

namespace agentops::disk {

inline constexpr std::string_view state_folder_name = ".agentops";

/// Makes `.agentops` in `root` where it is missing. A link or file of that name is refused as unsafe: a
/// repository may bring one.
[[nodiscard]] Status ensure_state_folder(const Folder& root);

/// Opens it for the other files of this room; NotFound when it is not there.
[[nodiscard]] Result<Descriptor> open_state_folder(const Folder& root);

/// Makes the folder `path`, with the folders above it. It gets its .gitignore only when it is new or empty:
/// somebody may have named a folder with files of their own.
[[nodiscard]] Status ensure_state_folder_at(const std::string& path);

}  // namespace agentops::disk
