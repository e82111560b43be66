#include "mine/witness_signs.h"

#include <algorithm>

#include "mine/rows.h"
#include "text/diff.h"
#include "text/subject_words.h"

namespace agentops::mine {

namespace {

constexpr std::size_t most_lines = 4;

void note_line(std::vector<std::uint32_t>& lines, std::uint32_t line) {
  if (lines.size() < most_lines && (lines.empty() || lines.back() != line)) lines.push_back(line);
}

/// The line of the file at which the item's own bytes begin, less one.
std::uint32_t before(const Item& item) { return item.line == 0 ? 0 : item.line - 1; }

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool has_word(std::string_view line, std::string_view what) {
  for (std::size_t at = line.find(what); at != std::string_view::npos; at = line.find(what, at + 1)) {
    const std::size_t end = at + what.size();
    if ((at == 0 || !is_word_byte(line[at - 1])) && (end == line.size() || !is_word_byte(line[end])))
      return true;
  }
  return false;
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

}  // namespace

std::map<std::uint64_t, SpelledTerm> spelled_terms(const Witnessed& item, const text::Stemmer& stem) {
  StemTable stems(stem);
  std::map<std::uint64_t, SpelledTerm> terms;
  std::uint32_t number = before(item.item);
  for (const std::string_view line : text::lines_of(item.text)) {
    ++number;
    for (const std::string& word : text::content_words(line)) {
      const std::uint64_t term = stems.term(word);
      if (term == 0 || !text::names_subject(word)) continue;
      SpelledTerm& known = terms[term];
      if (known.word.empty()) known.word = word;
      note_line(known.lines, number);
    }
  }
  return terms;
}

std::set<std::string> signs_of(const Item& item, Witness witness, const text::Stemmer& stem) {
  std::set<std::string> signs;
  if (witness == Witness::Tools)
    for (const auto* list : {&item.uses.programs, &item.uses.env, &item.uses.hosts})
      signs.insert(list->begin(), list->end());
  if (witness == Witness::Name)
    for (const std::string& word : text::content_words(item.name))
      if (text::names_subject(word)) signs.insert(stem ? stem(word) : word);
  if (witness == Witness::Folder)
    if (std::string folder = folder_of(item.path); !folder.empty()) signs.insert(std::move(folder));
  return signs;
}

std::vector<std::uint32_t> lines_with(const Witnessed& item, std::string_view what) {
  std::vector<std::uint32_t> lines;
  std::uint32_t number = before(item.item);
  for (const std::string_view line : text::lines_of(item.text)) {
    ++number;
    if (has_word(line, what)) note_line(lines, number);
  }
  return lines;
}

std::vector<std::uint32_t> lines_of(const Witnessed& item, Witness witness, std::string_view sign) {
  return witness == Witness::Folder ? std::vector<std::uint32_t>() : lines_with(item, sign);
}

}  // namespace agentops::mine
