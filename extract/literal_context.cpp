#include "extract/literal_context.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <vector>

#include "extract/scan.h"

namespace agentops::extract {
namespace {

constexpr std::size_t context_words = 7;
constexpr std::size_t words_after = 3;

/// What stands before a value in its own sentence, or in its cell of a table; in the cell before when its own
/// has nothing else.
std::string_view own_phrase(std::string_view head) {
  while (!head.empty() && (is_blank(head.back()) || head.back() == '|')) head.remove_suffix(1);
  for (std::size_t at = head.size(); at > 0; --at) {
    const char c = head[at - 1];
    if (c == '|' || c == ')' || c == '"') return head.substr(at);
    const bool ends = (c == '.' || c == ';' || c == '!' || c == '?') && at < head.size() && head[at] == ' ';
    if (ends && (at < 3 || head[at - 3] != '.')) return head.substr(at);  // "e.g. " ends nothing
  }
  return head;
}

/// Where the line has first said that it gives an example ("e.g."); its size when it never does.
std::size_t example_end(std::string_view line) {
  std::size_t end = line.size();
  for (const std::string_view mark : {"example", "e.g."}) {
    const auto found = std::ranges::search(line, mark, {}, [](char c) { return lower(c); });
    if (!found.empty()) end = std::min(end, static_cast<std::size_t>(found.end() - line.begin()));
  }
  return end;
}

/// A mark that opens, the one that closes, and what makes the text between them an example.
struct Quotation {
  std::string_view open, close;
  bool (*is_example)(std::string_view inner);
};

bool is_sentence(std::string_view inner) {
  constexpr auto blanks = 3;  // of four words; fewer are a term
  return std::ranges::count(inner, ' ') >= blanks;
}

bool is_call(std::string_view inner) { return inner.size() > 1 && inner[0] == '/' && is_alpha(inner[1]); }

std::vector<Span> quotations_in(std::string_view line) {
  constexpr std::array<Quotation, 3> marks = {
      {{"\"", "\"", is_sentence}, {"“", "”", is_sentence}, {"`", "`", is_call}}};
  std::vector<Span> quotations;
  for (std::size_t at = line.find_first_of("\"`\xe2"); at < line.size();) {
    const auto* const mark = std::ranges::find_if(
        marks, [&](const Quotation& each) { return line.substr(at).starts_with(each.open); });
    const bool is_inch = at > 0 && line[at] == '"' && is_digit(line[at - 1]);
    if (mark == marks.end() || is_inch) {
      at = line.find_first_of("\"`\xe2", at + 1);
      continue;
    }
    const std::size_t begin = at + mark->open.size();
    const std::size_t end = line.find(mark->close, begin);
    if (end == std::string_view::npos) break;
    if (mark->is_example(line.substr(begin, end - begin)))
      quotations.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    at = line.find_first_of("\"`\xe2", end + mark->close.size());
  }
  return quotations;
}

/// `word` of `line`, with a comma when one follows, marks of Markdown aside.
std::string with_comma(std::string_view word, std::string_view line) {
  const auto end = static_cast<std::size_t>(word.data() + word.size() - line.data());
  const std::size_t mark = std::min(line.find_first_not_of("*_`", end), line.size());
  return std::string(word) + (line.substr(mark).starts_with(',') ? "," : "");
}

}  // namespace

Examples::Examples(std::string_view line) : said_(example_end(line)), quotations_(quotations_in(line)) {}

bool Examples::hold(std::size_t at) {
  while (next_ < quotations_.size() && quotations_[next_].end <= at) ++next_;
  return said_ <= at || (next_ < quotations_.size() && quotations_[next_].begin <= at);
}

std::string context_before(std::string_view line, std::size_t at, bool is_example) {
  std::string_view head = own_phrase(line.substr(at > 120 ? at - 120 : 0, std::min<std::size_t>(at, 120)));
  std::vector<std::string> words;
  while (!head.empty() && words.size() < context_words) {
    while (!head.empty() && !is_word(head.back())) head.remove_suffix(1);
    auto begin = head.size();
    while (begin > 0 && (is_word(head[begin - 1]) || head[begin - 1] == '-')) --begin;
    if (begin == 0 && at > 120 && head.size() == 120) break;  // a word that was cut
    const auto word = head.substr(begin);
    if (!word.empty()) words.push_back(with_comma(word, line));
    head = head.substr(0, begin);
  }
  std::string context = is_example ? "example" : "";
  for (const std::string& word : std::views::reverse(words)) {
    if (!context.empty()) context += ' ';
    context += word;
  }
  return context;
}

std::string context_after(std::string_view line, std::size_t end) {
  std::string context;
  std::size_t at = end;
  for (std::size_t words = 0; words < words_after; ++words) {
    while (at < line.size() && std::string_view("*_`-").find(line[at]) != std::string_view::npos) ++at;
    if (at < line.size() && line[at] == ' ') ++at;
    while (at < line.size() && std::string_view("*_`").find(line[at]) != std::string_view::npos) ++at;
    const auto begin = at;
    while (at < line.size() && is_alpha(line[at])) ++at;
    if (at == begin) break;
    context += (context.empty() ? "" : " ") + std::string(line.substr(begin, at - begin));
  }
  return context;
}

}  // namespace agentops::extract
