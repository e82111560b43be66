#include "disk/trace.h"

#include <chrono>

#include <fcntl.h>
#include <sys/stat.h>

#include "disk/descriptor.h"
#include "disk/stamp.h"

namespace agentops::disk {

std::optional<FileTrace> trace(const Folder& root, const std::string& relative) {
  const Descriptor file = open_below(root.descriptor(), relative, O_PATH, Links::FollowInside);
  struct stat facts{};
  if (!file || fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
  return FileTrace{.stamp = stamp_of(relative, facts), .changed_ns = nanoseconds(facts.st_ctim)};
}

std::int64_t nanoseconds_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
}

}  // namespace agentops::disk
