#pragma once

/// Where a file stands for writing: its open folder and its name in it. A Spot stays what it is when somebody
/// renames the folder or puts a link in its place, so nothing is ever written elsewhere. No link is followed
/// on the way.

#include <string>
#include <string_view>
#include <vector>

#include "disk/descriptor.h"
#include "models/result.h"
#include "models/source.h"

namespace agentops::disk {

struct Spot {
  Descriptor folder;
  std::string name;
};

/// True for a relative path that may be written: plain parts, none of them "..", ".git" or ".agentops" in any
/// case.
[[nodiscard]] bool is_writable_path(std::string_view path);

enum class MissingFolders : unsigned char { Fail, Make };

/// The spot of `path` below the open folder `root`. NotFound when a folder is missing, Unsafe when a link is
/// in the way, Conflict when a file is.
[[nodiscard]] Result<Spot> open_spot(int root, const std::string& path, MissingFolders missing);

/// True when anything stands there, be it a link that leads nowhere.
[[nodiscard]] bool is_taken(int folder, const std::string& name);

/// True when a regular file with these bytes stands there.
[[nodiscard]] bool holds(int folder, const std::string& name, const Digest& digest);

/// Writes a new file, mode 0644 or 0755 under the umask, not yet synced; the name must be free. False, with
/// errno, on a failure; what was written then is removed.
[[nodiscard]] bool write_new(int folder, const std::string& name, std::string_view bytes, bool executable);

/// Makes files and folders below `folder` outlive a power cut; a missing one is left out. Few are synced one
/// by one, many with their whole file system: a tenth of the time for a thousand files. False, with errno, on
/// a failure.
[[nodiscard]] bool sync_below(int folder, const std::vector<std::string>& paths);

/// Under which replace_file() writes first. One name for one file: what a kill left goes with the next write.
[[nodiscard]] std::string temporary_name(const std::string& name);

/// Puts `bytes` under the name at once, whatever stands there: temporary file, sync, rename, sync. An
/// existing file keeps its mode.
[[nodiscard]] bool replace_file(int folder, const std::string& name, std::string_view bytes);

/// Renames, never over something else: EEXIST then.
[[nodiscard]] bool move_to_free(int from, const std::string& name, int to, const std::string& new_name);

}  // namespace agentops::disk
