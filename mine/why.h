#pragma once

/// Why an item stands where it stands, and why two items are alike: each witness with what it says and where.
///
///   refund-agent  ->  d2: words .62 ("refund" in lines 3, 12), references .75 (to handle-inquiry, line 20),
///   ...
///                     d5: words .11 ("ticket" in line 8), ...
///
/// The share of a witness is the part of what it says that speaks for a domain; shares of one witness over
/// all domains add up to 1, or to 0 when it is silent. Words are those of `mine`: the part of the item's
/// likeness. Each other thing that the item has (a reference, a program, a word of its name, its folder) is
/// one vote, shared out over the domains of the other items that have it, and counts less the more of them
/// there are.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/corpus.h"
#include "models/domain.h"
#include "models/item.h"
#include "text/words.h"

namespace agentops::mine {

enum class Witness : std::uint8_t { Words, References, Tools, Name, Folder };
inline constexpr std::array<Witness, 5> witnesses = {Witness::Words, Witness::References, Witness::Tools,
                                                     Witness::Name, Witness::Folder};

/// "words", "references", "tools", "name", "folder"
[[nodiscard]] std::string_view name_of(Witness witness);

/// One thing that speaks: a word, the key of an item referred to, a program, a folder.
struct Sign {
  std::string what;
  std::vector<std::uint32_t> lines;  ///< in the item's file, from 1: all of a reference, of other things the first
                                     ///< few; none: not in its text
  std::vector<std::uint32_t> other;  ///< of a pair: in the second item's file

  friend bool operator==(const Sign&, const Sign&) = default;
};

/// What one witness says.
struct Testimony {
  std::optional<double> share;  ///< 0..1, in thousandths; none: not counted for this domain
  std::vector<Sign> signs;      ///< most telling first, the first few
};

/// What all witnesses say for one domain.
struct Voice {
  std::string domain;  ///< id
  std::array<Testimony, witnesses.size()> says;

  [[nodiscard]] const Testimony& of(Witness witness) const { return says[static_cast<std::size_t>(witness)]; }
};

/// The item's own domain first, then its runner-up, then others for which something other than words speaks,
/// strongest first; at most four.
struct PlaceReasons {
  std::vector<Voice> voices;
};

/// What two items have in common. The share of words is the cosine of their weighted terms, that of the
/// others is the part of what either has that both have (Jaccard).
struct PairReasons {
  std::array<Testimony, witnesses.size()> says;
};

/// An item and its own bytes.
struct Witnessed {
  const Item& item;
  std::string_view text;
};

/// `items` are all of the scan, sorted by key; `corpus` are those that were grouped. The item must be a
/// member of one of the domains. Linear in the corpus.
[[nodiscard]] PlaceReasons reasons_of_place(const Corpus& corpus, const Mining& mining,
                                            const std::vector<Item>& items, const Witnessed& item,
                                            const text::Stemmer& stem);

/// Both must have a row.
[[nodiscard]] PairReasons reasons_of_pair(const Corpus& corpus, const Witnessed& a, const Witnessed& b,
                                          const text::Stemmer& stem);

}  // namespace agentops::mine
