#include "index/folder.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "index/failure.h"
#include "text/bytes.h"
#include "text/hash.h"

namespace agentops::index {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view lock_name = "in-use";
constexpr std::string_view generation_prefix = "gen-";
constexpr std::string_view workshop_prefix = "building-";
constexpr std::size_t longest_current = 64UL * 1024;
constexpr std::size_t digested_at_once = 1UL << 20U;

std::string reason() { return std::strerror(errno); }

/// Reads at most `limit` bytes and one more, so that a longer file shows. Whoever made the folder may have
/// put a link or a pipe there: neither is followed or waited for.
Result<std::string> read_small(const fs::path& path, std::size_t limit) {
  const int file = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return fail(unreadable(path, reason()));
  std::string bytes(limit + 1, '\0');
  const ssize_t size = read(file, bytes.data(), bytes.size());
  const std::string why = size < 0 ? reason() : std::string();
  close(file);
  if (size < 0) return fail(unreadable(path, why));
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

/// Digest of the digests of a file's pieces; an unreadable file has that of its readable part.
Digest digest_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string piece(digested_at_once, '\0');
  text::ByteWriter digests;
  while (file) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    digests.raw(text::hex(text::sha256({piece.data(), static_cast<std::size_t>(file.gcount())})));
  }
  return text::sha256(digests.bytes());
}

std::int64_t nanoseconds(const timespec& time) {
  constexpr std::int64_t per_second = 1'000'000'000;
  return time.tv_sec * per_second + time.tv_nsec;
}

bool is_unchanged(const fs::path& folder, const StoredFile& stored) {
  const fs::path path = folder / stored.name;
  struct stat found{};
  if (stat(path.c_str(), &found) != 0) return false;
  if (static_cast<std::uint64_t>(found.st_size) != stored.size) return false;
  return nanoseconds(found.st_ctim) == stored.changed || digest_of(path) == stored.digest;
}

bool to_disk(const fs::path& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool done = fsync(descriptor) == 0;
  const int failure = errno;
  close(descriptor);
  errno = failure;
  return done;
}

/// Names of what lies in a folder, sorted; those that can be read.
std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code failure;
  for (fs::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure))
    names.push_back(at->path().filename());
  std::ranges::sort(names);
  return names;
}

/// Sends each file of a finished database to the disk and describes it; what only its writer needed goes.
Result<std::vector<StoredFile>> settle(const fs::path& database) {
  std::error_code failure;
  fs::remove(database / "flintlock", failure);
  std::vector<StoredFile> files;
  for (const std::string& name : names_in(database)) {
    const fs::path path = database / name;
    struct stat found{};
    const bool settled = to_disk(path) && stat(path.c_str(), &found) == 0;
    if (!settled) return fail(unwritable(path, reason()));
    files.push_back(
        {name, static_cast<std::uint64_t>(found.st_size), digest_of(path), nanoseconds(found.st_ctim)});
  }
  return files;
}

/// Replaces `path` as a whole: the new content is on the disk before the name points to it.
Status replace_file(const fs::path& path, std::string_view content) {
  const fs::path beside = path.native() + ".new";
  std::error_code ignored;
  fs::remove(beside, ignored);  // a killed build's; or a link, which would be written through
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
    file.close();
    if (!file) return fail(unwritable(beside, reason()));
  }
  const bool done =
      to_disk(beside) && rename(beside.c_str(), path.c_str()) == 0 && to_disk(path.parent_path());
  if (!done) return fail(unwritable(path, reason()));
  return {};
}

/// A name for the new generation that is not taken: rebuilding a damaged one meets its own old name.
std::string free_name(const fs::path& folder, const Digest& key) {
  constexpr std::size_t digits = 16;
  const std::string first = std::string(generation_prefix) + text::hex(key).substr(0, digits);
  std::string name = first;
  std::error_code ignored;
  for (unsigned n = 2; fs::exists(fs::symlink_status(folder / name, ignored)); ++n)
    name = fmt::format("{}-{}", first, n);
  return name;
}

/// Removes folders of `folder` that begin with `prefix`, except `kept` and those in use. Failing leaves them
/// to the next build.
void clear_away(const fs::path& folder, std::string_view prefix, std::string_view kept) {
  std::error_code ignored;
  for (const std::string& name : names_in(folder)) {
    if (!name.starts_with(prefix) || name == kept) continue;
    const fs::path path = folder / name;
    const bool was_used = fs::exists(path / lock_name, ignored);
    const FileLock lock = FileLock::exclusive(path / lock_name);
    if (lock.held() || !was_used) fs::remove_all(path, ignored);
  }
}

Error missing(const fs::path& folder) {
  return {.kind = ErrorKind::NotFound,
          .code = "E-INDEX-MISSING",
          .message = "there is no search index yet",
          .hint = "run agentops scan",
          .where = {.path = folder.native()}};
}

bool make_lock_file(const fs::path& folder) { return std::ofstream(folder / lock_name).good(); }

}  // namespace

// Between reading `current` and locking what it names, a build may have put another generation in its place
// and removed this one. A build removes after it has replaced `current`: if that is unchanged, our lock came
// in time.
Result<OpenGeneration> open_current(const Home& home) {
  const fs::path& folder = home.folder;
  constexpr int attempts = 3;
  for (int attempt = 1;; ++attempt) {
    std::error_code failure;
    const bool is_there = fs::exists(folder / "current", failure);
    if (failure) return fail(unreadable(folder, failure.message()));
    if (!is_there) return fail(missing(folder));
    const auto bytes = read_small(folder / "current", longest_current);
    if (!bytes) return fail(bytes);
    auto generation = read_generation(*bytes, home.secret);
    if (!generation) return fail(generation);

    const fs::path database = folder / generation->name;
    FileLock lock = FileLock::shared(database / lock_name);
    const auto afterwards = read_small(folder / "current", longest_current);
    const bool is_current = lock.held() && afterwards && *afterwards == *bytes;
    if (!is_current && attempt < attempts) continue;
    if (!lock.held()) return fail(damaged("its files are gone"));
    const auto changed = std::ranges::find_if_not(
        generation->files, [&](const StoredFile& file) { return is_unchanged(database, file); });
    if (changed != generation->files.end()) return fail(damaged(changed->name + " is not what was written"));
    return OpenGeneration{std::move(*generation), database, std::move(lock)};
  }
}

Result<Vocabulary> read_words(const OpenGeneration& current) {
  std::ifstream file(current.database / vocabulary_name, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  auto words = read_vocabulary(bytes);
  if (!words) return fail(damaged("its list of words does not read"));
  return *std::move(words);
}

Workshop::Workshop(Home home, fs::path path, FileLock lock)
    : home_(std::move(home)), path_(std::move(path)), lock_(std::move(lock)) {}

Workshop::Workshop(Workshop&& other) noexcept
    : home_(std::move(other.home_)), path_(std::exchange(other.path_, {})), lock_(std::move(other.lock_)) {}

Result<Workshop> Workshop::open(const Home& home) {
  const fs::path& folder = home.folder;
  std::error_code failure;
  if (fs::is_symlink(fs::symlink_status(folder, failure)))
    return fail(unwritable(folder, "it is a link, which is not written through"));
  fs::create_directories(folder, failure);
  if (failure) return fail(unwritable(folder, failure.message()));
  clear_away(folder, workshop_prefix, "");

  std::string path = (folder / workshop_prefix).native() + "XXXXXX";
  if (mkdtemp(path.data()) == nullptr) return fail(unwritable(folder, reason()));
  if (!make_lock_file(path)) return fail(unwritable(path, reason()));
  return Workshop(home, path, FileLock::shared(fs::path(path) / lock_name));
}

Workshop::~Workshop() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Result<Written> Workshop::publish(std::string_view name, const Digest& key, std::uint64_t documents) {
  const fs::path database = path_ / name;
  auto files = settle(database);
  if (!files) return fail(files);
  const Generation generation{
      .name = free_name(home_.folder, key), .key = key, .documents = documents, .files = std::move(*files)};

  const fs::path place = home_.folder / generation.name;
  const bool moved = make_lock_file(database) && to_disk(database) &&
                     rename(database.c_str(), place.c_str()) == 0 && to_disk(home_.folder);
  if (!moved) return fail(unwritable(place, reason()));
  if (const Status done = replace_file(home_.folder / "current", write_generation(generation, home_.secret));
      !done)
    return fail(done);
  clear_away(home_.folder, generation_prefix, generation.name);

  Written written{.documents = documents};
  for (const StoredFile& file : generation.files) written.bytes += file.size;

  // Now, not with the value: once the caller has noted what it indexed, no later run would look for what a
  // kill left. What cannot be removed now is tried again with the value.
  std::error_code failure;
  fs::remove_all(path_, failure);
  if (!failure) path_.clear();
  return written;
}

}  // namespace agentops::index
