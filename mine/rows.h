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

#include "mine/hash_table.h"
#include "models/corpus.h"
#include "models/document.h"
#include "text/words.h"

namespace agentops::mine {

/// Remembers the term of each word, so that a word is stemmed once. One for each thread; what it answers
/// depends on the stemmer alone.
class StemTable {
 public:
  explicit StemTable(text::Stemmer stem) : stem_(std::move(stem)) {}

  /// The term of a lower-case word: the hash of its stem. 0 for what carries no subject: stop words, single
  /// letters, bare numbers.
  std::uint64_t term(std::string_view word);

 private:
  [[nodiscard]] std::uint64_t new_term(std::string_view word) const;

  text::Stemmer stem_;
  HashTable<std::uint64_t> known_;  ///< by word
};

/// The row of one document; `bytes` is the text of its file, into which the document's spans point.
[[nodiscard]] CorpusRow row_of(const Document& document, std::string_view bytes, StemTable& stems);

/// True for the kinds that are grouped into domains: all but config, hook and readme.
[[nodiscard]] bool is_clustered(Kind kind);

/// The corpus of `rows`, sorted by key, with the references of `items` (in any order) that lead from one row
/// to another. Keys must be unique. References to files without a row, and to the item itself, are left out.
[[nodiscard]] Corpus corpus_of(std::vector<CorpusRow> rows, std::span<const Item> items);

}  // namespace agentops::mine
