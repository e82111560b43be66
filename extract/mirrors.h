#pragma once

/// Folders that hold the same files as another, because a tool or a person copies one to the other.
///
///   skills/a/SKILL.md = .claude/skills/a/SKILL.md, skills/b/..., skills/c/...
///     -> {.at = ".claude/skills", .of = "skills", .files = 3}
///
/// Nothing is left out because of it: each copy is an item of its own.

#include <vector>

#include "models/inventory.h"

namespace agentops::extract {

/// The mirrors among these files, sorted by `at`. Two folders mirror one another when at least three files,
/// and four in five of either, have the same name and bytes at the same place below them; only the topmost
/// pair is told. What lies outside of dot-folders is the original, then what sorts first. A folder is the
/// mirror of one other at most.
[[nodiscard]] std::vector<FolderMirror> mirrors_of(const std::vector<FileEntry>& files);

}  // namespace agentops::extract
