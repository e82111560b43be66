#include "draft/context.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "text/diff.h"
#include "text/subject_words.h"
#include "text/words.h"

namespace agentops::draft {
namespace {

constexpr std::size_t most_entries = 8;
constexpr std::size_t most_objects = 3;
constexpr std::size_t longest_phrase = 3;

/// A word of a line as the author wrote it, and whether a phrase ends before it.
struct Token {
  std::string low;
  std::string written;
  bool after_break = true;     ///< punctuation, or the line's begin, stands before it
  bool after_bracket = false;  ///< '(' stands before it
};

/// True when words on both sides of this gap belong to one phrase.
bool joins(std::string_view gap) {
  return !gap.empty() && std::ranges::all_of(gap, [](char c) { return c == ' ' || c == '*' || c == '_'; });
}

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

bool is_plain_word(std::string_view word) {
  return word.size() > 2 &&
         std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
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

/// The head of the phrase that an article at `article` begins: its last word before a stop word or a break.
std::optional<std::string> head_after(const std::vector<Token>& tokens, std::size_t article) {
  std::size_t at = article + 1;
  while (at < tokens.size() && !tokens[at].after_break && !text::is_stop_word(tokens[at].low)) ++at;
  if (at == article + 1 || at - article - 1 > longest_phrase) return std::nullopt;
  const std::string& head = tokens[at - 1].low;
  const bool describes = head.ends_with("ed") || head.ends_with("ly") || head.ends_with("ing");
  if (describes || (is_singular(tokens[article].low) && singular(head) != head)) return std::nullopt;
  if (!is_plain_word(head) || !text::names_subject(head)) return std::nullopt;
  return singular(head);
}

/// What is known of one word while the items are read.
struct Known {
  std::set<std::size_t> items;
  std::map<std::string, std::size_t> objects;
  std::string meaning;
  std::size_t first = 0;
  std::uint32_t line = 0;
};

using Words = std::map<std::string, Known>;

Known& note(Words& words, const std::string& word, std::size_t item, std::uint32_t line) {
  Known& known = words[word];
  if (known.items.empty()) known.first = item, known.line = line;
  known.items.insert(item);
  return known;
}

bool is_abbreviation(const Token& token) {
  const auto capitals = std::ranges::count_if(token.written, [](char c) { return c >= 'A' && c <= 'Z'; });
  return capitals >= 2 && token.written.size() <= 6 && std::ranges::all_of(token.written, [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

/// The words from `begin` on whose first letters are those of `letters`; "" when they are others.
std::string spelled_out(const std::vector<Token>& tokens, std::size_t begin, std::string_view letters) {
  std::string meaning;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (begin + i >= tokens.size() || tokens[begin + i].low.front() != letters[i]) return {};
    if (i > 0 && tokens[begin + i].after_break) return {};
    meaning.append(meaning.empty() ? "" : " ").append(tokens[begin + i].written);
  }
  return meaning;
}

/// "Service Level Agreement (SLA)" and "SLA (service level agreement)".
std::string meaning_of(const std::vector<Token>& tokens, std::size_t at) {
  const std::string& letters = tokens[at].low;
  if (tokens[at].after_bracket && at >= letters.size())
    if (std::string before = spelled_out(tokens, at - letters.size(), letters); !before.empty())
      return before;
  if (at + 1 < tokens.size() && tokens[at + 1].after_bracket) return spelled_out(tokens, at + 1, letters);
  return {};
}

class Reader {
 public:
  void read(const ReadItem& read, std::size_t item) {
    item_ = item;
    for (const Block& block : read.document.blocks) {
      if (block.kind != BlockKind::Paragraph && block.kind != BlockKind::ListItem) continue;
      std::uint32_t line = read.drafted_line(block.line);
      bool opens = true;
      for (const std::string_view text : text::lines_of(read.at(block.span))) {
        read_line(text, line++, opens);
        opens = false;
      }
    }
  }

  [[nodiscard]] Context result(std::size_t items) const {
    const std::size_t fewest = items < 4 ? 1 : 2;
    return {.entities = entries(things(), fewest),
            .operations = entries(operations_, fewest),
            .abbreviations = abbreviations(fewest)};
  }

 private:
  void read_line(std::string_view text, std::uint32_t line, bool opens) {
    const std::vector<Token> tokens = tokens_of(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool begins = tokens[i].after_break && (i > 0 || opens) && is_capital(tokens[i]);
      if (is_article(tokens[i].low))
        if (const auto head = head_after(tokens, i)) note(entities_, *head, item_, line);
      if (i > 0 && tokens[i - 1].low == "to" && !tokens[i].after_break) ++actions_[tokens[i].low];
      if (begins && i + 1 < tokens.size() && !tokens[i + 1].after_break && is_article(tokens[i + 1].low))
        read_operation(tokens, i, line);
      read_abbreviation(tokens, i, line);
    }
  }

  static bool is_capital(const Token& token) {
    return token.written.front() >= 'A' && token.written.front() <= 'Z';
  }

  void read_operation(const std::vector<Token>& tokens, std::size_t at, std::uint32_t line) {
    const std::string& verb = tokens[at].low;
    const bool other_form = verb.ends_with("ing") || verb.ends_with("ed") || verb.ends_with("ly") ||
                            (verb.ends_with('s') && !verb.ends_with("ss"));
    if (other_form || !is_plain_word(verb) || !text::names_subject(verb)) return;
    const auto object = head_after(tokens, at + 1);
    if (!object) return;
    ++note(operations_, verb, item_, line).objects[*object];
  }

  void read_abbreviation(const std::vector<Token>& tokens, std::size_t at, std::uint32_t line) {
    if (!is_abbreviation(tokens[at])) {
      small_.insert(tokens[at].low);
      return;
    }
    // Words in capitals beside words in capitals are shouted.
    const auto shouts = [&](std::size_t other) {
      return std::ranges::none_of(tokens[other].written, [](char c) { return c >= 'a' && c <= 'z'; }) &&
             tokens[other].written.size() > 1;
    };
    if ((at > 0 && !tokens[at].after_break && shouts(at - 1)) ||
        (at + 1 < tokens.size() && !tokens[at + 1].after_break && shouts(at + 1)))
      return;
    Known& known = note(abbreviations_, tokens[at].written, item_, line);
    if (!known.meaning.empty()) return;
    known.meaning = meaning_of(tokens, at);
    if (!known.meaning.empty()) known.first = item_, known.line = line;
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
      if (known.items.size() < fewest) continue;
      ContextEntry entry{.word = word,
                         .objects = {},
                         .meaning = known.meaning,
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

  /// A word that is also written small is a word.
  [[nodiscard]] std::vector<ContextEntry> abbreviations(std::size_t fewest) const {
    Words kept;
    for (const auto& [word, known] : abbreviations_) {
      std::string low = word;
      for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      const bool is_word = small_.contains(low) || text::is_stop_word(low) || !text::names_subject(low);
      if (!is_word || !known.meaning.empty()) kept.emplace(word, known);
    }
    std::vector<ContextEntry> found = entries(kept, fewest);
    for (const auto& [word, known] : kept)
      if (known.items.size() < fewest && !known.meaning.empty())
        found.push_back({.word = word,
                         .objects = {},
                         .meaning = known.meaning,
                         .items = known.items.size(),
                         .first = known.first,
                         .line = known.line});
    std::ranges::stable_sort(found, {}, [](const ContextEntry& entry) { return entry.meaning.empty(); });
    found.resize(std::min(most_entries, found.size()));
    return found;
  }

  std::size_t item_ = 0;
  Words entities_, operations_, abbreviations_;
  std::map<std::string, std::size_t> actions_;  ///< places of words after "to"
  std::set<std::string> small_;                 ///< words written in small letters
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
