#pragma once

/// The one scanner of words, and its views: what search finds is what mining compares.
///
/// A word is a run of ASCII letters, digits and '_', or of bytes >= 0x80; ASCII letters are lower-cased. Linear time,
/// no allocation per word but in the callers' own lists; any bytes are accepted.
///
///   for_each_word("Deploy to K8s, now!", f)  -> f("deploy"), f("to"), f("k8s"), f("now")

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "models/source.h"

namespace agentops::text {

/// A word and where it stands. `text` points into the scanner's buffer: copy it to keep it.
struct Word {
  std::string_view text;  ///< lower-cased
  Span span;              ///< in the scanned bytes
};

/// Calls `visit` for each word of `bytes` in order.
void for_each_word(std::string_view bytes, const std::function<void(const Word&)>& visit);

/// Words for search and mining: those of the scanner, cut to 64 bytes at a character border, each with its parts when
/// it joins several (`snake_case`, `camelCase` -> also `snake`, `case`, `camel`, `case`). Long digits-and-hex runs
/// (20 bytes and more) and bare numbers of more than 4 digits are left out.
[[nodiscard]] std::vector<std::string> content_words(std::string_view bytes);

/// True for English words that carry no subject ("the", "with", "please"): articles, pronouns, prepositions, auxiliaries.
[[nodiscard]] bool is_stop_word(std::string_view lower_case_word);

/// Reduces an English word to its stem; gives other words back as they are. Made once, used on one thread.
/// (Porter2, http://snowballstem.org/algorithms/english/stemmer.html; index/ hands in Xapian's.)
using Stemmer = std::function<std::string(const std::string& word)>;

/// Hash of the words of `bytes` alone, so that spacing, case and punctuation do not count.
[[nodiscard]] std::uint64_t words_hash(std::string_view bytes);

/// The words of `bytes` joined by single spaces: the normalised text that body digests are made of.
[[nodiscard]] std::string normalised(std::string_view bytes);

}  // namespace agentops::text
