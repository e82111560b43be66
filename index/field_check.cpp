#include "index/field_check.h"

#include <algorithm>
#include <string_view>

#include "index/search_words.h"
#include "text/ascii.h"

namespace agentops::index {
namespace {

/// A quick look before the line is taken apart.
bool may_hold(const FieldCheck& check, std::string_view line) {
  if (check.comparison == Comparison::Stem) return true;  // a stem need not be the beginning of its word
  return !std::ranges::search(line, check.words.front(), {}, [](char c) { return text::lower(c); }).empty();
}

bool holds_in_line(const FieldCheck& check, std::string_view line, const text::Stemmer& stem) {
  if (!may_hold(check, line)) return false;
  const std::vector<std::string> words = search_words(line);
  switch (check.comparison) {
    case Comparison::Stem:
      return std::ranges::any_of(words,
                                 [&](const std::string& word) { return stem(word) == check.words.front(); });
    case Comparison::Start:
      return std::ranges::any_of(
          words, [&](const std::string& word) { return word.starts_with(check.words.front()); });
    case Comparison::Phrase:
      break;
  }
  return !std::ranges::search(words, check.words).empty();
}

bool holds_in_text(const FieldCheck& check, std::string_view text, const text::Stemmer& stem) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (holds_in_line(check, text.substr(0, end), stem)) return true;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return false;
}

}  // namespace

bool holds(const FieldCheck& check, const Record& record, const text::Stemmer& stem) {
  const bool anywhere = !check.field.has_value();
  return ((anywhere || check.field == FieldId::Name) && holds_in_text(check, record.name, stem)) ||
         ((anywhere || check.field == FieldId::Description) &&
          holds_in_line(check, record.description, stem)) ||
         ((anywhere || check.field == FieldId::Heading) && holds_in_text(check, record.headings, stem));
}

}  // namespace agentops::index
