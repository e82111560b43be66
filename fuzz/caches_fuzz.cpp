// The caches of a state folder that somebody else wrote. What is read as one is written as the same again.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/claims.h"
#include "state/corpus_cache.h"
#include "state/footprint_cache.h"
#include "state/mining_cache.h"
#include "state/scan_cache.h"

namespace state = agentops::state;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = text_of(data + 1, size - 1);
  if (data[0] == 's') {
    if (const auto cache = state::decode_scan_cache(bytes))
      hold(state::decode_scan_cache(state::encode(*cache)).has_value());
  } else if (data[0] == 'c') {
    if (const auto rows = state::decode_corpus_cache(bytes))
      hold(state::decode_corpus_cache(state::encode(*rows)) == rows);
  } else if (data[0] == 'f') {
    if (const auto footprint = state::decode_footprint_cache(bytes))
      hold(state::decode_footprint_cache(state::encode(*footprint)) == footprint);
  } else {
    static_cast<void>(state::decode_mining_cache(bytes, {}));
  }
  return 0;
}
