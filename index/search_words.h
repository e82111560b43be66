#pragma once

/// The words that a text is found by: text::content_words, fitted to an index.
///
///   search_words("run_all_tests")  -> run, all, tests     (the joint is found by its parts)
///   search_words("部署代码")        -> 部署, 署代, 代码      (no spaces to part words: each two characters
///   are one)

#include <string>
#include <string_view>
#include <vector>

#include "text/words.h"

namespace agentops::index {

/// In reading order. A joint with a part of one letter (`a_b`) stays whole, because single letters are no
/// parts. Characters of Chinese, Japanese and Korean come in overlapping pairs, or alone between others.
[[nodiscard]] std::vector<std::string> search_words(std::string_view text);

/// Adds what one word of the scanner, as it is written, gives to search_words.
void add_search_words(std::string_view written, std::vector<std::string>& words);

/// Calls `visit(std::string_view word)` for each of search_words(text), in order, without making a list of
/// them. What is visited lives until the next one: copy it to keep it.
template <class Visitor>
void for_each_search_word(std::string_view text, Visitor&& visit) {
  std::vector<std::string> parts;
  text::for_each_word(text, [&](const text::Word& word) {
    if (text::is_content_word(word)) return visit(word.text);
    parts.clear();
    add_search_words(slice(text, word.span), parts);
    for (const std::string& part : parts) visit(std::string_view(part));
  });
}

}  // namespace agentops::index
