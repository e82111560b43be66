#pragma once

/// The one tar that a tree of files has: POSIX ustar, entries in bytewise order of their paths, regular files
/// only, mode 0644 or 0755, owner, group and time 0, no names of owners, two zero blocks at the end and
/// nothing after them.
///
/// A package is accepted only when its tar is byte for byte this one, and a package's digest is the SHA-256
/// of it: so one tree has one digest, however it was packed, sent or unpacked.

#include <string>
#include <string_view>

#include "models/file_tree.h"

namespace agentops::package {

inline constexpr std::size_t tar_block = 512;

/// `files` must have read contents and paths that check_path accepts.
[[nodiscard]] std::string write_ustar(const FileTree& files);

/// True when `path` can be split into the prefix and name of a ustar header.
[[nodiscard]] bool fits_ustar(std::string_view path);

}  // namespace agentops::package
