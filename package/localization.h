#pragma once

/// What a project changes of one package, with the files of the project that it names, read.
///
///   packages/support.local.yaml: agents: {custom_agents: [local/vip.md]}
///   -> Localization{overrides, files: {"local/vip.md": "# VIP ..."}}

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "models/file_tree.h"
#include "models/overrides.h"
#include "models/result.h"

namespace agentops::package {

struct Localization {
  std::string path;  ///< packages/NAME.local.yaml; empty when there is none
  Overrides overrides;
  FileTree files;  ///< by path from the project's root, contents read
};

/// The bytes of a file of the project; nothing when there is no such file.
using ReadProjectFile = std::function<Result<std::optional<std::string>>(const std::string& path)>;

/// All files below a folder of the project, with paths in it; empty when there is no such folder.
using ReadProjectFolder = std::function<Result<FileTree>(const std::string& folder)>;

/// What the file at `path` says, which is in the notation of packages/NAME.local.yaml. Errors as below.
[[nodiscard]] Result<Localization> read_localization_at(const std::string& path,
                                                        const ReadProjectFile& read_file,
                                                        const ReadProjectFolder& read_folder);

/// The localization of the package `name`; an empty one where the project has none. Errors: those of
/// read_overrides; NotFound, E-OVERRIDE, for a file that is named and not there.
[[nodiscard]] Result<Localization> read_localization(std::string_view name, const ReadProjectFile& read_file,
                                                     const ReadProjectFolder& read_folder);

}  // namespace agentops::package
