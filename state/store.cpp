#include "state/store.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/bytes.h"
#include "text/escape.h"
#include "text/hash.h"

// A file is the bytes and behind them a seal: version, checksum of stage, version and bytes, and a mark. It
// stands at the end, so that what is read can be handed out as it is, cut by the seal.

namespace agentops::state {
namespace {

constexpr std::string_view mark = "agentops";
constexpr std::size_t seal_size = 8 + 8 + mark.size();

/// An open file, closed at the end.
class File {
 public:
  explicit File(int number) : number_(number) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (number_ >= 0) close(number_);
  }
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

[[maybe_unused]] bool is_stage(std::string_view stage) {
  return !stage.empty() && std::ranges::all_of(stage, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string seal_of(std::string_view stage, std::uint32_t version, std::string_view bytes) {
  text::ByteWriter sealed;
  sealed.text(stage);
  sealed.fixed64(version);
  sealed.fixed64(text::quick_hash(bytes));
  text::ByteWriter seal;
  seal.fixed64(version);
  seal.fixed64(text::quick_hash(sealed.bytes()));
  seal.raw(mark);
  return seal.take();
}

std::optional<std::string> read_file(int file, std::size_t size) {
  std::string bytes;
  bool whole = true;
  bytes.resize_and_overwrite(size, [&](char* at, std::size_t) {  // which may offer more than was asked for
    std::size_t done = 0;
    while (done < size) {
      const ssize_t got = read(file, at + done, size - done);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      done += static_cast<std::size_t>(got);
    }
    whole = done == size;
    return done;
  });
  if (!whole) return std::nullopt;
  return bytes;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// The temporary file is locked while it is written: a second writer waits, then finds that the name has gone
/// and makes its own. Nobody ever writes into a file that has been put in its place.
std::optional<int> open_for_writing(const std::string& path) {
  while (true) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0644);
    if (file < 0) return std::nullopt;
    struct stat ours {};
    struct stat named {};
    const bool locked = flock(file, LOCK_EX) == 0 && fstat(file, &ours) == 0;
    if (locked && lstat(path.c_str(), &named) == 0 && ours.st_dev == named.st_dev &&
        ours.st_ino == named.st_ino) {
      if (ftruncate(file, 0) == 0) return file;
      close(file);
      return std::nullopt;
    }
    const int number = errno;
    close(file);
    errno = number;
    if (!locked && number != EINTR) return std::nullopt;
  }
}

std::unexpected<Error> unsaved(const std::string& path, int number) {
  const char* words = strerrordesc_np(number);
  return fail(
      {.kind = ErrorKind::Unreadable,
       .code = "E-WRITE",
       .message = fmt::format("cannot save {}: {}", text::for_terminal(path), words == nullptr ? "" : words),
       .hint = "the next run will take longer; its answers are the same",
       .where = {.path = path}});
}

}  // namespace

std::string_view name_of(Miss miss) {
  constexpr std::array<std::string_view, 3> names = {"missing", "damaged", "of another version"};
  return names[static_cast<std::size_t>(miss)];
}

std::expected<std::string, Miss> Store::load(std::string_view stage, std::uint32_t version) const {
  assert(is_stage(stage));
  const std::string path = fmt::format("{}/{}.cache", folder_, stage);
  const File file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  struct stat facts {};
  if (file.get() < 0) return std::unexpected(Miss::Absent);
  if (fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::unexpected(Miss::Damaged);
  auto bytes = read_file(file.get(), static_cast<std::size_t>(facts.st_size));
  if (!bytes || bytes->size() < seal_size) return std::unexpected(Miss::Damaged);

  const std::string seal = bytes->substr(bytes->size() - seal_size);
  bytes->resize(bytes->size() - seal_size);
  const std::uint64_t written = text::ByteReader(seal).fixed64();
  if (seal != seal_of(stage, static_cast<std::uint32_t>(written), *bytes))
    return std::unexpected(Miss::Damaged);
  if (written != version) return std::unexpected(Miss::OtherVersion);
  return std::move(*bytes);
}

Status Store::save(std::string_view stage, std::uint32_t version, std::string_view bytes) const {
  assert(is_stage(stage));
  const std::string path = fmt::format("{}/{}.cache", folder_, stage);
  const std::string temporary = path + ".new";
  const auto number = open_for_writing(temporary);
  if (!number) return unsaved(path, errno);
  const File file(*number);
  if (write_all(file.get(), bytes) && write_all(file.get(), seal_of(stage, version, bytes)) &&
      rename(temporary.c_str(), path.c_str()) == 0)
    return {};
  const int reason = errno;
  unlink(temporary.c_str());
  return unsaved(path, reason);
}

}  // namespace agentops::state
