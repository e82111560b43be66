#include "extract/literal_context.h"

#include <algorithm>
#include <ranges>
#include <vector>

#include "extract/scan.h"

namespace agentops::extract {
namespace {

constexpr std::size_t context_words = 5;
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

}  // namespace

std::size_t example_end(std::string_view line) {
  std::size_t end = line.size();
  for (const std::string_view mark : {"example", "e.g."}) {
    const auto found = std::ranges::search(line, mark, {}, [](char c) { return lower(c); });
    if (!found.empty()) end = std::min(end, static_cast<std::size_t>(found.end() - line.begin()));
  }
  return end;
}

std::string context_before(std::string_view line, std::size_t at, bool is_example) {
  std::string_view head = own_phrase(line.substr(at > 120 ? at - 120 : 0, std::min<std::size_t>(at, 120)));
  std::vector<std::string_view> words;
  while (!head.empty() && words.size() < context_words) {
    while (!head.empty() && !is_word(head.back())) head.remove_suffix(1);
    auto begin = head.size();
    while (begin > 0 && (is_word(head[begin - 1]) || head[begin - 1] == '-')) --begin;
    if (begin == 0 && at > 120 && head.size() == 120) break;  // a word that was cut
    const auto word = head.substr(begin);
    if (!word.empty()) words.push_back(word);
    head = head.substr(0, begin);
  }
  std::string context = is_example ? "example" : "";
  for (const auto word : std::views::reverse(words)) {
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
