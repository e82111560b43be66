#pragma once

/// What an item shows to each witness, with the lines where it stands: its words, whom it refers to, the
/// programs that it calls, the words of its name, its folder.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mine/why.h"
#include "models/item.h"
#include "text/words.h"

namespace agentops::mine {

/// A word of a text by its term.
struct SpelledTerm {
  std::string word;                  ///< as it is written first
  std::vector<std::uint32_t> lines;  ///< the first few, from 1, of the file
};

/// The terms of an item's text, with name and description.
[[nodiscard]] std::map<std::uint64_t, SpelledTerm> spelled_terms(const Witnessed& item,
                                                                 const text::Stemmer& stem);

/// What an item has for a witness other than words and references: programs, variables and hosts of its code,
/// subject words of its name by stem, the folder it lies in. Sorted.
[[nodiscard]] std::set<std::string> signs_of(const Item& item, Witness witness, const text::Stemmer& stem);

/// The lines, from 1 in the item's file, in which `what` stands as a word; the first few.
[[nodiscard]] std::vector<std::uint32_t> lines_with(const Witnessed& item, std::string_view what);

/// The same for a sign of this witness; a folder stands in no line.
[[nodiscard]] std::vector<std::uint32_t> lines_of(const Witnessed& item, Witness witness,
                                                  std::string_view sign);

}  // namespace agentops::mine
