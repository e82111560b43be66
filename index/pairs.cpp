#include "index/pairs.h"

#include <algorithm>
#include <bit>
#include <bitset>
#include <optional>
#include <utility>

namespace agentops::index {
namespace {

constexpr unsigned hash_bits = 16;  // with 14, one in 28 is wrong, which costs half a point of nDCG
constexpr std::size_t hash_values = 1UL << hash_bits;

// The differences of n hashes by chance among N are close to N / n: the low bits of that size are written as
// they are, what is above them as so many zeros and a one (Rice, Some practical universal noiseless coding
// techniques, 1979). That takes 8.4 bits for each of 600, where a list of bytes would take 10.4.

unsigned low_bits(std::size_t count) {
  return static_cast<unsigned>(std::bit_width(hash_values / std::max<std::size_t>(count, 1))) - 1;
}

/// Numbers one behind the other, the lowest bit first.
class BitWriter {
 public:
  explicit BitWriter(unsigned low) : low_(low) {}

  void put(std::size_t number) {
    for (std::size_t zeros = number >> low_; zeros > 0; --zeros) put_bits(0, 1);
    put_bits(1, 1);
    put_bits(number & ((std::size_t{1} << low_) - 1), low_);
  }

  [[nodiscard]] std::string take() {
    if (used_ > 0) bytes_ += static_cast<char>(pending_);
    return std::move(bytes_);
  }

 private:
  void put_bits(std::size_t bits, unsigned count) {
    pending_ |= bits << used_;
    for (used_ += count; used_ >= 8; used_ -= 8, pending_ >>= 8U)
      bytes_ += static_cast<char>(pending_ & 0xffU);
  }

  unsigned low_;
  std::string bytes_;
  std::size_t pending_ = 0;  ///< bits that do not make a byte yet
  unsigned used_ = 0;        ///< how many
};

class BitReader {
 public:
  BitReader(std::string_view bytes, unsigned low) : bytes_(bytes), low_(low) {}

  /// Nothing when the bytes end before the number does.
  std::optional<std::uint64_t> next() {
    std::uint64_t high = 0;
    for (; at_ < 8 * bytes_.size() && bit() == 0; ++at_) ++high;
    ++at_;
    if (at_ + low_ > 8 * bytes_.size()) return std::nullopt;
    std::uint64_t number = high << low_;
    for (unsigned i = 0; i < low_; ++i, ++at_) number |= bit() << i;
    return number;
  }

 private:
  [[nodiscard]] std::uint64_t bit() const {
    return (static_cast<unsigned char>(bytes_[at_ / 8]) >> (at_ % 8)) & 1U;
  }

  std::string_view bytes_;
  unsigned low_;
  std::size_t at_ = 0;  ///< in bits
};

}  // namespace

PairHash pair_hash(std::uint64_t first, std::uint64_t second) {
  constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15ULL;  // mixes and keeps the order of the two apart
  return static_cast<PairHash>(((first * golden_ratio) ^ second) * golden_ratio >> (64U - hash_bits));
}

std::string make_pairs(std::span<const std::uint64_t> stems) {
  std::bitset<hash_values> seen;
  std::size_t count = 0;
  for (std::size_t i = 1; i < stems.size() && count < most_pairs; ++i) {
    const PairHash hash = pair_hash(stems[i - 1], stems[i]);
    if (!seen[hash]) ++count;
    seen.set(hash);
  }

  if (count == 0) return {};
  BitWriter bits(low_bits(count));
  std::size_t least = 0;
  for (std::size_t hash = seen._Find_first(); hash < hash_values; hash = seen._Find_next(hash)) {
    bits.put(hash - least);
    least = hash + 1;
  }
  return std::string{static_cast<char>(count & 0xffU), static_cast<char>(count >> 8U)} + bits.take();
}

std::vector<PairHash> read_pairs(std::string_view signature) {
  if (signature.size() < 2) return {};
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(signature[at]); };
  const std::size_t count = byte(0) + (std::size_t{byte(1)} << 8U);
  if (count > most_pairs) return {};
  BitReader bits(signature.substr(2), low_bits(count));
  std::vector<PairHash> hashes;
  hashes.reserve(count);
  std::uint64_t least = 0;
  while (hashes.size() < count) {
    const auto difference = bits.next();
    if (!difference || least + *difference >= hash_values) break;
    hashes.push_back(static_cast<PairHash>(least + *difference));
    least += *difference + 1;
  }
  return hashes;
}

}  // namespace agentops::index
