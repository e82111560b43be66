#include "text/bytes.h"

#include <bit>

namespace agentops::text {
namespace {

constexpr unsigned bits_per_byte = 7;  // of a LEB128 number; the eighth says that more follow
constexpr unsigned bits_of_number = 64;

}  // namespace

void ByteWriter::number(std::uint64_t value) {
  for (; value >= 0x80; value >>= bits_per_byte) bytes_ += static_cast<char>(value | 0x80U);
  bytes_ += static_cast<char>(value);
}

void ByteWriter::fixed64(std::uint64_t value) {
  for (unsigned shift = 0; shift < bits_of_number; shift += 8) bytes_ += static_cast<char>(value >> shift);
}

void ByteWriter::real(double value) { fixed64(std::bit_cast<std::uint64_t>(value)); }

void ByteWriter::text(std::string_view value) {
  number(value.size());
  raw(value);
}

void ByteWriter::raw(std::string_view bytes) { bytes_ += bytes; }

std::uint64_t ByteReader::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < bits_of_number; shift += bits_per_byte) {
    const std::string_view next = raw(1);
    if (!ok_) return 0;
    const auto byte = static_cast<std::uint8_t>(next.front());
    value |= std::uint64_t{byte & 0x7fU} << shift;
    const bool overflows = shift + bits_per_byte > bits_of_number && byte > 1;
    if (overflows) break;
    if (byte < 0x80) return value;
  }
  return refuse();
}

std::uint64_t ByteReader::fixed64() {
  const std::string_view bytes = raw(8);
  std::uint64_t value = 0;
  for (unsigned i = 0; i < bytes.size(); ++i)
    value |= std::uint64_t{static_cast<std::uint8_t>(bytes[i])} << (8 * i);
  return value;
}

double ByteReader::real() { return std::bit_cast<double>(fixed64()); }

std::string ByteReader::text() { return std::string(raw(number())); }

std::string_view ByteReader::raw(std::size_t size) {
  if (size > bytes_.size()) {
    refuse();
    return {};
  }
  const std::string_view taken = bytes_.substr(0, size);
  bytes_.remove_prefix(size);
  return taken;
}

std::size_t ByteReader::count(std::size_t smallest) {
  const std::uint64_t things = number();
  if (smallest != 0 && things > bytes_.size() / smallest) return refuse();
  return things;
}

std::uint64_t ByteReader::refuse() {
  ok_ = false;
  bytes_ = {};
  return 0;
}

}  // namespace agentops::text
