// What the index reads back from its folder: `current`, records, signatures of pairs and lists of words.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "index/generation.h"
#include "index/pairs.h"
#include "index/record.h"
#include "index/vocabulary.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace agentops::index;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(read_generation(bytes, {}));
  static_cast<void>(read_record(bytes, "a.md"));
  static_cast<void>(read_pairs(bytes));
  if (const auto words = read_vocabulary(bytes)) static_cast<void>(write_vocabulary(*words));
  return 0;
}
