#pragma once

/// Why a tar is not one that `package build` writes: the words behind a refused archive.
///
///   a tar whose second member is a symbolic link
///   -> Error{Unsafe, "E-ARCHIVE-TYPE", `demo-1.0.0.tar.gz: member 2 "docs/a": links are not allowed`}

#include <optional>
#include <string_view>

#include "models/result.h"
#include "package/layout.h"

namespace agentops::package {

/// What the headers of a tar show.
struct TarVerdict {
  std::optional<Error> refusal;  ///< what no package may have
  std::optional<Error>
      oddity;  ///< what no package of ours has: folders, owners, times; only said when nothing is worse
};

/// Walks over the raw headers of `tar`, which may hold any bytes, in linear time, up to the first refusal.
/// Neither: as far as headers show, it is canonical. Never reads past the end, never trusts a size that it
/// has not compared.
[[nodiscard]] TarVerdict judge_tar(std::string_view tar, std::string_view origin, const Limits& limits);

/// An archive's refusal: Unsafe, with what did not happen and what to do. `code` without its prefix: "PATH".
[[nodiscard]] Error archive_refusal(std::string_view code, std::string_view origin, std::string_view why);

}  // namespace agentops::package
