#include "extract/naming.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "extract/markdown.h"
#include "extract/scan.h"

namespace agentops::extract {

namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_description = 2000;
constexpr std::size_t most_told = 5;  // headings or keys

/// `text` cut to `most` bytes at a character border.
std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  text.resize(most);
  return text;
}

/// White space, and `\n` written out, become single blanks.
std::string on_one_line(std::string_view text) {
  std::string line;
  bool gap = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool written_newline = text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'n';
    if (written_newline) ++i;
    if (written_newline || is_space(text[i])) {
      gap = !line.empty();
      continue;
    }
    if (gap) line += ' ';
    gap = false;
    line += text[i];
  }
  return line;
}

/// A description without the dialogs that follow it.
std::string without_examples(std::string line) {
  const auto example = std::min({line.find("<example>"), line.find("<commentary>"), line.find("<Example>")});
  if (example == std::string::npos || example == 0) return line;
  auto head = trim_right(std::string_view(line).substr(0, example));
  for (const std::string_view word : {"Examples:", "Example:", "Examples -", "For example:", "**Examples:**",
                                      "examples:", "Specifically:", "specifically:"})
    if (head.ends_with(word)) head.remove_suffix(word.size());
  return std::string(trim_right(head));
}

/// The first sentence of plain text: up to ". " and a capital, else the whole.
std::string first_sentence(std::string_view text) {
  for (std::size_t i = 1; i + 2 < text.size(); ++i) {
    if ((text[i] != '.' && text[i] != '!' && text[i] != '?') || text[i + 1] != ' ') continue;
    const bool abbreviation = i >= 3 && (text.substr(i - 3, 3) == "e.g" || text.substr(i - 3, 3) == "i.e" ||
                                         text.substr(i - 2, 2) == "vs");
    if (!abbreviation && !is_lower(text[i + 2])) return std::string(text.substr(0, i + 1));
  }
  return std::string(text);
}

/// `**Purpose:** text` or `**Purpose**: text`; "" when `line` is none.
std::string_view labelled(std::string_view line, std::string_view label) {
  if (!line.starts_with("**") || !begins_with(line.substr(2), label)) return {};
  auto rest = line.substr(2 + label.size());
  const auto plain = rest.find_first_not_of(":* ");
  const auto marks = rest.substr(0, std::min(plain, rest.size()));
  if (marks.find(':') == std::string_view::npos || marks.find("**") == std::string_view::npos) return {};
  return rest.substr(marks.size());
}

bool is_prose(const Block& block) {
  return block.kind == BlockKind::Paragraph || block.kind == BlockKind::Quote;
}

/// "$ARGUMENTS", "${name}", "{{args}}": text that begins with what a reader has yet to fill in.
bool is_placeholder(std::string_view text) {
  if (text.starts_with('`')) text.remove_prefix(1);
  return text.starts_with("{{") ||
         (text.size() > 1 && text[0] == '$' && (is_upper(text[1]) || text[1] == '{'));
}

/// A block's text without quote marks; "" for badges, comments, placeholders and rows of links, which say
/// nothing.
std::string_view telling(std::string_view text) {
  text = trim(text);
  while (text.starts_with('>')) text = trim_left(text.substr(1));
  if (text.starts_with("![") || text.starts_with("[![") || text.starts_with('<') || text.starts_with("[!") ||
      is_placeholder(text))
    return {};
  const auto letters = std::ranges::count_if(text, is_alpha);
  return letters < 3 ? std::string_view{} : text;
}

/// "**Status:** draft", "Date: ...": what a document says about itself and not about its subject.
bool is_bookkeeping(std::string_view words) {
  words.remove_prefix(std::min(words.find_first_not_of("*_"), words.size()));
  constexpr std::array<std::string_view, 12> labels = {"status",       "date",    "author",  "version",
                                                       "last updated", "updated", "created", "owner",
                                                       "license",      "branch",  "epic",    "type"};
  for (const auto label : labels)
    if (begins_with(words, label) && words.substr(label.size()).starts_with(':'))
      return true;
    else if (begins_with(words, label) && words.substr(label.size()).starts_with("**:"))
      return true;
  return false;
}

/// Where the name at the begin of a headline ends, and where the text behind it begins.
std::optional<std::pair<std::size_t, std::size_t>> headline_gap(std::string_view title) {
  std::optional<std::pair<std::size_t, std::size_t>> first;
  for (const std::string_view gap : {" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", ": "})
    if (const auto at = title.find(gap); at != std::string_view::npos && (!first || at < first->first))
      first = {at, at + gap.size()};
  return first;
}

/// "/name - what it does", "Name: what it does", of an item that has this name: what it does, in three words
/// or more.
std::string_view told_by_title(const Document& document, std::string_view name) {
  const auto& sections = document.sections;
  const auto heading = std::ranges::find_if(sections, [](const auto& s) { return s.level > 0; });
  if (heading == sections.end()) return {};
  const std::string_view title = heading->title;
  const auto gap = headline_gap(title);
  if (!gap) return {};
  auto called = trim(title.substr(0, gap->first));
  if (called.starts_with('/')) called.remove_prefix(1);
  const auto told = trim(title.substr(gap->second));
  return folded_name(called) == folded_name(name) && std::ranges::count(told, ' ') >= 2 ? told
                                                                                        : std::string_view{};
}

Told description_from_text(const Document& document, std::string_view name, std::string_view text) {
  Told bold;
  Told sentence;
  int looked_at = 0;
  for (const auto& block : document.blocks) {
    if (!is_prose(block) || ++looked_at > 12) continue;
    const auto words = telling(slice(text, block.span).substr(0, 4000));
    if (words.empty() || is_bookkeeping(words)) continue;
    for (const std::string_view label : {"purpose", "description", "summary", "goal"})
      if (const auto told = labelled(words, label); !told.empty())
        return {plain_text(on_one_line(told)), "purpose"};
    if (sentence.text.empty()) {
      auto plain = plain_text(on_one_line(words));
      const bool all_bold = words.starts_with("**") && words.ends_with("**");
      if (all_bold && bold.text.empty())
        bold = {std::move(plain), "bold line"};
      else
        sentence = {first_sentence(plain), "first sentence"};
    }
  }
  if (const auto told = told_by_title(document, name); !told.empty()) return {std::string(told), "title"};
  if (!bold.text.empty()) return bold;
  if (!sentence.text.empty()) return sentence;
  for (const auto& block : document.blocks)
    if (block.kind == BlockKind::ListItem) {
      auto item = telling(slice(text, block.span).substr(0, 2000));
      item.remove_prefix(std::min(item.find_first_not_of("-*+0123456789.) "), item.size()));
      if (item.starts_with("[ ]") || item.starts_with("[x]")) item = trim(item.substr(3));
      if (!item.empty()) return {first_sentence(plain_text(on_one_line(item))), "first list item"};
    }
  return {};
}

/// What a text without prose is about: its headings, or the keys of data.
Told description_from_outline(const Document& document) {
  std::string line;
  const auto add = [&](std::string_view words, const char* gap) {
    if (!words.empty()) line += (line.empty() ? "" : gap) + on_one_line(words);
  };
  for (const auto& section :
       std::span(document.sections).first(std::min(document.sections.size(), most_told)))
    add(section.title, "; ");
  if (!line.empty()) return {std::move(line), "headings"};
  if (const auto* map = document.meta.map(); map && document.frontmatter.empty())
    for (const auto& [key, value] : std::span(*map).first(std::min(map->size(), most_told))) add(key, ", ");
  return {std::move(line), "keys"};
}

}  // namespace

std::string meta_text(const Value& meta, std::string_view key) {
  const auto* value = meta.find(key);
  if (!value) return {};
  if (const auto* text = value->text()) return std::string(trim(*text));
  if (const auto* truth = value->truth()) return *truth ? "true" : "false";
  return {};
}

std::vector<std::string> meta_words(const Value* value) {
  std::vector<std::string> words;
  const auto add = [&](std::string_view word) {
    word = trim(word.substr(0, word.find('(')));
    while (!word.empty() && std::string_view("\"'[]*:,").find(word.back()) != std::string_view::npos)
      word.remove_suffix(1);
    while (!word.empty() && std::string_view("\"'[]*:").find(word.front()) != std::string_view::npos)
      word.remove_prefix(1);
    if (!word.empty() && word.size() < 100) words.emplace_back(word);
  };
  const auto split = [&](std::string_view text) {
    int open = 0;
    std::size_t begin = 0;
    const char separator = text.find(',') == std::string_view::npos ? ' ' : ',';
    for (std::size_t i = 0; i < text.size(); ++i) {
      open += text[i] == '(' ? 1 : text[i] == ')' && open > 0 ? -1 : 0;
      if (open > 0 || (text[i] != separator && text[i] != '\n')) continue;
      add(text.substr(begin, i - begin));
      begin = i + 1;
    }
    add(text.substr(begin));
  };
  if (!value) return words;
  if (const auto* text = value->text()) split(*text);
  if (const auto* list = value->list())
    for (const auto& item : *list)
      if (const auto* text = item.text()) add(*text);
  if (const auto* map = value->map())
    for (const auto& [key, allowed] : *map)
      if (!allowed.truth() || *allowed.truth()) add(key);
  return words;
}

std::string folded_name(std::string_view name) {
  std::string folded = lower(name);
  std::ranges::replace(folded, '_', '-');
  std::ranges::replace(folded, ' ', '-');
  return folded;
}

std::string name_from_path(std::string_view path) {
  auto stem = stem_of(path);
  for (const std::string_view inner : {".agent", ".prompt", ".instructions", ".chatmode", ".toolset"})
    if (stem.size() > inner.size() && stem.ends_with(inner)) stem.remove_suffix(inner.size());
  constexpr std::array<std::string_view, 6> telling_nothing = {"skill",  "agent",  "index",
                                                               "system", "prompt", "rule"};
  const bool nothing = std::ranges::any_of(telling_nothing, [&](auto name) { return is_text(stem, name); });
  const auto folder = folder_of(path);
  return std::string(nothing && !folder.empty() ? base_name(folder) : stem);
}

Told name_of_item(const Document& document, std::string_view path) {
  for (const std::string_view key : {"name", "command", "skill"}) {
    auto name = on_one_line(meta_text(document.meta, key));
    while (name.starts_with('/')) name.erase(0, 1);
    if (!name.empty()) return {cut(std::move(name), longest_name), "frontmatter"};
  }
  return {name_from_path(path), "file"};
}

Told description_of_item(const Document& document, std::string_view name, std::string_view text) {
  auto told = Told{without_examples(on_one_line(meta_text(document.meta, "description"))), "frontmatter"};
  if (told.text.empty()) told = description_from_text(document, name, text);
  if (told.text.empty()) told = description_from_outline(document);
  told.text = cut(std::move(told.text), longest_description);
  return told.text.empty() ? Told{} : told;
}

}  // namespace agentops::extract
