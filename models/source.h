#pragma once

/// The bytes of a file as they were when they were read, and how to get them again.
///
/// Everything that agentops says about a file points into its bytes with a Span. Text is not kept in memory: who
/// needs it again asks a SourceReader, which gives the very bytes of the scan or an Error, never a later version.

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "models/result.h"

namespace agentops {

/// SHA-256 of some bytes (text/hash makes and prints it).
struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  friend auto operator<=>(const Digest&, const Digest&) = default;
};

/// A half-open stretch [begin, end) of bytes in one file.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] std::uint32_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin == end; }
  friend bool operator==(const Span&, const Span&) = default;
};

/// The part of `text` under `span`; `span` must lie inside.
[[nodiscard]] inline std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

/// One file, read whole.
struct Source {
  std::string path;  ///< relative to the root of the scan, with '/'
  std::string bytes;
  Digest digest;  ///< of `bytes`
};

/// Gives the bytes that the file had when it was scanned. A file that has changed or gone since is an Error of
/// kind Unreadable. Safe to call from several threads.
using SourceReader = std::function<Result<std::string>(const std::string& path)>;

}  // namespace agentops
