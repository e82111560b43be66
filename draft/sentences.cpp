#include "draft/sentences.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "text/escape.h"

namespace agentops::draft {
namespace {

constexpr std::size_t longest_opening = 32;  ///< "Use this agent proactively when"

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_with_words(std::string_view text, std::string_view words) {
  if (text.size() < words.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (lower(text[i]) != words[i]) return false;
  return text.size() == words.size() || !is_letter(text[words.size()]);
}

/// How people begin the sentence that says when an item is right.
bool says_when(std::string_view sentence) {
  constexpr std::array<std::string_view, 12> openings = {
      "use when",       "use this",      "use for", "use it",      "use proactively", "must be used",
      "should be used", "when the user", "use to",  "invoke when", "use whenever",    "triggers"};
  return std::ranges::any_of(openings, [&](auto opening) { return begins_with_words(sentence, opening); });
}

/// True when the stop at `at` ends a sentence and not an abbreviation or a number.
bool ends_sentence(std::string_view text, std::size_t at) {
  if (text[at] == '!' || text[at] == '?') return at + 1 == text.size() || text[at + 1] == ' ';
  if (text[at] != '.' || (at + 1 < text.size() && text[at + 1] != ' ')) return false;
  const std::string_view before = text.substr(0, at);
  for (const std::string_view abbreviation : {"e.g", "i.e", "etc", "vs", "incl", "approx", "no"})
    if (before.ends_with(abbreviation) &&
        (before.size() == abbreviation.size() || !is_letter(before[before.size() - abbreviation.size() - 1])))
      return false;
  return at + 2 >= text.size() || !(text[at + 2] >= 'a' && text[at + 2] <= 'z');
}

/// The sentences of one line, each with its stop.
std::vector<std::string_view> sentences_of(std::string_view text) {
  std::vector<std::string_view> sentences;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!ends_sentence(text, i)) continue;
    sentences.push_back(text.substr(begin, i + 1 - begin));
    begin = std::min(i + 2, text.size());
  }
  if (begin < text.size()) sentences.push_back(text.substr(begin));
  return sentences;
}

/// Where an HTML or example tag begins: '<' before a letter or '/'.
std::size_t tag_in(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (text[i] == '<' && (is_letter(text[i + 1]) || text[i + 1] == '/')) return i;
  return text.size();
}

}  // namespace

std::string one_line(std::string_view text) {
  text = text.substr(0, tag_in(text));
  std::string line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool written_newline = text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'n';
    if (written_newline) ++i;
    if (!written_newline && !is_space(text[i]))
      line += text[i];
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

std::string first_sentence(std::string_view description, std::size_t longest) {
  const std::string line = one_line(description);
  const auto sentences = sentences_of(line);
  if (sentences.empty()) return {};
  std::string_view first = sentences.front();
  while (first.ends_with('.') || first.ends_with(':') || first.ends_with(' ')) first.remove_suffix(1);
  return shortened(first, longest);
}

std::string when_to_use(std::string_view description, std::size_t longest) {
  const std::string line = one_line(description);
  for (const std::string_view sentence : sentences_of(line))
    if (says_when(sentence)) return shortened(sentence, longest);
  return {};
}

std::string without_opening(std::string_view sentence) {
  constexpr std::array<std::string_view, 8> needs = {
      "you need to ", "you want to ", "the user wants to ", "the user needs to ",
      "asked to ",    "you have to ", "the user asks to ",  "users want to "};
  if (!begins_with_words(sentence, "use")) return std::string(sentence);
  const std::size_t when = sentence.find(" when ");
  if (when > longest_opening) return std::string(sentence);  // or nowhere
  std::string_view rest = sentence.substr(when + 6);
  const auto need =
      std::ranges::find_if(needs, [&](std::string_view words) { return rest.starts_with(words); });
  const std::string_view first_word = rest.substr(0, rest.find_first_of(" ,"));
  if (need == needs.end() && !first_word.ends_with("ing")) return std::string(sentence);
  if (need != needs.end()) rest.remove_prefix(need->size());
  std::string text(rest);
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string_view without_number(std::string_view title) {
  const std::size_t digit = title.find_first_of("0123456789");
  const std::size_t end = title.find_first_not_of("0123456789", digit);
  if (digit == std::string_view::npos || end == std::string_view::npos) return title;
  const std::size_t begin = title.find_first_not_of(" .:)-", end);
  return begin == std::string_view::npos || begin == end ? title : title.substr(begin);
}

std::string as_read(std::string_view line) {
  std::string plain;
  for (std::size_t i = std::min(line.find_first_not_of("-*+> "), line.size()); i < line.size(); ++i) {
    const std::string_view mark = line.substr(i, 2);
    if (mark == "**" || mark == "__")
      ++i;
    else
      plain += line[i] == '"' ? '\'' : line[i];
  }
  const bool in_quotes = plain.size() > 2 && plain.front() == '\'' && plain.back() == '\'';
  return in_quotes ? plain.substr(1, plain.size() - 2) : plain;
}

std::string shortened(std::string_view text, std::size_t longest) {
  if (text.size() <= longest) return std::string(text);
  std::size_t end = text.rfind(' ', longest - 3);
  if (end == std::string_view::npos || end < longest / 2) {
    end = longest - 3;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  }
  while (end > 0 && (text[end - 1] == ',' || text[end - 1] == ' ')) --end;
  return std::string(text.substr(0, end)) + "...";
}

std::string listed(std::span<const std::string> words) { return listed(words, words.size()); }

std::string listed(std::span<const std::string> words, std::size_t most) {
  std::vector<std::string> shown(words.begin(),
                                 words.begin() + static_cast<std::ptrdiff_t>(std::min(most, words.size())));
  if (shown.size() < words.size()) shown.push_back(fmt::format("{} more", words.size() - shown.size()));
  std::string line;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (i > 0) line += i + 1 == shown.size() ? " and " : ", ";
    line += shown[i];
  }
  return line;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string plural(Kind kind) {
  if (kind == Kind::Other) return "other files";
  if (kind == Kind::Doc) return "documents";
  if (kind == Kind::Config) return "settings";
  return std::string(name_of(kind)) + "s";
}

std::string code(std::string_view text) {
  const std::string line = text::for_terminal(text);
  if (line.find('`') == std::string::npos) return fmt::format("`{}`", line);
  std::string marks = fence_for(line);
  return fmt::format("{} {} {}", marks, line, marks);
}

std::string fence_for(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  std::string fence(std::max<std::size_t>(3, longest + 1), '`');
  return fence;
}

}  // namespace agentops::draft
