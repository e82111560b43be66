#pragma once

/// All that the index keeps of one document, made while its text is at hand.
///
/// An entry is a plain value: worker threads make entries, Build and Update write them. It is a pure function
/// of the document and its bytes. Words of the text count by where they stand: those of the name most, then
/// description, headings and the opening. Positions, which phrases need, are kept for name, title,
/// description and headings only.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/document.h"
#include "text/words.h"

namespace agentops::index {

/// Raised with every change of what entry_of makes, so that an older index is known and built again.
inline constexpr std::uint32_t entry_version = 1;

struct EntryTerm {
  std::string term;                      ///< with its field's prefix; at most 245 bytes
  std::uint32_t weight = 0;              ///< how much it counts in ranking; 0: only found by
  std::vector<std::uint32_t> positions;  ///< ascending

  friend bool operator==(const EntryTerm&, const EntryTerm&) = default;
};

struct Entry {
  std::string key;               ///< of the item: an entry replaces the one with its key
  std::string path;              ///< of its file
  std::uint32_t line = 1;        ///< where it begins in its file
  std::vector<EntryTerm> terms;  ///< sorted by term, without repeats
  std::string pairs;             ///< which words follow each other in the text, see pairs.h

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// The entry of `document`, whose file is `bytes`. `stem` is used on this thread only.
[[nodiscard]] Entry entry_of(const Document& document, std::string_view bytes, const text::Stemmer& stem);

}  // namespace agentops::index
