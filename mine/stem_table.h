#pragma once

/// The term of each word: words of one stem have one, and words that do not count have none.
///
///   StemTable(english).term("deploys") == StemTable(english).term("deploying"), .term("the") == 0
///
/// A word is stemmed once and remembered; what is answered depends on stemmer and choice alone. One for each
/// thread.

#include <cstdint>
#include <string_view>
#include <utility>

#include "mine/hash_table.h"
#include "text/words.h"

namespace agentops::mine {

/// True for a lower-case word that may say what a text is about: no stop word, single letter or bare number.
[[nodiscard]] bool carries_subject(std::string_view word);

class StemTable {
 public:
  /// Says which lower-case words count.
  using Choice = bool (*)(std::string_view);

  explicit StemTable(text::Stemmer stem, Choice counts = carries_subject)
      : stem_(std::move(stem)), counts_(counts) {}

  /// The term of a lower-case word: the hash of its stem, never 0. 0 for words that do not count.
  std::uint64_t term(std::string_view word);

 private:
  [[nodiscard]] std::uint64_t new_term(std::string_view word) const;

  text::Stemmer stem_;
  Choice counts_;
  HashTable<std::uint64_t> known_;  ///< by word
};

}  // namespace agentops::mine
