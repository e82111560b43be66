#pragma once

/// What two texts are compared by when the question is whether one was copied from the other: the set of all
/// runs of five words.
///
///   "a b c d e f"  -> hashes of "a b c d e" and "b c d e f"
///   "Stop, now!"   -> one hash, of "stop now": a text of fewer words is one run
///
/// Words are those of text/words.h, so spacing, case and punctuation do not count. (A. Broder, On the
/// resemblance and containment of documents, 1997.) Linear in the bytes; safe on any thread.

#include <cstdint>
#include <string_view>
#include <vector>

namespace agentops::text {

inline constexpr unsigned shingle_words = 5;

/// Hashes of the lines that hold words, by their words, ascending, without repeats.
[[nodiscard]] std::vector<std::uint64_t> line_set_of(std::string_view bytes);

/// Hashes of the runs in `bytes`, ascending, without repeats; empty for a text without words.
[[nodiscard]] std::vector<std::uint64_t> shingles_of(std::string_view bytes);

}  // namespace agentops::text
