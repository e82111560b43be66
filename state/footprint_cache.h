#pragma once

/// The footprint of the last plan that found nothing to do.
///
///   store.save("settled", footprint_cache_version, encode(footprint));
///   is_certain(footprint, seen)  ->  false: the file was changed so shortly before the look that it may have
///   been changed again since without a trace; its bytes have to be looked at

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/footprint.h"

namespace agentops::state {

/// Raise it when what is deployed of a package changes, or a plan looks at other files.
inline constexpr std::uint32_t footprint_cache_version = 1;

[[nodiscard]] std::string encode(const Footprint& footprint);

/// Nothing when the bytes are not such a cache.
[[nodiscard]] std::optional<Footprint> decode_footprint_cache(std::string_view bytes);

/// Whether a file that still has the trace in `seen` still has its bytes.
[[nodiscard]] bool is_certain(const Footprint& footprint, const SeenFile& seen);

}  // namespace agentops::state
