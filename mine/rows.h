#pragma once

/// From documents to the corpus: what mining needs of each item, taken while its text is at hand.
///
///   a Document and its bytes -> CorpusRow{key, name, headings, weighted stems, pairs of stems, fragments}
///
/// A row depends on its document alone, so rows may be made on any thread, in any order, and joined by
/// corpus_of. Linear in the bytes. Words in fenced code and in tables weigh little or nothing; name,
/// description and headings weigh more.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mine/stem_table.h"
#include "models/corpus.h"
#include "models/document.h"

namespace agentops::mine {

/// The row of one document; `bytes` is the text of its file, into which the document's spans point.
[[nodiscard]] CorpusRow row_of(const Document& document, std::string_view bytes, StemTable& stems);

/// True for the kinds that are grouped into domains: all but config, hook and readme.
[[nodiscard]] bool is_clustered(Kind kind);

/// What the rows of a corpus are ordered by: the name of the file, then the key.
[[nodiscard]] std::pair<std::string_view, std::string_view> order_of(std::string_view key);

/// Index of the row with this key, or the number of rows.
[[nodiscard]] std::uint32_t place_of(std::span<const CorpusRow> rows, std::string_view key);

/// The corpus of `rows` with the references of `items` (in any order) that lead from one row to another, and
/// what their code calls. Keys must be unique. References to files without a row, and to the item itself, are
/// left out.
[[nodiscard]] Corpus corpus_of(std::vector<CorpusRow> rows, std::span<const Item> items);

}  // namespace agentops::mine
