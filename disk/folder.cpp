#include "disk/folder.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "disk/failure.h"
#include "disk/stamp.h"

namespace agentops::disk {
namespace {

/// The file's description, or why it is not one that can be read.
Result<struct stat> describe(int file, const std::string& path) {
  struct stat facts {};
  if (fstat(file, &facts) != 0) return fail(unreadable("read", path, errno));
  if (S_ISREG(facts.st_mode)) return facts;
  const bool folder = S_ISDIR(facts.st_mode);
  return fail(refusal(ErrorKind::Unreadable, "E-READ", path,
                      folder ? "is a folder, not a file" : "is a pipe, socket or device, not a file"));
}

Error too_large(const std::string& path, std::size_t limit) {
  const bool even = limit >= (1U << 20U) && limit % (1U << 20U) == 0;
  return refusal(ErrorKind::Unreadable, "E-LIMIT", path,
                 even ? fmt::format("is over {} MiB", limit >> 20U) : fmt::format("is over {} bytes", limit));
}

struct Attempt {
  std::string bytes;
  bool whole = false;  ///< false: written meanwhile; half an old and half a new text is neither
};

Result<Attempt> read_once(int root, const std::string& path, std::size_t limit) {
  const Descriptor file = open_below(root, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, Links::FollowInside);
  if (!file) return fail(unreadable("read", path, errno));
  const auto before = describe(file.get(), path);
  if (!before) return fail(before);
  const auto size = static_cast<std::size_t>(before->st_size);
  if (size > limit) return fail(too_large(path, limit));

  auto bytes = read_bytes(file.get(), size, limit + 1);
  if (!bytes) return fail(unreadable("read", path, errno));
  if (bytes->size() > limit) return fail(too_large(path, limit));
  const auto after = describe(file.get(), path);
  if (!after) return fail(after);
  const bool whole = bytes->size() == size && after->st_size == before->st_size &&
                     nanoseconds(after->st_mtim) == nanoseconds(before->st_mtim);
  return Attempt{std::move(*bytes), whole};
}

}  // namespace

Folder::Folder(std::string path, Descriptor descriptor)
    : path_(std::move(path)), descriptor_(std::move(descriptor)) {}

Result<Folder> Folder::open(const std::string& path) {
  Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor) return fail(unreadable("open the folder", path, errno));
  std::string shown = path;
  while (shown.size() > 1 && shown.back() == '/') shown.pop_back();
  return Folder(std::move(shown), std::move(descriptor));
}

Result<std::string> Folder::read(const std::string& relative, std::size_t limit) const {
  for (int attempt = 0; attempt < 2; ++attempt) {
    auto read = read_once(descriptor(), relative, limit);
    if (!read) return fail(read);
    if (read->whole) return std::move(read->bytes);
  }
  return fail(refusal(ErrorKind::Unreadable, "E-READ", relative, "changes while it is read"));
}

Result<FileStamp> Folder::stat(const std::string& relative) const {
  const Descriptor file = open_below(descriptor(), relative, O_PATH, Links::FollowInside);
  if (!file) return fail(unreadable("read", relative, errno));
  const auto facts = describe(file.get(), relative);
  if (!facts) return fail(facts);
  return stamp_of(relative, *facts);
}

bool Folder::exists(const std::string& relative) const {
  return static_cast<bool>(open_below(descriptor(), relative, O_PATH | O_NOFOLLOW, Links::FollowInside));
}

}  // namespace agentops::disk
