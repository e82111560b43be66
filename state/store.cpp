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

// A file is the bytes and behind them its end: version, checksum of stage, version and bytes, their seal, and
// a mark. So what is read can be handed out as it is, cut by the end. The checksum tells damage from a file
// that somebody else has made; only the seal is a reason to trust it.

namespace agentops::state {
namespace {

constexpr std::string_view mark = "agentops";
constexpr std::size_t before_seal = 8 + 8;
constexpr std::size_t seal_size = 64;
constexpr std::size_t end_size = before_seal + seal_size + mark.size();

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

std::string seal_of(const text::Secret& secret, std::string_view stage, std::uint64_t version,
                    std::string_view bytes) {
  text::ByteWriter sealed;
  sealed.text(stage);
  sealed.fixed64(version);
  sealed.raw(text::hex(text::sha256(bytes)));
  return text::hex(text::seal(secret, sealed.bytes()));
}

/// What follows the bytes of a file that holds this seal.
std::string end_of(std::string_view stage, std::uint64_t version, std::string_view bytes,
                   std::string_view seal) {
  text::ByteWriter checked;
  checked.text(stage);
  checked.fixed64(version);
  checked.fixed64(text::quick_hash(bytes));
  checked.text(seal);
  text::ByteWriter end;
  end.fixed64(version);
  end.fixed64(text::quick_hash(checked.bytes()));
  end.raw(seal);
  end.raw(mark);
  return end.take();
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

std::unexpected<Error> unsaved(const std::string& path, std::string_view why) {
  return fail({.kind = ErrorKind::Unreadable,
               .code = "E-WRITE",
               .message = fmt::format("cannot save {}: {}", text::for_terminal(path), why),
               .hint = "the next run will take longer; its answers are the same",
               .where = {.path = path}});
}

std::string_view reason(int number) {
  const char* words = strerrordesc_np(number);
  return words == nullptr ? "" : words;
}

}  // namespace

std::string_view name_of(Miss miss) {
  constexpr std::array<std::string_view, 4> names = {"missing", "damaged", "of another version",
                                                     "made elsewhere"};
  return names[static_cast<std::size_t>(miss)];
}

std::expected<std::string, Miss> Store::load(std::string_view stage, std::uint32_t version) const {
  assert(is_stage(stage));
  if (!secret_) return std::unexpected(Miss::Absent);
  const std::string path = fmt::format("{}/{}.cache", folder_, stage);
  const File file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  struct stat facts {};
  if (file.get() < 0) return std::unexpected(Miss::Absent);
  if (fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::unexpected(Miss::Damaged);
  auto bytes = read_file(file.get(), static_cast<std::size_t>(facts.st_size));
  if (!bytes || bytes->size() < end_size) return std::unexpected(Miss::Damaged);

  const std::string end = bytes->substr(bytes->size() - end_size);
  bytes->resize(bytes->size() - end_size);
  const std::uint64_t written = text::ByteReader(end).fixed64();
  const std::string_view seal = std::string_view(end).substr(before_seal, seal_size);
  if (end != end_of(stage, written, *bytes, seal)) return std::unexpected(Miss::Damaged);
  if (written != version) return std::unexpected(Miss::OtherVersion);
  if (seal != seal_of(*secret_, stage, written, *bytes)) return std::unexpected(Miss::Foreign);
  return std::move(*bytes);
}

Status Store::save(std::string_view stage, std::uint32_t version, std::string_view bytes) const {
  assert(is_stage(stage));
  const std::string path = fmt::format("{}/{}.cache", folder_, stage);
  if (!secret_) return unsaved(path, "there is no secret to seal it with");
  const std::string temporary = path + ".new";
  const auto number = open_for_writing(temporary);
  if (!number) return unsaved(path, reason(errno));
  const File file(*number);
  if (write_all(file.get(), bytes) && write_all(file.get(), end_of(stage, version, bytes, seal_of(*secret_, stage, version, bytes))) &&
      rename(temporary.c_str(), path.c_str()) == 0)
    return {};
  const int number_of_error = errno;
  unlink(temporary.c_str());
  return unsaved(path, reason(number_of_error));
}

}  // namespace agentops::state
