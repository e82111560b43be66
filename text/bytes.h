#pragma once

/// Small binary records for caches: little-endian numbers, varints, length-prefixed text.
///
/// A ByteReader never reads past its end: after the first short read `ok()` is false and everything it gives is zero or empty, so a
/// damaged cache is noticed once, at the end.

#include <cstdint>
#include <string>
#include <string_view>

namespace agentops::text {

class ByteWriter {
 public:
  void number(std::uint64_t value);  ///< LEB128
  void fixed64(std::uint64_t value);
  void real(double value);
  void text(std::string_view value);
  void raw(std::string_view bytes);

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
  std::string_view raw(std::size_t size);

  /// A count of things that take at least `smallest` bytes each: not ok when the rest cannot hold them.
  std::size_t count(std::size_t smallest = 1);

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace agentops::text
