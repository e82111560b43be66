#pragma once

/// The one scanner of words, and its views: what search finds is what mining compares.
///
/// A word is a run of ASCII letters, digits, '_' and bytes >= 0x80; ASCII letters are lower-cased. Linear
/// time, no allocation per word but in the callers' own lists; any bytes are accepted; safe on any thread.
///
///   for_each_word("Deploy to K8s, now!", f)  -> f("deploy"), f("to"), f("k8s"), f("now")

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "models/source.h"

namespace agentops::text {

/// A word and where it stands. `text` lives until the next word is scanned: copy it to keep it.
struct Word {
  std::string_view text;  ///< lower-cased
  Span span;              ///< in the scanned bytes
};

/// Walks over the words of `bytes`, which must stay where they are and be shorter than 4 GiB.
class WordScanner {
 public:
  explicit WordScanner(std::string_view bytes) : bytes_(bytes) {}

  /// Fills in the next word; false when there is none.
  bool next(Word& word) {
    std::size_t begin = at_;
    while (begin < bytes_.size() && letter(begin) == 0) ++begin;
    bool as_written = true;
    for (at_ = begin; at_ < bytes_.size() && letter(at_) != 0; ++at_)
      as_written &= letter(at_) == bytes_[at_];
    word.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    word.text = as_written ? bytes_.substr(begin, at_ - begin) : lower_cased(word.span);
    return !word.span.empty();
  }

 private:
  /// For each byte what stands for it in a word; zero: it stands in none.
  static constexpr std::array<char, 256> letters = [] {
    std::array<char, 256> table{};
    for (unsigned byte = 0; byte < table.size(); ++byte) {
      const bool upper = byte >= 'A' && byte <= 'Z';
      const bool lower = byte >= 'a' && byte <= 'z';
      const bool digit = byte >= '0' && byte <= '9';
      if (upper || lower || digit || byte == '_' || byte >= 0x80)
        table[byte] = static_cast<char>(upper ? byte - 'A' + 'a' : byte);
    }
    return table;
  }();

  [[nodiscard]] char letter(std::size_t at) const { return letters[static_cast<unsigned char>(bytes_[at])]; }

  std::string_view lower_cased(Span span) {
    buffer_.clear();
    for (std::size_t i = span.begin; i < span.end; ++i) buffer_ += letter(i);
    return buffer_;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::string buffer_;
};

/// Calls `visit(const Word&)` for each word of `bytes` in order.
template <class Visitor>
void for_each_word(std::string_view bytes, Visitor&& visit) {
  WordScanner scanner(bytes);
  for (Word word; scanner.next(word);) visit(word);
}

/// Words for search and mining: those of the scanner, cut to 64 bytes at a character border, each followed by
/// its parts when it joins several (`snake_case`, `camelCase`, `HTTPServer` -> also `snake`, `case`, ...;
/// parts of one byte are left out). Dashes, quotes, arrows, emoji and the like beyond ASCII part words;
/// underscores at the ends of a word are taken off. Left out: runs of 20 and more hex digits, and bare
/// numbers of more than 4 digits.
[[nodiscard]] std::vector<std::string> content_words(std::string_view bytes);

/// True for English words that carry no subject ("the", "with", "please"): articles, pronouns, prepositions,
/// conjunctions, auxiliaries, and adverbs as general as they.
[[nodiscard]] bool is_stop_word(std::string_view lower_case_word);

/// Reduces an English word to its stem; gives other words back as they are. Made once, used on one thread.
/// (Porter2, http://snowballstem.org/algorithms/english/stemmer.html; index/ hands in Xapian's.)
using Stemmer = std::function<std::string(const std::string& word)>;

/// Hash of the words of `bytes` alone, so that spacing, case and punctuation do not count.
[[nodiscard]] std::uint64_t words_hash(std::string_view bytes);

/// The words of `bytes` joined by single spaces: the normalised text that body digests are made of.
[[nodiscard]] std::string normalised(std::string_view bytes);

}  // namespace agentops::text
