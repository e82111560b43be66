#include "disk/descriptor.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace agentops::disk {
namespace {

/// Renames and mounts going on elsewhere make the kernel give up with EAGAIN; they do not go on for ever.
constexpr int attempts_while_the_tree_moves = 16;

int open_by_kernel(int folder, const std::string& path, int flags, Links links, unsigned mode) {
  open_how how{};
  how.flags = static_cast<unsigned>(flags | O_CLOEXEC);
  how.mode = (flags & O_CREAT) != 0 ? mode : 0;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  if (links == Links::Refuse) how.resolve |= RESOLVE_NO_SYMLINKS;
  int number = -1;
  for (int attempt = 0; attempt < attempts_while_the_tree_moves; ++attempt) {
    number = static_cast<int>(syscall(SYS_openat2, folder, path.c_str(), &how, sizeof how));
    if (number >= 0 || (errno != EAGAIN && errno != EINTR)) break;
  }
  return number;
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

Descriptor open_below(int folder, const std::string& path, int flags, Links links, unsigned mode) {
  if (path.find('\0') != std::string::npos) {
    errno = EINVAL;
    return {};
  }
  const int number = open_by_kernel(folder, path, flags, links, mode);
  // Sandboxes older than the call answer EPERM where old kernels answer ENOSYS.
  if (number < 0 && (errno == ENOSYS || errno == EPERM)) return open_by_parts(folder, path, flags, mode);
  return Descriptor(number);
}

Descriptor open_by_parts(int folder, const std::string& path, int flags, unsigned mode) {
  Descriptor opened;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string part = path.substr(begin, end - begin);
    const bool last = end >= path.size();
    if (part == ".." || (part.empty() && begin == 0)) {
      errno = EXDEV;
      return {};
    }
    const int how = last ? flags | O_NOFOLLOW : O_PATH | O_DIRECTORY | O_NOFOLLOW;
    const int from = opened ? opened.get() : folder;
    Descriptor next(openat(from, part.empty() ? "." : part.c_str(), how | O_CLOEXEC, mode));
    if (!next || last) return next;
    opened = std::move(next);
    begin = end + 1;
  }
}

std::optional<std::string> read_bytes(int file, std::size_t expected, std::size_t limit) {
  std::string bytes;
  std::size_t wanted =
      std::min(expected + 1, limit);  // one more, to see the end without asking for room again
  while (bytes.size() < limit) {
    ssize_t got = 0;
    const std::size_t before = bytes.size();
    bytes.resize_and_overwrite(wanted,
                               [&](char* at, std::size_t) {  // which may offer more than was asked for
                                 do got = ::read(file, at + before, wanted - before);
                                 while (got < 0 && errno == EINTR);
                                 return got > 0 ? before + static_cast<std::size_t>(got) : before;
                               });
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    if (bytes.size() == wanted) wanted = std::min(wanted + wanted / 2 + 4096, limit);
  }
  return bytes;
}

bool write_bytes(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace agentops::disk
