#include "text/shingles.h"

#include <algorithm>
#include <array>

#include "text/diff.h"
#include "text/hash.h"
#include "text/words.h"

namespace agentops::text {
namespace {

constexpr std::uint64_t base = 0x9E3779B97F4A7C15U;  ///< odd, so no word is ever multiplied away

constexpr std::uint64_t power(unsigned exponent) {
  std::uint64_t result = 1;
  for (unsigned i = 0; i < exponent; ++i) result *= base;
  return result;
}

/// The finalizer of MurmurHash3: sums of neighbouring runs are alike, their hashes are not.
constexpr std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 33U)) * 0xFF51AFD7ED558CCDU;
  value = (value ^ (value >> 33U)) * 0xC4CEB9FE1A85EC53U;
  return value ^ (value >> 33U);
}

}  // namespace

std::vector<std::uint64_t> shingles_of(std::string_view bytes) {
  constexpr std::uint64_t leaving = power(shingle_words);
  std::array<std::uint64_t, shingle_words> last{};  ///< a ring of the last words' hashes
  std::vector<std::uint64_t> shingles;
  std::uint64_t sum = 0;
  std::size_t words = 0;
  for_each_word(bytes, [&](const Word& word) {
    std::uint64_t& slot = last[words++ % shingle_words];
    const std::uint64_t hash = quick_hash(word.text);
    sum = sum * base + hash - slot * leaving;
    slot = hash;
    if (words >= shingle_words) shingles.push_back(mixed(sum));
  });
  if (words > 0 && words < shingle_words) shingles.push_back(mixed(sum ^ words));
  std::ranges::sort(shingles);
  shingles.erase(std::ranges::unique(shingles).begin(), shingles.end());
  return shingles;
}

std::vector<std::uint64_t> line_set_of(std::string_view bytes) {
  static const std::uint64_t nothing = words_hash("");
  std::vector<std::uint64_t> lines;
  for (const std::string_view line : lines_of(bytes))
    if (const std::uint64_t words = words_hash(line); words != nothing) lines.push_back(words);
  std::ranges::sort(lines);
  lines.erase(std::ranges::unique(lines).begin(), lines.end());
  return lines;
}

}  // namespace agentops::text
