#pragma once

/// Packages as files: NAME-VERSION.tar.gz. The only door to libarchive and zlib.
///
/// Archives are canonical or refused: unpack accepts only the tar that pack would have written for the files
/// in it (package/ustar.h), in one whole gzip member. So no two readers can disagree about what is inside,
/// and links, devices, duplicates and tricks with names, sizes or padding cannot occur.
///
///   pack({"package.yaml": ...})      -> the same bytes for everyone, at any time
///   unpack(*pack(tree))              -> Package{.files = tree}
///   unpack(bytes with "../x" in it)  -> Unsafe, E-ARCHIVE-PATH, `member 3 "../x": leaves the package`
///
/// Codes: E-ARCHIVE-PATH -LIMIT -NAME -DUP -TYPE -ATTR -MODE -FORMAT -RESERVED -CONTENT, E-MANIFEST-MISSING.
/// An archive over a limit is left before it is held in memory. Safe on any thread.

#include <string>
#include <string_view>

#include "models/file_tree.h"
#include "models/manifest.h"
#include "models/result.h"
#include "package/contents.h"
#include "package/layout.h"

namespace agentops::package {

/// "customer-service-1.2.0.tar.gz"
[[nodiscard]] std::string archive_name(const Manifest& manifest);

/// Errors: Invalid; E-BUILD-PATH, -NAME, -LIMIT, -RESERVED, -DUP or -CONTENT names the file that no package
/// may hold. All contents must be read; `.draft/` is left out.
[[nodiscard]] Result<std::string> pack(const FileTree& folder, const Limits& limits = {});

/// The package in an archive, judged by read_package. `origin` is the archive's name, for the messages.
/// Errors: Unsafe.
[[nodiscard]] Result<Package> unpack(std::string_view bytes, std::string_view origin,
                                     const Limits& limits = {});

}  // namespace agentops::package
