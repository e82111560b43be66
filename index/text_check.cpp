#include "index/text_check.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "index/search_words.h"

namespace agentops::index {
namespace {

void add_checks(const Node& node, const text::Stemmer& stem, std::vector<TextCheck>& checks) {
  if (node.form == NodeForm::And)
    for (const Node& part : node.parts) add_checks(part, stem, checks);
  if (node.form == NodeForm::Phrase && !node.field) checks.push_back({.words = search_words(node.text)});
  if (node.form != NodeForm::Near) return;
  TextCheck check{.words = {}, .distance = node.distance};
  for (const Node& part : node.parts) check.words.push_back(stem(part.text));
  std::ranges::sort(check.words);
  check.words.erase(std::ranges::unique(check.words).begin(), check.words.end());
  checks.push_back(std::move(check));
}

/// Where each of the words was seen last: near each other when the oldest of these places is close to here.
bool are_near(const TextCheck& check, std::string_view text, const text::Stemmer& stem) {
  constexpr auto never = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> seen(check.words.size(), never);
  std::size_t at = 0;
  bool found = false;
  for_each_search_word(text, [&](std::string_view word) {
    ++at;
    if (found || text::is_stop_word(word)) return;
    const std::string stem_of_word = stem(std::string(word));
    const auto asked = std::ranges::lower_bound(check.words, stem_of_word);
    if (asked == check.words.end() || *asked != stem_of_word) return;
    seen[static_cast<std::size_t>(asked - check.words.begin())] = at;
    const auto [oldest, newest] = std::ranges::minmax(seen);
    found = newest != never && at - oldest <= check.distance;
  });
  return found;
}

}  // namespace

std::vector<TextCheck> text_checks(const Node& settled, const text::Stemmer& stem) {
  std::vector<TextCheck> checks;
  add_checks(settled, stem, checks);
  return checks;
}

bool holds(const TextCheck& check, std::string_view text, const text::Stemmer& stem) {
  if (check.distance > 0) return are_near(check, text, stem);
  const std::vector<std::string> words = search_words(text);
  return !std::ranges::search(words, check.words).empty();
}

}  // namespace agentops::index
