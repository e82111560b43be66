#include "draft/phrases.h"

#include <algorithm>

#include "text/words.h"

namespace agentops::draft {
namespace {

/// True when words on both sides of this gap belong to one phrase.
bool joins(std::string_view gap) {
  return !gap.empty() && std::ranges::all_of(gap, [](char c) { return c == ' ' || c == '*' || c == '_'; });
}

}  // namespace

std::vector<Token> tokens_of(std::string_view line) {
  std::vector<Token> tokens;
  std::size_t end = 0;
  text::for_each_word(line, [&](const text::Word& word) {
    const std::string_view gap = line.substr(end, word.span.begin - end);
    const std::string_view written = line.substr(word.span.begin, word.span.end - word.span.begin);
    end = word.span.end;
    if ((gap == "-" || gap == "&") && !tokens.empty()) {
      tokens.back().low.append(gap).append(word.text);
      tokens.back().written.append(gap).append(written);
      return;
    }
    tokens.push_back({.low = std::string(word.text),
                      .written = std::string(written),
                      .after_break = tokens.empty() || !joins(gap),
                      .after_bracket = gap.find('(') != std::string_view::npos});
  });
  return tokens;
}

bool is_capital(const Token& token) { return token.written.front() >= 'A' && token.written.front() <= 'Z'; }

bool is_plain_word(std::string_view word) {
  return word.size() > 2 &&
         std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

Known& note(Words& words, const std::string& word, const LinePlace& place) {
  Known& known = words[word];
  if (known.items.empty()) known.first = place.item, known.line = place.line;
  known.items.insert(place.item);
  known.texts.insert(place.text);
  return known;
}

}  // namespace agentops::draft
