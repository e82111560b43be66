#include "index/pairs.h"

#include <bitset>

#include "text/bytes.h"

namespace agentops::index {
namespace {

constexpr unsigned hash_bits = 16;  // with 14, one in 28 is wrong, which costs half a point of nDCG
constexpr std::size_t hash_values = 1UL << hash_bits;
constexpr std::size_t most_pairs = 4096;

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

  text::ByteWriter signature;
  std::size_t last = 0;
  for (std::size_t hash = seen._Find_first(); hash < hash_values; hash = seen._Find_next(hash)) {
    signature.number(hash - last);
    last = hash;
  }
  return signature.take();
}

std::vector<PairHash> read_pairs(std::string_view signature) {
  std::vector<PairHash> hashes;
  hashes.reserve(signature.size());
  text::ByteReader reader(signature);
  std::uint64_t hash = 0;
  while (!reader.at_end()) {
    hash += reader.number();
    if (!reader.ok() || hash >= hash_values) break;
    hashes.push_back(static_cast<PairHash>(hash));
  }
  return hashes;
}

}  // namespace agentops::index
