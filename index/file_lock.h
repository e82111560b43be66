#pragma once

/// A lock that the kernel frees when its holder dies (flock). The file itself is never removed by it.

#include <filesystem>

namespace agentops::index {

/// Held as long as the value lives.
class FileLock {
 public:
  FileLock() = default;
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

  /// Without waiting; an empty lock when somebody else is in the way or the file is not there.
  [[nodiscard]] static FileLock shared(const std::filesystem::path& file);
  [[nodiscard]] static FileLock exclusive(const std::filesystem::path& file);

  [[nodiscard]] bool held() const { return descriptor_ >= 0; }

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace agentops::index
