#pragma once

/// Which words follow each other in a text, in about a byte a pair: so that a document with the very phrase
/// of a question can be ranked above one with the same words apart, without positions of every word.
///
/// Each pair of adjacent stems (without stop words) is hashed to 16 bits; of the sorted hashes the
/// differences are stored, in as few bits as they need. A pair that is not there is taken for there in under
/// one of 100 cases for a text of 600 different pairs.
///
///   read_pairs(make_pairs({1, 2, 3}))  -> pair_hash(1, 2) and pair_hash(2, 3), sorted

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace agentops::index {

using PairHash = std::uint16_t;

/// That a signature holds.
inline constexpr std::size_t most_pairs = 1536;

/// Hash of the stem with hash `first` followed by that with hash `second` (text::quick_hash).
[[nodiscard]] PairHash pair_hash(std::uint64_t first, std::uint64_t second);

/// The signature of a text whose stems hash to `stems`, in reading order. Of a text with more than 1,536
/// different pairs it holds the first 1,536.
[[nodiscard]] std::string make_pairs(std::span<const std::uint64_t> stems);

/// The hashes of a signature, ascending; of a damaged one, those before the damage.
[[nodiscard]] std::vector<PairHash> read_pairs(std::string_view signature);

}  // namespace agentops::index
