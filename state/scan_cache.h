#pragma once

/// What the last scan knew of each file, so that an unchanged file is not read again.
///
///   ScanCache cache{.begun_ns = t, .files = {...}};            // sorted by path
///   store.save("scan", scan_cache_version, encode(cache));
///   known(cache, stamp)  ->  the file as it was read, or nothing: read it

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/inventory.h"

namespace agentops::state {

/// Raise it when Item, FileEntry or what a scan makes of a file changes.
inline constexpr std::uint32_t scan_cache_version = 12;

struct KnownFile {
  FileStamp stamp;  ///< taken before the file was read
  FileEntry entry;
  std::vector<Item> items;            ///< those that stand in this file
  std::string skipped;                ///< why its content was not taken ("binary"); empty: it was
  bool beside_skill_folders = false;  ///< what the walk knew of its folder when it was read

  friend bool operator==(const KnownFile&, const KnownFile&) = default;
};

struct ScanCache {
  std::int64_t begun_ns = 0;     ///< when the scan began, since 1970
  std::vector<KnownFile> files;  ///< sorted by path

  friend bool operator==(const ScanCache&, const ScanCache&) = default;
};

[[nodiscard]] std::string encode(const ScanCache& cache);

/// Nothing when the bytes are not such a cache; never trusts them.
[[nodiscard]] std::optional<ScanCache> decode_scan_cache(std::string_view bytes);

/// The file with this very stamp, or null. A file that was changed less than two seconds before the scan
/// began, or later, is not known: it may have changed again within the tick of its clock.
[[nodiscard]] const KnownFile* known(const ScanCache& cache, const FileStamp& stamp);
[[nodiscard]] KnownFile* known(ScanCache& cache, const FileStamp& stamp);

}  // namespace agentops::state
