#pragma once

/// From the system's description of a file to ours.

#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include <sys/stat.h>

#include "models/inventory.h"

namespace agentops::disk {

/// Nanoseconds since 1970; times that do not fit (a disk may hold any) become the nearest that does.
[[nodiscard]] inline std::int64_t nanoseconds(const timespec& time) {
  std::int64_t result = 0;
  if (__builtin_mul_overflow(std::int64_t{time.tv_sec}, std::int64_t{1'000'000'000}, &result) ||
      __builtin_add_overflow(result, std::int64_t{time.tv_nsec}, &result))
    return time.tv_sec < 0 ? std::numeric_limits<std::int64_t>::min()
                           : std::numeric_limits<std::int64_t>::max();
  return result;
}

[[nodiscard]] inline FileStamp stamp_of(std::string path, const struct stat& facts) {
  return {.path = std::move(path),
          .size = static_cast<std::uint64_t>(facts.st_size),
          .modified_ns = nanoseconds(facts.st_mtim),
          .inode = facts.st_ino,
          .executable = (facts.st_mode & S_IXUSR) != 0};
}

}  // namespace agentops::disk
