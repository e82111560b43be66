#pragma once

/// A folder that agentops was pointed at, and the only way to the files below it.
///
/// Paths are relative to it, with '/', and may hold any bytes. No path leads out of it: `..`, links to
/// elsewhere and the magic links of /proc are refused by the kernel while the file is opened (openat2), not
/// by looking first. The folder itself may be a link: it is followed once, when it is opened. Safe to use
/// from several threads.
///
///   auto folder = Folder::open("samples");
///   folder->read("agents/refund.md", 4 << 20)  ->  the bytes, or "cannot read agents/refund.md: permission
///   denied"

#include <cstddef>
#include <string>

#include "disk/descriptor.h"
#include "models/inventory.h"
#include "models/result.h"

namespace agentops::disk {

class Folder {
 public:
  /// Opens an existing folder. Anything else at `path` is an error.
  [[nodiscard]] static Result<Folder> open(const std::string& path);

  /// As it was given to open(), without '/' at its end.
  [[nodiscard]] const std::string& path() const { return path_; }

  /// The bytes of a regular file; links inside the folder are followed. A file of more than `limit` bytes is
  /// an error (E-LIMIT), as is a pipe or device (never waited for), and a file that changes while it is read,
  /// twice in a row.
  [[nodiscard]] Result<std::string> read(const std::string& relative, std::size_t limit) const;

  /// What the system says about a regular file, links inside the folder followed.
  [[nodiscard]] Result<FileStamp> stat(const std::string& relative) const;

  /// True when there is anything under this name: a file, a folder, even a link that leads nowhere.
  [[nodiscard]] bool exists(const std::string& relative) const;

  /// For the other files of this room.
  [[nodiscard]] int descriptor() const { return descriptor_.get(); }

 private:
  Folder(std::string path, Descriptor descriptor);

  std::string path_;
  Descriptor descriptor_;
};

}  // namespace agentops::disk
