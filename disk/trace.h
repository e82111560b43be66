#pragma once

/// What a file leaves behind for whoever wants to know later whether it was touched, without its being read.
///
///   trace(root, "agents/refund.md")  ->  its size, inode and times; equal later: nobody wrote to it, unless
///   within one tick of the disk's clock

#include <cstdint>
#include <optional>
#include <string>

#include "disk/folder.h"
#include "models/footprint.h"

namespace agentops::disk {

/// Of a regular file, links inside the folder followed; nothing where there is none.
[[nodiscard]] std::optional<FileTrace> trace(const Folder& root, const std::string& relative);

/// The time, on the scale of traces: nanoseconds since 1970.
[[nodiscard]] std::int64_t nanoseconds_now();

}  // namespace agentops::disk
