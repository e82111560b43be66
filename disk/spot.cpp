#include "disk/spot.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/failure.h"
#include "text/hash.h"

namespace agentops::disk {
namespace {

/// No file that we replace or remove is near this size; what is larger is not what was expected.
constexpr std::size_t largest_known = 256U << 20U;

constexpr mode_t new_folder_mode = 0755;

constexpr std::size_t synced_one_by_one = 16;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_writable_part(std::string_view part) {
  if (part.empty() || part == "." || part == ".." || part.contains('\0')) return false;
  std::string folded(part);
  std::ranges::transform(folded, folded.begin(), lower);
  return folded != ".git" && folded != ".agentops";
}

Error in_the_way(const std::string& path, int number) {
  if (number == ELOOP || number == EXDEV)
    return refusal(ErrorKind::Unsafe, "E-LINK", path, "leads through a link: nothing is written there");
  if (number == ENOTDIR)
    return refusal(ErrorKind::Conflict, "E-CONFLICT", path,
                   "cannot be: a file stands where its folder should");
  return number == ENOENT ? unreadable("open the folder of", path, number)
                          : unwritable("open the folder of", path, number);
}

Descriptor open_folder(int from, const std::string& path) {
  return open_below(from, path, O_RDONLY | O_DIRECTORY, Links::Refuse);
}

/// Each part by itself, made where it is missing.
Descriptor make_folders(int root, std::string_view path) {
  Descriptor folder = open_folder(root, ".");
  for (std::size_t begin = 0; folder && begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string part(path.substr(begin, end - begin));
    if (mkdirat(folder.get(), part.c_str(), new_folder_mode) != 0 && errno != EEXIST) return {};
    folder = open_folder(folder.get(), part);
    begin = end + 1;
  }
  return folder;
}

}  // namespace

bool is_writable_path(std::string_view path) {
  while (true) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (!is_writable_part(path.substr(0, end))) return false;
    if (end == path.size()) return true;
    path.remove_prefix(end + 1);
  }
}

Result<Spot> open_spot(int root, const std::string& path, MissingFolders missing) {
  const std::size_t slash = path.rfind('/');
  const std::string above = slash == std::string::npos ? "." : path.substr(0, slash);
  Descriptor folder = open_folder(root, above);
  if (!folder && errno == ENOENT && missing == MissingFolders::Make) folder = make_folders(root, above);
  if (!folder) return fail(in_the_way(path, errno));
  return Spot{std::move(folder), path.substr(slash == std::string::npos ? 0 : slash + 1)};
}

bool is_taken(int folder, const std::string& name) {
  struct stat facts {};
  return fstatat(folder, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) == 0 || errno != ENOENT;
}

bool holds(int folder, const std::string& name, const Digest& digest) {
  const Descriptor file = open_below(folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY, Links::Refuse);
  struct stat facts {};
  if (!file || fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) return false;
  const auto size = static_cast<std::size_t>(facts.st_size);
  if (size > largest_known) return false;
  const auto bytes = read_bytes(file.get(), size, largest_known);
  return bytes && text::sha256(*bytes) == digest;
}

bool write_new(int folder, const std::string& name, std::string_view bytes, bool executable) {
  const Descriptor file = open_below(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, Links::Refuse,
                                     executable ? 0755 : 0644);
  if (!file) return false;
  if (write_bytes(file.get(), bytes)) return true;
  const int number = errno;
  unlinkat(folder, name.c_str(), 0);
  errno = number;
  return false;
}

bool sync_below(int folder, const std::vector<std::string>& paths) {
  if (paths.size() > synced_one_by_one) return syncfs(folder) == 0;
  return std::ranges::all_of(paths, [folder](const std::string& path) {
    const Descriptor open = open_below(folder, path, O_RDONLY | O_NONBLOCK, Links::Refuse);
    if (!open) return errno == ENOENT;
    return fsync(open.get()) == 0 || errno == EINVAL;  // of a file system that does not know it for folders
  });
}

std::string temporary_name(const std::string& name) { return "." + name + ".agentops-new"; }

bool replace_file(int folder, const std::string& name, std::string_view bytes) {
  const std::string temporary = temporary_name(name);
  if (unlinkat(folder, temporary.c_str(), 0) != 0 && errno != ENOENT) return false;
  if (!write_new(folder, temporary, bytes, false)) return false;
  struct stat facts {};
  const bool keep_mode = fstatat(folder, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) == 0;
  const bool done = (!keep_mode || fchmodat(folder, temporary.c_str(), facts.st_mode & 0777U, 0) == 0) &&
                    sync_below(folder, {temporary}) &&
                    renameat(folder, temporary.c_str(), folder, name.c_str()) == 0;
  if (done) return sync_below(folder, {"."});
  const int number = errno;
  unlinkat(folder, temporary.c_str(), 0);
  errno = number;
  return false;
}

bool move_to_free(int from, const std::string& name, int to, const std::string& new_name) {
  if (renameat2(from, name.c_str(), to, new_name.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  // A file system that cannot promise it: look first, as well as one can.
  if (is_taken(to, new_name)) {
    errno = EEXIST;
    return false;
  }
  return renameat(from, name.c_str(), to, new_name.c_str()) == 0;
}

}  // namespace agentops::disk
