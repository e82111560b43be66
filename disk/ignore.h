#pragma once

/// The ignore files of a tree while it is walked: which rules count in which folder. See walk.h for the
/// order.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/glob.h"

namespace agentops::disk {

/// Kinds of ignore file, strongest first.
enum class IgnoreSource : unsigned char { Agentops, Plain, Git, GitExclude };

/// The files in the order of their sources, relative to their folder.
inline constexpr std::array<std::string_view, 4> ignore_file_names = {".agentopsignore", ".ignore",
                                                                      ".gitignore", ".git/info/exclude"};

/// The rules of one folder.
struct FolderRules {
  std::size_t prefix =
      0;  ///< length of the folder's path with its '/': what stands before the paths that are judged
  bool is_repository = false;  ///< holds a .git: the git rules of the folders above end here
  std::array<std::vector<text::IgnoreRule>, ignore_file_names.size()> rules;
};

/// What the rules of `chain`, the folders from the root down to the one that holds `path`, say together.
[[nodiscard]] bool is_ignored(const std::vector<const FolderRules*>& chain, std::string_view path,
                              bool is_folder);

}  // namespace agentops::disk
