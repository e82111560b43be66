#pragma once

/// The outcome of the last mining, kept under a digest of all that went into it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/domain.h"
#include "models/source.h"

namespace agentops::state {

/// Raise it when Mining or the way to mine changes.
inline constexpr std::uint32_t mining_cache_version = 9;

[[nodiscard]] std::string encode(const Mining& mining, const Digest& key);

/// Nothing when the bytes are not such a cache, or were saved under another key.
[[nodiscard]] std::optional<Mining> decode_mining_cache(std::string_view bytes, const Digest& key);

}  // namespace agentops::state
