#pragma once

/// The errors of this room, and where Xapian's exceptions become them.

#include <filesystem>
#include <string_view>

#include "models/result.h"

namespace agentops::index {

/// E-INDEX-DAMAGED: `how` completes "the search index is damaged: ".
[[nodiscard]] Error damaged(std::string_view how);

/// E-INDEX-WRITE: `path` could not be written, for the reason in `why`.
[[nodiscard]] Error unwritable(const std::filesystem::path& path, std::string_view why);

/// E-INDEX-READ.
[[nodiscard]] Error unreadable(const std::filesystem::path& path, std::string_view why);

/// The exception that is being handled, met while reading the index. Only inside a catch block.
[[nodiscard]] Error caught_reading();

/// The same while writing below `path`.
[[nodiscard]] Error caught_writing(const std::filesystem::path& path);

}  // namespace agentops::index
