#pragma once

/// The lines of many items as numbers: each different text once, its words as ids, and how telling a word is.
///
/// Texts lie in the files that the caller holds. Bounded: lines of more than 64 words or 1,000 bytes are no
/// candidates, and equal lines cost one.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mine/hash_table.h"
#include "mine/template_text.h"

namespace agentops::mine {

using WordId = std::uint32_t;

/// One text of a line, wherever it stands.
struct Unit {
  std::string_view text;
  std::uint32_t begin = 0;  ///< its words in Units::words
  std::uint32_t end = 0;
  std::uint32_t first_item = 0;  ///< that has it
  std::uint32_t last_item = 0;
  std::uint32_t items = 0;  ///< different ones that have it
  std::uint32_t places = 0;
};

class Units {
 public:
  static constexpr std::size_t most_words = 64;
  static constexpr std::size_t longest = 1000;  ///< bytes

  /// Adds the lines of the next item. Lines that are too long or have fewer than three words are left out.
  void add(std::uint32_t item, const std::vector<TextLine>& lines);

  /// To be called once, when all items are in: from now on bits are known.
  void finish();

  [[nodiscard]] const std::vector<Unit>& all() const { return units_; }
  [[nodiscard]] const WordId* begin(const Unit& unit) const { return words_.data() + unit.begin; }
  [[nodiscard]] const WordId* end(const Unit& unit) const { return words_.data() + unit.end; }
  [[nodiscard]] std::size_t vocabulary() const { return counts_.size(); }

  /// Information in a word, in hundredths of a bit: log2((T + V) / (f + 1)) for f of T words and V different
  /// ones.
  [[nodiscard]] std::uint32_t bits(WordId word) const { return bits_[word]; }
  [[nodiscard]] std::uint64_t bits(const Unit& unit) const;

  /// The same for any word by its hash: one that was never seen is as telling as can be.
  [[nodiscard]] std::uint32_t bits_of_hash(std::uint64_t hash) const;

  /// The units that have a word, by its hash, ascending; one that has it twice comes twice.
  [[nodiscard]] std::span<const std::uint32_t> with(std::uint64_t hash) const;

 private:
  std::uint32_t add_unit(std::uint32_t item, std::string_view text);
  void gather();

  std::vector<Unit> units_;
  std::vector<WordId> words_;
  HashTable<std::uint32_t> unit_of_;   ///< by the hash of the text; `none`: it is no candidate
  HashTable<WordId> ids_;              ///< by the hash of the word
  std::vector<std::uint32_t> counts_;  ///< by word: how often it stands in units
  std::vector<std::uint32_t> bits_;
  std::uint32_t bits_of_new_ = 0;  ///< of a word that was never seen
  std::vector<std::uint32_t> with_begin_;
  std::vector<std::uint32_t> with_;
  std::vector<LineWord> line_;
};

}  // namespace agentops::mine
