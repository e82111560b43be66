#pragma once

/// Fingerprints: SHA-256 for content that must be the same (files, bodies, packages), the same with a secret
/// for what only this user may have written (caches), XXH3 for terms in tables. The only door to OpenSSL and
/// xxHash. All functions are pure and safe on any thread.
///
///   hex(sha256("")) -> "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/source.h"

namespace agentops::text {

[[nodiscard]] Digest sha256(std::string_view bytes);

/// What a seal is made with: 32 random bytes that never leave the user's own folder. Never printed.
struct Secret {
  std::array<std::uint8_t, 32> bytes{};
};

/// HMAC with SHA-256 (RFC 2104): the seal that nobody can make for `bytes` who does not know the secret.
[[nodiscard]] Digest seal(const Secret& secret, std::string_view bytes);

/// 64 lower-case hex digits.
[[nodiscard]] std::string hex(const Digest& digest);

/// The digest written as 64 hex digits, or nothing.
[[nodiscard]] std::optional<Digest> digest_from_hex(std::string_view digits);

/// "sha256:9c1e...": how files that people read name a digest.
[[nodiscard]] std::string digest_text(const Digest& digest);

/// The digest written so, or nothing.
[[nodiscard]] std::optional<Digest> digest_from_text(std::string_view text);

/// XXH3, 64 bits, seed 0: for tables and sets, never for trust.
[[nodiscard]] std::uint64_t quick_hash(std::string_view bytes);

}  // namespace agentops::text
