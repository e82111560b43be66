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
  bool is_plain = false;  ///< of ASCII letters and digits, no capital but the first: it joins no others
};

/// Walks over the words of `bytes`, which must stay where they are and be shorter than 4 GiB.
class WordScanner {
 public:
  explicit WordScanner(std::string_view bytes) : bytes_(bytes) {}

  /// Fills in the next word; false when there is none.
  bool next(Word& word) {
    std::size_t begin = at_;
    while (begin < bytes_.size() && class_at(begin) == 0) ++begin;
    at_ = begin;
    const unsigned first = at_ < bytes_.size() ? class_at(at_++) : 0;
    unsigned rest = 0;
    for (; at_ < bytes_.size(); ++at_) {
      const unsigned here = class_at(at_);
      if (here == 0) break;
      rest |= here;
    }
    word.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    word.is_plain = ((first & ~capital) | rest) == letter;
    const std::string_view written = bytes_.substr(begin, at_ - begin);
    word.text = ((first | rest) & capital) == 0 ? written : lower_cased(written);
    return !word.span.empty();
  }

 private:
  static constexpr unsigned letter = 1;   ///< any ASCII letter or digit
  static constexpr unsigned capital = 2;  ///< a capital, beside that
  static constexpr unsigned other = 4;    ///< what else stands in a word

  /// For each byte what it is in a word; zero: it stands in none.
  static constexpr std::array<std::uint8_t, 256> classes = [] {
    std::array<std::uint8_t, 256> table{};
    for (unsigned byte = 0; byte < table.size(); ++byte) {
      const bool upper = byte >= 'A' && byte <= 'Z';
      const bool lower = byte >= 'a' && byte <= 'z';
      const bool digit = byte >= '0' && byte <= '9';
      if (lower || digit) table[byte] = letter;
      if (upper) table[byte] = letter | capital;
      if (byte == '_' || byte >= 0x80) table[byte] = other;
    }
    return table;
  }();

  [[nodiscard]] unsigned class_at(std::size_t at) const {
    return classes[static_cast<unsigned char>(bytes_[at])];
  }

  std::string_view lower_cased(std::string_view written) {
    buffer_ = written;
    for (char& c : buffer_)
      if ((classes[static_cast<unsigned char>(c)] & capital) != 0) c = static_cast<char>(c - 'A' + 'a');
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

/// Adds what one word of the scanner, as it is written, gives to content_words.
void add_content_words(std::string_view written, std::vector<std::string>& words);

/// True for most words: those that give themselves alone to content_words. False says nothing.
[[nodiscard]] inline bool is_content_word(const Word& word) {
  constexpr std::size_t shortest_digest = 20;
  return word.is_plain && word.text.size() < shortest_digest && word.text.front() > '9';
}

/// Calls `visit(std::string_view word)` for each of content_words(bytes), in order, without making a list of
/// them. What is visited lives until the next one: copy it to keep it.
template <class Visitor>
void for_each_content_word(std::string_view bytes, Visitor&& visit) {
  std::vector<std::string> parts;
  for_each_word(bytes, [&](const Word& word) {
    if (is_content_word(word)) return visit(word.text);
    parts.clear();
    add_content_words(slice(bytes, word.span), parts);
    for (const std::string& part : parts) visit(std::string_view(part));
  });
}

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
