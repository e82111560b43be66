#pragma once

/// The secret of this user on this machine: what the caches are sealed with, so that a folder cannot bring
/// caches of its own (docs/decisions/0008-caches-are-sealed.md).
///
///   kept_secret("~/.local/state/agentops")  ->  the 32 bytes of its file `secret`, the same each time

#include <string>

#include "models/result.h"
#include "text/hash.h"

namespace agentops::disk {

/// The secret in the file FOLDER/secret. Where there is none, one is made, with the folders above it; of
/// processes that do so at once, all get the same. E-SECRET (Unreadable) when none can be kept: nothing can
/// be written there, or the file is not this user's own, may be read by others, is a link or not 32 bytes.
[[nodiscard]] Result<text::Secret> kept_secret(const std::string& folder);

/// A new secret of the system's best random numbers. Internal when the system has none.
[[nodiscard]] Result<text::Secret> fresh_secret();

}  // namespace agentops::disk
