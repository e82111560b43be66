#pragma once

/// The folders and archives of packages as a person names them, read and judged.

#include <cstddef>
#include <string>
#include <vector>

#include "models/file_tree.h"
#include "models/finding.h"
#include "models/result.h"
#include "package/contents.h"
#include "package/validate.h"

namespace agentops::actions {

/// Bytes of one file of a package, and of an archive.
inline constexpr std::size_t file_limit = std::size_t{16} << 20;
inline constexpr std::size_t archive_limit = std::size_t{64} << 20;

struct Validation {
  std::string folder;
  std::string name;  ///< of the package; empty when the manifest does not say
  std::string version;
  std::vector<Finding> findings;  ///< paths inside the folder
  bool valid = false;
};

/// What `files` lack as a package, its own validations included. `folder` is only for the answer.
[[nodiscard]] Validation judge(const std::string& folder, const FileTree& files, package::Gate gate);

/// The bytes of the file at `path`, wherever that leads. Errors: those of disk::Folder.
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t limit);

/// All files of a folder but archives at its top, where `package build` may have put them. Errors as
/// read_tree.
[[nodiscard]] Result<FileTree> read_package_tree(const std::string& folder);

/// The same of a folder that has a manifest, whether it is a valid package or not. Errors: NotFound,
/// E-NO-PACKAGE, which names a package below it when there is one.
[[nodiscard]] Result<FileTree> read_package_folder(const std::string& folder);

struct ArchiveFile {
  std::string bytes;
  package::Package package;
};

/// Errors: those of reading a file, and of package::unpack.
[[nodiscard]] Result<ArchiveFile> read_archive(const std::string& path);

}  // namespace agentops::actions
