#include <cstdlib>

#include "text/json.h"

/// What is read and written again reads back as the same value, in both layouts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops::text;
  const auto value = read_json({reinterpret_cast<const char*>(data), size}, "fuzz.json");
  if (!value) return 0;
  for (const JsonLayout layout : {JsonLayout::Compact, JsonLayout::Indented}) {
    const auto again = read_json(write_json(*value, layout), "fuzz.json");
    if (!again || *again != *value) std::abort();
  }
  return 0;
}
