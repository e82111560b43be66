#pragma once

/// Damages encoded bytes in many ways: decoders have to survive each.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace agentops::state {

/// Calls `decode` with every cut of `bytes` and with each byte changed in a few ways.
template <class Decode>
void damage(const std::string& bytes, Decode decode) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    decode(std::string_view(bytes).substr(0, i));
    for (const char change : {'\x01', '\x80', '\xff'}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ change);
      decode(std::string_view(changed));
    }
  }
  decode(std::string_view(bytes + "x"));
}

}  // namespace agentops::state
