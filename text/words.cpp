#include "text/words.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/characters.h"
#include "text/hash.h"

namespace agentops::text {
namespace {

constexpr std::size_t longest_word = 64;
constexpr std::size_t longest_number = 4;
constexpr std::size_t shortest_noise = 20;  // a digest or key in hexadecimal, not a word
constexpr std::size_t shortest_part = 2;

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

std::string_view cut_at_character(std::string_view word) {
  if (word.size() <= longest_word) return word;
  std::size_t end = longest_word;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xc0U) == 0x80U) --end;
  return word.substr(0, end == 0 ? longest_word : end);
}

bool is_noise(std::string_view lower) {
  if (std::ranges::all_of(lower, is_digit)) return lower.size() > longest_number;
  const auto is_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
  return lower.size() >= shortest_noise && std::ranges::all_of(lower, is_hex);
}

/// True when a new part of an identifier begins at `at`: fooBar, and HTTPServer but not APIs.
bool begins_part(std::string_view word, std::size_t at) {
  if (!is_upper(word[at])) return false;
  if (!is_upper(word[at - 1])) return true;
  return at + 2 < word.size() && is_lower(word[at + 1]) && is_lower(word[at + 2]);
}

void add_word(std::string_view written, std::vector<std::string>& words) {
  std::string lower = text::lower(written);
  if (lower.empty() || is_noise(lower)) return;
  lower.resize(cut_at_character(lower).size());
  words.push_back(std::move(lower));
}

/// Adds the parts of an identifier: what stands between '_' and between changes of case.
void add_parts(std::string_view word, std::vector<std::string>& words) {
  std::size_t begin = 0;
  for (std::size_t at = 1; at <= word.size(); ++at) {
    const bool at_end = at == word.size();
    const bool at_joint = !at_end && word[at] == '_';
    if (!at_end && !at_joint && !begins_part(word, at)) continue;
    const bool is_whole = begin == 0 && at_end;
    if (!is_whole && at >= begin + shortest_part) add_word(word.substr(begin, at - begin), words);
    begin = at + (at_joint ? 1 : 0);
  }
}

void add_with_parts(std::string_view word, std::vector<std::string>& words) {
  const std::size_t begin = word.find_first_not_of('_');
  if (begin == std::string_view::npos) return;
  word = word.substr(begin, word.find_last_not_of('_') - begin + 1);
  add_word(word, words);
  add_parts(word, words);
}

/// The scanner takes all bytes beyond ASCII as letters; here those that are none part the word. Bytes that
/// are not UTF-8 stay.
void add_beyond_ascii(std::string_view run, std::vector<std::string>& words) {
  const char* begin = run.data();
  const char* end = begin;
  for_each_character(run, [&](const Character& character) {
    const bool parts_words = character.bytes.size() > 1 && !is_letter(character.point);
    if (parts_words) add_with_parts({begin, end}, words);
    end = character.bytes.data() + character.bytes.size();
    if (parts_words) begin = end;
  });
  add_with_parts({begin, end}, words);
}

/// English function words, by our own choice; sorted.
constexpr auto stop_words = std::to_array<std::string_view>({
    "a",          "about",    "above",     "across",   "actually", "after",      "again",     "against",
    "all",        "almost",   "along",     "already",  "also",     "although",   "always",    "am",
    "among",      "an",       "and",       "another",  "any",      "anybody",    "anyone",    "anything",
    "anyway",     "anywhere", "are",       "around",   "as",       "at",         "away",      "be",
    "became",     "because",  "become",    "becomes",  "been",     "before",     "behind",    "being",
    "below",      "beside",   "besides",   "between",  "beyond",   "both",       "but",       "by",
    "came",       "can",      "cannot",    "come",     "comes",    "could",      "did",       "do",
    "does",       "doing",    "done",      "down",     "during",   "each",       "either",    "else",
    "enough",     "etc",      "even",      "ever",     "every",    "everybody",  "everyone",  "everything",
    "everywhere", "few",      "for",       "from",     "further",  "gave",       "get",       "gets",
    "getting",    "give",     "given",     "gives",    "go",       "goes",       "going",     "gone",
    "got",        "had",      "has",       "have",     "having",   "he",         "hence",     "her",
    "here",       "hers",     "herself",   "him",      "himself",  "his",        "how",       "however",
    "i",          "if",       "in",        "indeed",   "instead",  "into",       "is",        "it",
    "its",        "itself",   "just",      "least",    "less",     "let",        "lets",      "like",
    "likely",     "made",     "make",      "makes",    "making",   "many",       "may",       "maybe",
    "me",         "might",    "mine",      "more",     "moreover", "most",       "mostly",    "much",
    "must",       "my",       "myself",    "near",     "nearly",   "need",       "needed",    "needs",
    "neither",    "never",    "no",        "nobody",   "none",     "nor",        "not",       "nothing",
    "now",        "nowhere",  "of",        "off",      "often",    "on",         "once",      "one",
    "ones",       "only",     "onto",      "or",       "other",    "others",     "otherwise", "ought",
    "our",        "ours",     "ourselves", "out",      "over",     "own",        "per",       "perhaps",
    "please",     "quite",    "rather",    "really",   "same",     "shall",      "she",       "should",
    "since",      "so",       "some",      "somebody", "somehow",  "someone",    "something", "sometimes",
    "somewhere",  "soon",     "still",     "such",     "take",     "taken",      "takes",     "than",
    "that",       "the",      "their",     "theirs",   "them",     "themselves", "then",      "there",
    "therefore",  "these",    "they",      "this",     "those",    "though",     "through",   "throughout",
    "thus",       "to",       "together",  "too",      "toward",   "towards",    "under",     "unless",
    "until",      "unto",     "up",        "upon",     "us",       "use",        "used",      "uses",
    "using",      "usually",  "various",   "very",     "via",      "want",       "wants",     "was",
    "way",        "we",       "well",      "were",     "what",     "whatever",   "when",      "whenever",
    "where",      "whereas",  "wherever",  "whether",  "which",    "whichever",  "while",     "who",
    "whoever",    "whole",    "whom",      "whose",    "why",      "will",       "with",      "within",
    "without",    "would",    "yes",       "yet",      "you",      "your",       "yours",     "yourself",
    "yourselves",
});
static_assert(std::ranges::is_sorted(stop_words));

}  // namespace

std::vector<std::string> content_words(std::string_view bytes) {
  std::vector<std::string> words;
  for_each_content_word(bytes, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

void add_content_words(std::string_view written, std::vector<std::string>& words) {
  if (std::ranges::all_of(written, is_ascii))
    add_with_parts(written, words);
  else
    add_beyond_ascii(written, words);
}

bool is_stop_word(std::string_view lower_case_word) {
  return std::ranges::binary_search(stop_words, lower_case_word);
}

std::uint64_t words_hash(std::string_view bytes) { return quick_hash(normalised(bytes)); }

std::string normalised(std::string_view bytes) {
  std::string joined;
  joined.reserve(bytes.size());
  for_each_word(bytes, [&](const Word& word) {
    if (!joined.empty()) joined += ' ';
    joined += word.text;
  });
  return joined;
}

}  // namespace agentops::text
