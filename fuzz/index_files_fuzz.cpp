// What the index reads back from its folder: `current`, records and signatures of pairs.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "index/generation.h"
#include "index/pairs.h"
#include "index/record.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops::index;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(read_generation(bytes, {}));
  static_cast<void>(read_record(bytes));
  static_cast<void>(read_pairs(bytes));
  return 0;
}
