// unpack goes over the bytes twice. The first time it inflates into a small buffer and counts, so that a bomb
// is left at the limit without ever being held; the second time into a string of the size that is now known.
// zlib checks length and CRC both times.

#include "package/archive.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <functional>
#include <limits>
#include <memory>

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <zlib.h>

#include "package/contents.h"
#include "package/refusal.h"
#include "package/ustar.h"
#include "text/escape.h"
#include "text/version.h"

namespace agentops::package {
namespace {

using namespace std::string_view_literals;

constexpr int gzip_window = 15 + 16;  // zlib: the largest window, gzip framing
constexpr int best_compression = 9;
constexpr int default_memory = 8;
constexpr int unknown_system = 255;
constexpr std::size_t chunk = 64U << 10;

/// zlib takes pointers to bytes that it does not change as if it did.
Bytef* bytes_for_zlib(std::string_view bytes) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
}

// --- Writing

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  [[maybe_unused]] int state =
      deflateInit2(&stream, best_compression, Z_DEFLATED, gzip_window, default_memory, Z_DEFAULT_STRATEGY);
  assert(state == Z_OK);
  gz_header header{};
  header.os = unknown_system;
  deflateSetHeader(&stream, &header);

  std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = bytes_for_zlib(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  state = deflate(&stream, Z_FINISH);
  assert(state == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

Error build_refusal(const TreeRefusal& refusal) {
  const std::string where = refusal.path.empty() ? "the folder" : text::for_terminal(refusal.path);
  return {.kind = ErrorKind::Invalid,
          .code = fmt::format("E-BUILD-{}", refusal.code),
          .message = fmt::format("{}: {}; no package may hold it", where, refusal.why),
          .hint = "rename it, or move it out of the package's folder",
          .where = {.path = refusal.path}};
}

// --- Inflating

/// Takes what was inflated; false to stop.
using Sink = std::function<bool(std::string_view)>;

enum class Inflated : std::uint8_t { Whole, Stopped, Damaged, Cut, Trailing };

Inflated inflate_into(std::string_view bytes, const Sink& sink) {
  z_stream stream{};
  if (inflateInit2(&stream, gzip_window) != Z_OK) return Inflated::Damaged;
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> owner(&stream, &inflateEnd);
  std::array<char, chunk> buffer{};
  stream.next_in = bytes_for_zlib(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  for (;;) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    const int state = inflate(&stream, Z_NO_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) return Inflated::Damaged;
    if (!sink({buffer.data(), buffer.size() - stream.avail_out})) return Inflated::Stopped;
    if (state == Z_STREAM_END) return stream.avail_in == 0 ? Inflated::Whole : Inflated::Trailing;
    if (state == Z_BUF_ERROR || (stream.avail_in == 0 && stream.avail_out != 0)) return Inflated::Cut;
  }
}

/// What the bytes look like, for those that are no gzip.
std::string_view look_of(std::string_view bytes) {
  if (bytes.empty()) return "it is empty";
  if (bytes.starts_with("PK")) return "it is a ZIP file, not a package";
  if (bytes.starts_with("\x28\xb5\x2f\xfd")) return "it is compressed with zstd, not gzip";
  if (bytes.starts_with("\xfd"
                        "7zXZ"))
    return "it is compressed with xz, not gzip";
  if (bytes.starts_with("BZh")) return "it is compressed with bzip2, not gzip";
  if (bytes.size() > 262 && bytes.substr(257).starts_with("ustar")) return "it is a tar without gzip";
  const auto first = bytes.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && bytes[first] == '<') return "it is an HTML page, not a package";
  if (first != std::string_view::npos && bytes[first] == '{') return "it is JSON, not a package";
  return "it is no gzip file";
}

std::string_view words_for(Inflated fault) {
  switch (fault) {
    case Inflated::Cut:
      return "gzip: cut short";
    case Inflated::Trailing:
      return "gzip: more than one member, or bytes after the end";
    default:
      return "gzip: damaged, or its checksum is wrong";
  }
}

/// The one gzip member that `bytes` must be, unpacked.
Result<std::string> gunzip(std::string_view bytes, std::string_view origin, const Limits& limits) {
  const auto refuse = [&](std::string_view code, std::string_view why) {
    return fail(archive_refusal(code, origin, why));
  };
  if (bytes.size() > limits.archive_bytes)
    return refuse("LIMIT", fmt::format("larger than {} MiB", limits.archive_bytes >> 20));
  if (!bytes.starts_with("\x1f\x8b\x08")) return refuse("FORMAT", look_of(bytes));

  std::uint64_t size = 0;
  const auto counted = inflate_into(bytes, [&](std::string_view piece) {
    size += piece.size();
    return size <= limits.tree_bytes;
  });
  if (counted == Inflated::Stopped)
    return refuse("LIMIT", fmt::format("unpacks to more than {} MiB", limits.tree_bytes >> 20));
  if (counted != Inflated::Whole) return refuse("FORMAT", words_for(counted));

  std::string tar;
  tar.reserve(static_cast<std::size_t>(size));
  inflate_into(bytes, [&](std::string_view piece) {
    tar += piece;
    return true;
  });
  return tar;
}

// --- Reading

using Reader = std::unique_ptr<::archive, decltype(&archive_read_free)>;

/// The files of a tar that was judged, as libarchive sees them; nothing when it sees anything else.
std::optional<FileTree> read_tar(std::string_view tar) {
  const Reader reader(archive_read_new(), &archive_read_free);
  archive_read_support_format_tar(reader.get());
  if (archive_read_open_memory(reader.get(), tar.data(), tar.size()) != ARCHIVE_OK) return std::nullopt;
  FileTree files;
  archive_entry* entry = nullptr;
  for (;;) {
    const int state = archive_read_next_header(reader.get(), &entry);
    if (state == ARCHIVE_EOF) return files;
    const char* path = state == ARCHIVE_OK ? archive_entry_pathname(entry) : nullptr;
    if (path == nullptr || archive_entry_filetype(entry) != AE_IFREG) return std::nullopt;
    const auto size = archive_entry_size(entry);
    if (size < 0 || static_cast<std::uint64_t>(size) > tar.size()) return std::nullopt;
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (archive_read_data(reader.get(), bytes.data(), bytes.size()) != size) return std::nullopt;
    const bool executable = (archive_entry_perm(entry) & 0111) != 0;
    files.insert_or_assign(path, TreeFile{.content = std::move(bytes), .executable = executable});
  }
}

/// The files as a package, unless one of them is what no package may hold.
Result<Package> judge_files(const FileTree& files, std::string_view origin) {
  for (const auto& [path, file] : files)
    if (const auto why = check_content(path, bytes_of(file)))
      return fail(
          archive_refusal("CONTENT", origin, fmt::format("\"{}\": {}", text::for_terminal(path), *why)));
  return read_package(files, origin);
}

}  // namespace

std::string archive_name(const Manifest& manifest) {
  return fmt::format("{}-{}.tar.gz", manifest.name, text::to_text(manifest.version));
}

Result<std::string> pack(const FileTree& folder, const Limits& limits) {
  const FileTree files = package_files(folder);
  if (const auto refusal = check_tree(files, limits)) return fail(build_refusal(*refusal));
  return gzip(write_ustar(files));
}

Result<Package> unpack(std::string_view bytes, std::string_view origin, const Limits& limits) {
  const auto tar = gunzip(bytes, origin, limits);
  if (!tar) return fail(tar);
  auto verdict = judge_tar(*tar, origin, limits);
  if (verdict.refusal) return fail(std::move(*verdict.refusal));
  const auto files = read_tar(*tar);
  Error not_ours =
      archive_refusal("FORMAT", origin, "it is not what `agentops package build` writes for these files");
  if (!files) return fail(verdict.oddity ? *std::move(verdict.oddity) : std::move(not_ours));
  // What is wrong inside says more than who packed it, so it comes first.
  auto package = judge_files(*files, origin);
  if (!package) return package;
  if (verdict.oddity) return fail(*std::move(verdict.oddity));
  if (write_ustar(package->files) != *tar) return fail(std::move(not_ours));
  return package;
}

}  // namespace agentops::package
