#include "draft/language.h"

#include <algorithm>
#include <array>
#include <optional>

#include "draft/sentences.h"
#include "text/subject_words.h"
#include "text/words.h"

namespace agentops::draft {
namespace {

constexpr std::size_t most_terms = 12;
constexpr std::size_t most_words = 3;  ///< of a term or a name
constexpr std::size_t longest_meaning = 100;
constexpr std::size_t most_meanings = 2;  ///< of a term; what has more heads something else each time

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

/// A term and the text that says what it is.
struct Definition {
  std::string_view term;
  std::string_view meaning;
};

std::string_view trimmed(std::string_view text, std::string_view what) {
  const std::size_t begin = text.find_first_not_of(what);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(what) + 1 - begin);
}

/// What follows a colon or a dash; the text itself where there is none.
std::string_view without_sign(std::string_view text) {
  for (const std::string_view sign : {":", " -", " \u2013", " \u2014"})
    if (text.starts_with(sign)) return text.substr(sign.size());
  return text;
}

/// "- **Refund window**: the days in which": bold, then a colon or a dash.
std::optional<Definition> bold_definition(std::string_view line) {
  if (!line.starts_with("**")) return std::nullopt;
  const std::size_t end = line.find("**", 2);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view term = line.substr(2, end - 2);
  const std::string_view rest = line.substr(end + 2);
  const std::string_view meaning = without_sign(rest);
  const bool is_parted = term.ends_with(':') || meaning.size() < rest.size();
  return is_parted ? std::optional(Definition{trimmed(term, " :"), trimmed(meaning, " ")}) : std::nullopt;
}

/// "A refund window is the time in which money goes back."
std::optional<Definition> sentence_definition(std::string_view line) {
  constexpr std::string_view verb = " is ";
  if (!line.starts_with("A ") && !line.starts_with("An ")) return std::nullopt;
  const std::size_t is = line.find(verb);
  if (is == std::string_view::npos) return std::nullopt;
  const std::size_t begin = line.find(' ') + 1;
  return begin > is
             ? std::nullopt
             : std::optional(Definition{line.substr(begin, is - begin), line.substr(is + verb.size())});
}

bool begins_with_article(std::string_view meaning) {
  return std::ranges::any_of(
      std::to_array<std::string_view>({"a ", "an ", "the ", "any ", "A ", "An ", "The ", "Any "}),
      [&](std::string_view article) { return meaning.starts_with(article); });
}

/// True for "the format is fixed", "the user can edit it": a verb comes before anything that a phrase could
/// go on with ("the days in which ...", "a contract that is ...").
bool is_clause(std::string_view meaning) {
  constexpr auto verbs = std::to_array<std::string_view>(
      {"are", "can", "does", "has", "have", "is", "may", "must", "should", "was", "were", "will", "works"});
  constexpr auto links =
      std::to_array<std::string_view>({"in", "that", "what", "when", "where", "which", "who", "whose"});
  for (const Token& token : tokens_of(first_sentence(as_read(meaning), longest_meaning))) {
    if (std::ranges::binary_search(verbs, token.low)) return true;
    if (std::ranges::binary_search(links, token.low)) return false;
  }
  return false;
}

/// The term in small letters, but for its abbreviations; nothing when it is none.
std::optional<std::string> term_of(std::string_view written) {
  const std::vector<Token> tokens = tokens_of(written);
  if (tokens.empty() || tokens.size() > most_words) return std::nullopt;
  if (tokens.size() > 1 && tokens.front().low.ends_with("ing")) return std::nullopt;  // something done
  std::string term;
  for (const Token& token : tokens) {
    const bool is_first = &token == &tokens.front();
    if ((token.after_break && !is_first) || text::is_stop_word(token.low)) return std::nullopt;
    term.append(is_first ? "" : " ").append(is_abbreviation(token) ? token.written : token.low);
  }
  return text::names_subject(tokens.back().low) ? std::optional(term) : std::nullopt;
}

/// True for a long word in capitals: "CONFIDENTIAL".
bool is_shouted(std::string_view written) {
  constexpr std::size_t longest_abbreviation = 6;
  return written.size() > longest_abbreviation &&
         std::ranges::all_of(written, [](char c) { return c >= 'A' && c <= 'Z'; });
}

ContextEntry entry_of(const std::string& word, const Known& known) {
  return {.word = word,
          .objects = {},
          .meaning = known.meaning,
          .items = known.items.size(),
          .first = known.first,
          .line = known.line};
}

}  // namespace

void Language::read_line(std::string_view text, const std::vector<Token>& tokens, const LinePlace& place) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].written == tokens[i].low) small_.insert(tokens[i].low);
    read_abbreviation(tokens, i, place);
  }
  read_names(tokens, place);
  read_definition(text, place);
}

void Language::read_abbreviation(const std::vector<Token>& tokens, std::size_t at, const LinePlace& place) {
  if (!is_abbreviation(tokens[at])) {
    words_.insert(tokens[at].low);
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
  Known& known = note(abbreviations_, tokens[at].written, place);
  if (!known.meaning.empty()) return;
  known.meaning = meaning_of(tokens, at);
  if (!known.meaning.empty()) known.first = place.item, known.line = place.line;
}

void Language::read_names(const std::vector<Token>& tokens, const LinePlace& place) {
  const auto is_part = [&](std::size_t at) {
    const bool is_negated = at + 1 < tokens.size() && tokens[at + 1].low == "t";  // "Don't"
    return at < tokens.size() && !tokens[at].after_break && is_capital(tokens[at]) &&
           tokens[at].low.size() > 1 && !is_negated;
  };
  for (std::size_t begin = 0; begin < tokens.size(); ++begin) {
    if (!is_part(begin)) continue;
    std::string name = tokens[begin].written;
    std::size_t end = begin + 1;
    for (; is_part(end); ++end) name.append(" ").append(tokens[end].written);
    const bool is_all_abbreviations =
        std::ranges::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                            tokens.begin() + static_cast<std::ptrdiff_t>(end), &is_abbreviation);
    const bool follows_capital = begin > 0 && is_capital(tokens[begin - 1]);
    if (end - begin <= most_words && !is_all_abbreviations && !follows_capital) note(names_, name, place);
    begin = end;
  }
}

void Language::read_definition(std::string_view text, const LinePlace& place) {
  text = trimmed(text, " \t");
  if (text.starts_with("- ") || text.starts_with("* ")) text = trimmed(text.substr(2), " ");
  auto found = bold_definition(text);
  if (!found) found = sentence_definition(text);
  if (!found || !begins_with_article(found->meaning) || is_clause(found->meaning)) return;
  const auto term = term_of(found->term);
  if (!term) return;
  Known& known = note(defined_, *term, place);
  if (known.meaning.empty())
    known.meaning = shortened(first_sentence(as_read(found->meaning), longest_meaning), longest_meaning);
}

/// No word of a name is one that is also written small, or that says only what kind of thing it is.
bool Language::is_name(const std::string& written) const {
  return !is_shouted(written) && std::ranges::all_of(tokens_of(written), [&](const Token& token) {
    return !small_.contains(token.low) && !text::is_stop_word(token.low) && text::names_subject(token.low);
  });
}

/// "APIs" beside "API".
bool Language::is_plural(const std::string& word) const {
  return word.ends_with('s') && abbreviations_.contains(word.substr(0, word.size() - 1));
}

std::vector<ContextEntry> Language::terms(std::size_t fewest) const {
  std::vector<ContextEntry> found;
  for (const auto& [word, known] : abbreviations_) {
    std::string low = word;
    for (char& c : low)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool is_word = words_.contains(low) || text::is_stop_word(low) || !text::names_subject(low);
    if (known.meaning.empty() ? !is_word && known.items.size() >= fewest : true)
      found.push_back(entry_of(word, known));
  }
  for (const auto& [word, known] : defined_)
    if (!known.meaning.empty() && known.texts.size() <= most_meanings) found.push_back(entry_of(word, known));
  for (const auto& [word, known] : names_)
    if (known.items.size() >= std::max<std::size_t>(fewest, 2) && is_name(word) && !is_plural(word))
      found.push_back(entry_of(word, known));
  std::ranges::stable_sort(found, [](const ContextEntry& a, const ContextEntry& b) {
    return a.meaning.empty() != b.meaning.empty() ? b.meaning.empty() : a.items > b.items;
  });
  found.resize(std::min(most_terms, found.size()));
  return found;
}

}  // namespace agentops::draft
