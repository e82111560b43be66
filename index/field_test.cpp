#include "index/field_test.h"

#include <algorithm>
#include <string_view>

#include "index/search_words.h"

namespace agentops::index {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// A quick look before the line is taken apart.
bool may_hold(const FieldTest& test, std::string_view line) {
  if (test.comparison == Comparison::Stem) return true;  // a stem need not be the beginning of its word
  return !std::ranges::search(line, test.words.front(), {}, lower).empty();
}

bool holds_in_line(const FieldTest& test, std::string_view line, const text::Stemmer& stem) {
  if (!may_hold(test, line)) return false;
  const std::vector<std::string> words = search_words(line);
  switch (test.comparison) {
    case Comparison::Stem:
      return std::ranges::any_of(words,
                                 [&](const std::string& word) { return stem(word) == test.words.front(); });
    case Comparison::Start:
      return std::ranges::any_of(
          words, [&](const std::string& word) { return word.starts_with(test.words.front()); });
    case Comparison::Phrase:
      break;
  }
  return !std::ranges::search(words, test.words).empty();
}

bool holds_in_text(const FieldTest& test, std::string_view text, const text::Stemmer& stem) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (holds_in_line(test, text.substr(0, end), stem)) return true;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return false;
}

}  // namespace

bool holds(const FieldTest& test, const Record& record, const text::Stemmer& stem) {
  const bool anywhere = !test.field.has_value();
  return ((anywhere || test.field == FieldId::Name) && holds_in_text(test, record.name, stem)) ||
         ((anywhere || test.field == FieldId::Description) &&
          holds_in_line(test, record.description, stem)) ||
         ((anywhere || test.field == FieldId::Heading) && holds_in_text(test, record.headings, stem));
}

}  // namespace agentops::index
