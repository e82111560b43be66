#pragma once

/// The sections of a document as fragments: numbers by which equal text and equal outlines are found again in
/// other documents.
///
///   "## Rules\nBe brief.\n"  ->  Section "Rules", 2 words, text = hash of (be, brief), outline 0
///
/// One pass over the bytes, however deep sections nest: the hash of a stretch follows from the hashes of what
/// stands before its begin and its end (Karp, Rabin, Efficient randomized pattern-matching algorithms, 1987).

#include <string_view>
#include <vector>

#include "models/corpus.h"
#include "models/document.h"

namespace agentops::mine {

/// In reading order; those of fewer than `fewest_words` words that have no outline are left out.
[[nodiscard]] std::vector<Fragment> fragments_of(const Document& document, std::string_view bytes,
                                                 std::uint32_t fewest_words = 8);

}  // namespace agentops::mine
