#include "disk/listing.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

namespace agentops::disk {
namespace {

/// The type, asked for where the file system does not tell it with the name. What vanished meanwhile is taken
/// for a file: whoever opens it will see.
EntryType type_of(int folder, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN) return type_of_mode(static_cast<mode_t>(DTTOIF(entry.d_type)));
  struct stat facts {};
  if (fstatat(folder, entry.d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0) return EntryType::File;
  return type_of_mode(facts.st_mode);
}

}  // namespace

EntryType type_of_mode(unsigned mode) {
  switch (mode & S_IFMT) {
    case S_IFDIR:
      return EntryType::Folder;
    case S_IFLNK:
      return EntryType::Link;
    case S_IFIFO:
      return EntryType::Pipe;
    case S_IFSOCK:
      return EntryType::Socket;
    case S_IFBLK:
    case S_IFCHR:
      return EntryType::Device;
    default:
      return EntryType::File;
  }
}

std::optional<std::vector<Entry>> list_folder(Descriptor folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(fdopendir(folder.get()), &closedir);
  if (!stream) return std::nullopt;
  const int number = folder.release();  // the stream closes it
  std::vector<Entry> entries;
  errno = 0;
  while (const dirent* entry = readdir(stream.get())) {
    if (const std::string_view name = entry->d_name; name != "." && name != "..")
      entries.push_back({std::string(name), type_of(number, *entry)});
    errno = 0;
  }
  if (errno != 0) return std::nullopt;
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

}  // namespace agentops::disk
