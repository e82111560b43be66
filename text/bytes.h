#pragma once

/// Small binary records for caches: little-endian numbers, varints, length-prefixed text.
///
///   ByteWriter w; w.number(300); w.text("ab");  -> ac 02 02 'a' 'b'
///   ByteReader r(w.bytes()); r.number();        -> 300
///
/// A ByteReader never reads past its end: after the first short read `ok()` is false and everything it gives
/// is zero or empty, so a damaged cache is noticed once, at the end.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace agentops::text {

class ByteWriter {
 public:
  void number(std::uint64_t value);   ///< as LEB128: small numbers take one byte
  void fixed64(std::uint64_t value);  ///< eight bytes, the lowest first
  void real(double value);            ///< its IEEE 754 bits, as fixed64
  void text(std::string_view value);  ///< its size as number, then its bytes
  void raw(std::string_view bytes);   ///< the bytes alone

  /// Makes room for so many bytes at once.
  void reserve(std::size_t size) { bytes_.reserve(size); }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number();
  std::uint64_t fixed64();
  double real();
  std::string text();
  std::string_view raw(std::size_t size);  ///< points into the bytes that are read

  /// A count of things that take at least `smallest` bytes each: not ok when the rest cannot hold them.
  std::size_t count(std::size_t smallest = 1);

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  std::uint64_t refuse();  ///< nothing more is read; gives zero

  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace agentops::text
