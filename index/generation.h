#pragma once

/// What the file `current` says of the index: which generation is in use, what it was made from, and how to
/// see that its files are still what was written.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/entry.h"
#include "models/result.h"
#include "models/source.h"
#include "text/hash.h"

namespace agentops::index {

/// Raised when what stands in the folder changes its shape.
inline constexpr std::uint32_t schema_version = 2;

/// One file of a generation as it was when it was finished. A file with the same size and time of change (of
/// the inode, which no program can set back) is taken for the same; otherwise its digest decides.
struct StoredFile {
  std::string name;
  std::uint64_t size = 0;
  Digest digest;             ///< of its pieces' digests, see folder.cpp
  std::int64_t changed = 0;  ///< nanoseconds since 1970

  friend bool operator==(const StoredFile&, const StoredFile&) = default;
};

/// The content of FOLDER/current.
struct Generation {
  std::uint32_t schema = schema_version;
  std::uint32_t entries = entry_version;
  std::string name;  ///< of its folder
  Digest key;
  std::uint64_t documents = 0;
  std::vector<StoredFile> files;  ///< sorted by name

  friend bool operator==(const Generation&, const Generation&) = default;
};

/// Sealed with `secret`, so that nobody else can write one.
[[nodiscard]] std::string write_generation(const Generation& generation, const text::Secret& secret);

/// Errors: E-INDEX-DAMAGED; when it is whole, E-INDEX-FOREIGN without the seal of this secret,
/// E-INDEX-VERSION when it is of another version.
[[nodiscard]] Result<Generation> read_generation(std::string_view bytes, const text::Secret& secret);

}  // namespace agentops::index
