// A package from a stranger. The input is taken once as the archive and once as the tar inside, in a gzip
// member that is whole. What is accepted is packed to the same tree again, and holds nothing that leaves it.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/claims.h"
#include "package/archive.h"
#include "package/layout.h"
#include "package/ustar.h"

namespace {

std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
  }
  return ~crc;
}

void put(std::string& bytes, std::uint32_t number, int size) {
  for (int i = 0; i < size; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xffU);
}

/// RFC 1952 with the stored blocks of RFC 1951.
std::string gzip_stored(std::string_view bytes) {
  std::string packed("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
  for (std::string_view rest = bytes;;) {
    const auto block = rest.substr(0, 65535);
    rest.remove_prefix(block.size());
    packed += rest.empty() ? '\1' : '\0';
    put(packed, static_cast<std::uint32_t>(block.size()), 2);
    put(packed, ~static_cast<std::uint32_t>(block.size()), 2);
    packed += block;
    if (rest.empty()) break;
  }
  put(packed, crc_of(bytes), 4);
  put(packed, static_cast<std::uint32_t>(bytes.size()), 4);
  return packed;
}

void check(std::string_view archive) {
  namespace package = agentops::package;
  const auto unpacked = package::unpack(archive, "x.tar.gz");
  if (!unpacked) {
    hold(unpacked.error().kind == agentops::ErrorKind::Unsafe && !unpacked.error().code.empty());
    return;
  }
  hold(!package::check_tree(unpacked->files));
  const auto packed = package::pack(unpacked->files);
  hold(packed.has_value() && package::unpack(*packed, "y.tar.gz") == *unpacked);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = text_of(data, size);
  check(bytes);
  check(gzip_stored(bytes));
  return 0;
}
