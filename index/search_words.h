#pragma once

/// The words that a text is found by: text::content_words, fitted to an index.
///
///   search_words("run_all_tests")  -> run, all, tests     (the joint is found by its parts)
///   search_words("部署代码")        -> 部署, 署代, 代码      (no spaces to part words: each two characters
///   are one)

#include <string>
#include <string_view>
#include <vector>

namespace agentops::index {

/// In reading order. A joint with a part of one letter (`a_b`) stays whole, because single letters are no
/// parts. Characters of Chinese, Japanese and Korean come in overlapping pairs, or alone between others.
[[nodiscard]] std::vector<std::string> search_words(std::string_view text);

}  // namespace agentops::index
