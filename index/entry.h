#pragma once

/// All that the index keeps of one document, made while its text is at hand.
///
/// An entry is a plain value: worker threads make entries, Build and Update write them. It is a pure function
/// of the document and its bytes. Words of the text count by where they stand: those of the name most, then
/// description, opening and headings.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/record.h"
#include "models/document.h"
#include "text/words.h"

namespace agentops::index {

/// Raised with every change of what entry_of makes, so that an older index is known and built again.
inline constexpr std::uint32_t entry_version = 7;

struct EntryTerm {
  std::string term;          ///< a stem, or a value with its field's prefix; at most 245 bytes
  std::uint32_t weight = 0;  ///< how much it counts in ranking; 0: only found by

  friend bool operator==(const EntryTerm&, const EntryTerm&) = default;
};

struct Entry {
  Record record;                 ///< its key is the entry's: an entry replaces the one with the same
  std::vector<EntryTerm> terms;  ///< sorted by term, without repeats
  std::string pairs;             ///< which words follow each other in the text (pairs.h)

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// The entry of `document`, whose file is `bytes`. `stem` is used on this thread only. `place`: the package
/// that it is in, NAME@VERSION; empty: none.
[[nodiscard]] Entry entry_of(const Document& document, std::string_view bytes, const text::Stemmer& stem,
                             std::string_view place = {});

}  // namespace agentops::index
