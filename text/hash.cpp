#include "text/hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <xxhash.h>

namespace agentops::text {
namespace {

constexpr std::string_view digest_tag = "sha256:";
constexpr std::string_view digits_of_hex = "0123456789abcdef";

std::optional<std::uint8_t> nibble(char digit) {
  const auto at = digits_of_hex.find(digit);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint8_t>(at);
}

}  // namespace

Digest sha256(std::string_view bytes) {
  Digest digest;
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), &size, EVP_sha256(), nullptr);
  return digest;
}

Digest seal(const Secret& secret, std::string_view bytes) {
  Digest digest;
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.bytes.data(), static_cast<int>(secret.bytes.size()),
       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.bytes.data(), &size);
  return digest;
}

std::string hex(const Digest& digest) {
  std::string digits;
  digits.reserve(2 * digest.bytes.size());
  for (const std::uint8_t byte : digest.bytes) {
    digits += digits_of_hex[byte >> 4U];
    digits += digits_of_hex[byte & 0xfU];
  }
  return digits;
}

std::optional<Digest> digest_from_hex(std::string_view digits) {
  Digest digest;
  if (digits.size() != 2 * digest.bytes.size()) return std::nullopt;
  for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
    const auto high = nibble(digits[2 * i]);
    const auto low = nibble(digits[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    digest.bytes[i] = static_cast<std::uint8_t>(*high << 4U | *low);
  }
  return digest;
}

std::string digest_text(const Digest& digest) { return std::string(digest_tag) + hex(digest); }

std::optional<Digest> digest_from_text(std::string_view text) {
  if (!text.starts_with(digest_tag)) return std::nullopt;
  return digest_from_hex(text.substr(digest_tag.size()));
}

std::uint64_t quick_hash(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace agentops::text
