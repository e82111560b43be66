// The journal of an interrupted change, which a repository may bring with it.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "disk/journal.h"
#include "text/bytes.h"
#include "text/hash.h"

namespace disk = agentops::disk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(disk::decode_journal(bytes));

  // Again with a heading and a checksum that are right, which no fuzzer would guess.
  agentops::text::ByteWriter sealed;
  sealed.raw("agentops journal 1\n");
  sealed.raw(bytes);
  sealed.fixed64(agentops::text::quick_hash(sealed.bytes()));
  if (const auto journal = disk::decode_journal(sealed.bytes()))
    if (disk::decode_journal(disk::encode(*journal)) != journal) std::abort();
  return 0;
}
