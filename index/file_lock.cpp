#include "index/file_lock.h"

#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace agentops::index {
namespace {

int locked(const std::filesystem::path& file, int operation) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0 || flock(descriptor, operation | LOCK_NB) == 0) return descriptor;
  close(descriptor);
  return -1;
}

}  // namespace

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileLock::~FileLock() {
  if (held()) close(descriptor_);
}

FileLock FileLock::shared(const std::filesystem::path& file) { return FileLock(locked(file, LOCK_SH)); }

FileLock FileLock::exclusive(const std::filesystem::path& file) { return FileLock(locked(file, LOCK_EX)); }

}  // namespace agentops::index
