#pragma once

/// What a fuzz target asks of the code that it feeds: a claim that must hold for every input.
///
///   hold(read(bytes).has_value())   ends the process, which the fuzzer takes for a find, when it does not

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

inline void hold(bool claim) {
  if (!claim) std::abort();
}

/// The input as text.
inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}
