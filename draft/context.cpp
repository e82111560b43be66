#include "draft/context.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "draft/language.h"
#include "draft/phrases.h"
#include "text/diff.h"
#include "text/hash.h"
#include "text/subject_words.h"
#include "text/words.h"

namespace agentops::draft {
namespace {

constexpr std::size_t most_entries = 8;
constexpr std::size_t most_objects = 3;
constexpr std::size_t longest_phrase = 3;

bool is_article(std::string_view word) {
  constexpr auto articles =
      std::to_array<std::string_view>({"a", "all", "an", "any", "each", "every", "its", "our", "the", "their",
                                       "these", "this", "those", "your"});
  return std::ranges::binary_search(articles, word);
}

/// What follows is one thing: "this skill assists" has no noun at its end.
bool is_singular(std::string_view article) {
  constexpr auto articles = std::to_array<std::string_view>({"a", "an", "each", "every", "this"});
  return std::ranges::binary_search(articles, article);
}

/// "orders" and "order" are one: the shorter of a word and itself without its plural ending.
std::string singular(std::string_view word) {
  if (word.size() > 4 && word.ends_with("ies")) return std::string(word.substr(0, word.size() - 3)) + 'y';
  const bool keeps =
      word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") || !word.ends_with('s');
  if (word.size() < 4 || keeps) return std::string(word);
  for (const std::string_view ending : {"sses", "shes", "ches", "xes"})
    if (word.ends_with(ending)) return std::string(word.substr(0, word.size() - 2));
  return std::string(word.substr(0, word.size() - 1));
}

/// A break, a stop word, or an adverb behind a noun: "the owner | explicitly approves".
bool ends_phrase(const std::vector<Token>& tokens, std::size_t at, std::size_t article) {
  if (tokens[at].after_break || text::is_stop_word(tokens[at].low)) return true;
  return at > article + 1 && tokens[at].low.ends_with("ly") && tokens[at].low.size() > 4;
}

/// The head of the phrase that an article at `article` begins: its last word before a stop word or a break.
std::optional<std::string> head_after(const std::vector<Token>& tokens, std::size_t article) {
  std::size_t at = article + 1;
  while (at < tokens.size() && !ends_phrase(tokens, at, article)) ++at;
  // "Your job is to ..." says who reads it, and nothing about the domain.
  const bool is_role = tokens[article].low == "your" && at + 1 < tokens.size() && tokens[at].low == "is" &&
                       tokens[at + 1].low == "to";
  if (is_role) return std::nullopt;
  if (at == article + 1 || at - article - 1 > longest_phrase) return std::nullopt;
  const std::string& head = tokens[at - 1].low;
  const bool describes = head.ends_with("ed") || head.ends_with("ly") || head.ends_with("ing");
  if (describes || (is_singular(tokens[article].low) && singular(head) != head)) return std::nullopt;
  if (!is_plain_word(head) || !text::names_subject(head)) return std::nullopt;
  return singular(head);
}

class Reader {
 public:
  void read(const ReadItem& read, std::size_t item) {
    for (const Block& block : read.document.blocks) {
      if (block.kind != BlockKind::Paragraph && block.kind != BlockKind::ListItem) continue;
      std::uint32_t line = read.drafted_line(block.line);
      bool opens = true;
      for (const std::string_view text : text::lines_of(read.at(block.span))) {
        read_line(text, {.item = item, .line = line++, .text = text::quick_hash(text)}, opens);
        opens = false;
      }
    }
  }

  [[nodiscard]] Context result(std::size_t items) const {
    const std::size_t fewest = items < 4 ? 1 : 2;
    return {.entities = entries(things(), fewest),
            .operations = entries(operations_, fewest),
            .language = language_.terms(fewest)};
  }

 private:
  void read_line(std::string_view text, const LinePlace& place, bool opens) {
    const std::vector<Token> tokens = tokens_of(text);
    language_.read_line(text, tokens, place);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool begins = tokens[i].after_break && (i > 0 || opens) && is_capital(tokens[i]);
      if (is_article(tokens[i].low))
        if (const auto head = head_after(tokens, i)) note(entities_, *head, place);
      if (i > 0 && tokens[i - 1].low == "to" && !tokens[i].after_break) ++actions_[tokens[i].low];
      if (begins && i + 1 < tokens.size() && !tokens[i + 1].after_break && is_article(tokens[i + 1].low))
        read_operation(tokens, i, place);
    }
  }

  void read_operation(const std::vector<Token>& tokens, std::size_t at, const LinePlace& place) {
    const std::string& verb = tokens[at].low;
    const bool other_form = verb.ends_with("ing") || verb.ends_with("ed") || verb.ends_with("ly") ||
                            (verb.ends_with('s') && !verb.ends_with("ss"));
    if (other_form || !is_plain_word(verb) || !text::names_subject(verb)) return;
    const auto object = head_after(tokens, at + 1);
    if (!object) return;
    ++note(operations_, verb, place).objects[*object];
  }

  /// What follows "to" in half as many places as it ends a phrase in items is something done.
  [[nodiscard]] Words things() const {
    Words things = entities_;
    std::erase_if(things, [&](const auto& entry) {
      const auto done = actions_.find(entry.first);
      return done != actions_.end() && 2 * done->second > entry.second.items.size();
    });
    return things;
  }

  static std::vector<ContextEntry> entries(const Words& words, std::size_t fewest) {
    std::vector<ContextEntry> entries;
    for (const auto& [word, known] : words) {
      if (std::min(known.items.size(), known.texts.size()) < fewest) continue;
      ContextEntry entry{.word = word,
                         .objects = {},
                         .meaning = {},
                         .items = known.items.size(),
                         .first = known.first,
                         .line = known.line};
      std::vector<std::pair<std::string, std::size_t>> objects(known.objects.begin(), known.objects.end());
      std::ranges::stable_sort(objects, [](const auto& a, const auto& b) { return a.second > b.second; });
      for (std::size_t i = 0; i < std::min(most_objects, objects.size()); ++i)
        entry.objects.push_back(std::move(objects[i].first));
      entries.push_back(std::move(entry));
    }
    std::ranges::stable_sort(entries, std::ranges::greater{}, &ContextEntry::items);
    entries.resize(std::min(most_entries, entries.size()));
    return entries;
  }

  Words entities_, operations_;
  Language language_;
  std::map<std::string, std::size_t> actions_;  ///< places of words after "to"
};

}  // namespace

Context context_of(std::span<const ReadItem> items, std::span<const Copy> copies) {
  std::set<std::size_t> left_out;
  for (const Copy& copy : copies) left_out.insert(copy.copy);
  Reader reader;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!left_out.contains(i)) reader.read(items[i], i);
  return reader.result(items.size());
}

}  // namespace agentops::draft
