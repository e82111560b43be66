#pragma once

/// "Is there already one like this?": how near a text is to another, and what to do about it.
///
///   "Scan each push for leaked secrets", beside an agent that does  ->  about .71 of it, Extend
///
/// Two measures, for two questions. Whether one text was copied from the other is told by the runs of words
/// and the lines that both have, as families of copies are (families.h). Whether both are about the same is
/// told by their words: the share of what the asked text speaks of, rare words counting more, that the other
/// speaks of as well. That one asks in one direction, so that a need of one sentence can be met by a long
/// agent. Pure; linear in the two texts.

#include <cstdint>
#include <string_view>

#include "mine/hash_table.h"
#include "mine/portrait.h"

namespace agentops::mine {

/// How much each term of the asked text says: 0 for one that every item has. Terms without one say nothing.
using Rarity = HashTable<double>;

/// How much a lower-case word says of which `items_with` of `items` have a form.
[[nodiscard]] double rarity_of(std::string_view word, std::uint64_t items_with, std::uint64_t items);

/// All in thousandths.
struct Nearness {
  std::uint32_t about = 0;  ///< of what the asked text speaks of, the other speaks of so much
  std::uint32_t runs = 0;   ///< Jaccard of the runs of five words of the bodies
  std::uint32_t whole = 0;  ///< the same with headers
  std::uint32_t lines = 0;  ///< Jaccard of the lines of the bodies
  bool same_body = false;   ///< the same words, some

  friend bool operator==(const Nearness&, const Nearness&) = default;
};

/// The one figure that nearness is shown and sorted by.
[[nodiscard]] std::uint32_t score_of(const Nearness& nearness);

[[nodiscard]] Nearness nearness_of(const Portrait& asked, const Portrait& other, const Rarity& rarity);

/// Thousandths of the terms of the description of `item` that the name and the description of `other` have.
[[nodiscard]] std::uint32_t met_by_lead(const Item& item, const Item& other, StemTable& stems);

/// What to do about a text, from the best news to the worst.
enum class Verdict : std::uint8_t {
  Same,     ///< it is there, word for word, but for a little of its header
  Drifted,  ///< a copy of it is there, and one of the two was edited
  Extend,   ///< something is about the same
  New,      ///< nothing is like it
};

/// "same", "drifted", "extend", "new"
[[nodiscard]] std::string_view name_of(Verdict verdict);

struct VerdictOptions {
  unsigned near = 800;        ///< thousandths of the runs that make two texts copies
  unsigned variant = 500;     ///< or of the runs, where
  unsigned near_lines = 700;  ///< so many of the lines agree
  unsigned about = 300;       ///< thousandths of `about` that are worth to be extended
  std::size_t fewest = 12;    ///< a text of fewer runs is too short to be a drifted copy
};

/// What `nearness` to one other text comes to.
[[nodiscard]] Verdict verdict_of(const Nearness& nearness, const Portrait& asked,
                                 const VerdictOptions& options);

}  // namespace agentops::mine
