#include "text/bounds.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "text/slug.h"
#include "text/words.h"

namespace agentops::text {
namespace {

constexpr std::size_t most_subject_words = 2;
constexpr std::size_t most_joined_words = 3;
constexpr std::size_t farthest_bound = 2;  ///< words between a bound and its value: "limit is set to"

using Words = std::span<const std::string_view>;

bool is_one_of(std::string_view word, Words words) { return std::ranges::find(words, word) != words.end(); }

/// A word that compares with what follows, or is a bound itself, and what all such words are called.
struct Bound {
  std::string_view word;
  std::string_view called;
  bool comes_first = false;  ///< "max retries", not "retries max"
};

constexpr std::array bounds = std::to_array<Bound>({{"above", "above"},
                                                    {"over", "above"},
                                                    {"exceeds", "above"},
                                                    {"exceed", "above"},
                                                    {"exceeding", "above"},
                                                    {"past", "above"},
                                                    {"beyond", "above"},
                                                    {"below", "below"},
                                                    {"under", "below"},
                                                    {"than", "than"},
                                                    {"within", "within"},
                                                    {"after", "after"},
                                                    {"every", "every"},
                                                    {"until", "until"},
                                                    {"least", "min", true},
                                                    {"most", "max", true},
                                                    {"maximum", "max", true},
                                                    {"max", "max", true},
                                                    {"ceiling", "max", true},
                                                    {"cap", "max", true},
                                                    {"minimum", "min", true},
                                                    {"min", "min", true},
                                                    {"floor", "min", true},
                                                    {"limit", "limit"},
                                                    {"limits", "limit"},
                                                    {"threshold", "threshold"},
                                                    {"thresholds", "threshold"},
                                                    {"timeout", "timeout"},
                                                    {"budget", "budget"},
                                                    {"retention", "retention"},
                                                    {"sla", "sla"},
                                                    {"ttl", "ttl"},
                                                    {"interval", "interval"},
                                                    {"deadline", "deadline"},
                                                    {"quota", "quota"},
                                                    {"cooldown", "cooldown"}});

const Bound* bound_named(std::string_view word) {
  const auto found = std::ranges::find(bounds, word, &Bound::word);
  return found == bounds.end() ? nullptr : &*found;
}

/// Words that go with "than".
bool qualifies(std::string_view word) {
  constexpr std::array<std::string_view, 14> words = {"older",   "younger", "more",    "less",   "fewer",
                                                      "greater", "longer",  "shorter", "larger", "higher",
                                                      "lower",   "bigger",  "smaller", "newer"};
  return is_one_of(word, words);
}

/// "more than" -> "above"; "older than" stays.
std::string comparison(std::string_view qualifier) {
  constexpr std::array<std::string_view, 5> above = {"more", "greater", "larger", "higher", "bigger"};
  constexpr std::array<std::string_view, 4> below = {"less", "fewer", "lower", "smaller"};
  if (is_one_of(qualifier, above)) return "above";
  return is_one_of(qualifier, below) ? "below" : std::string(qualifier) + " than";
}

/// Words that say that what follows is only for instance, or was so once.
bool exemplifies(std::string_view word) {
  constexpr std::array<std::string_view, 14> words = {"e",    "g",    "eg",       "example",  "examples",
                                                      "like", "say",  "such",     "instance", "was",
                                                      "were", "took", "achieved", "from"};
  return is_one_of(word, words);
}

/// What is done to a subject, and never one.
bool is_deed(std::string_view word) {
  constexpr std::array<std::string_view, 24> words = {
      "including", "times",  "stay", "stays",  "keep",   "keeps",   "remain", "remains",
      "run",       "runs",   "drop", "drops",  "take",   "takes",   "spent",  "respond",
      "return",    "ensure", "wait", "exceed", "should", "respond", "set",    "total"};
  return is_one_of(word, words);
}

/// What is counted in times, and no subject: "hours" in "fewer than 80 hours".
bool is_unit(std::string_view word) {
  constexpr std::array<std::string_view, 14> units = {"second", "seconds", "minute", "minutes", "hour",
                                                      "hours",  "day",     "days",   "week",    "weeks",
                                                      "month",  "months",  "year",   "years"};
  return is_one_of(word, units);
}

/// "gracefully", but not "monthly" nor "reply".
bool is_adverb(std::string_view word) {
  constexpr std::array<std::string_view, 10> nouns = {"anomaly", "assembly",  "daily", "family", "hourly",
                                                      "monthly", "quarterly", "reply", "supply", "weekly"};
  return (word.size() > 4 && word.ends_with("ly") && !is_one_of(word, nouns)) || word == "anytime";
}

/// "held", "sampled": done to what stands before, so that it is no noun behind "minimum 10 %".
bool is_participle(std::string_view word) {
  constexpr std::array<std::string_view, 4> irregular = {"held", "kept", "left", "spent"};
  return word.ends_with("ed") || is_one_of(word, irregular);
}

/// Index of the word that makes the value a bound, near the end of `words`; nothing when there is none.
std::optional<std::size_t> bound_in(const std::vector<std::string>& words) {
  for (std::size_t back = 1; back <= std::min(words.size(), farthest_bound + 1); ++back) {
    const std::string& word = words[words.size() - back];
    if (bound_named(word) != nullptr) return words.size() - back;
    const bool is_value = word.find_first_of("0123456789") != std::string::npos;  // which took the bound
    if (is_value || is_subject(word)) return std::nullopt;
  }
  return std::nullopt;
}

/// What stands before these words is of another clause: "at peak load, but the timeout is".
bool begins_clause(std::string_view word) {
  constexpr std::array<std::string_view, 7> words = {"although", "because", "but",  "if",
                                                     "though",   "when",    "while"};
  return is_one_of(word, words);
}

/// What is bounded: the last subject words before `end`, joined. A third one counts when nothing stands
/// between them: "false positive rate".
std::string subject_before(const std::vector<std::string>& words, std::size_t end) {
  std::string subject;
  std::size_t count = 0;
  bool is_joined = true;
  for (std::size_t at = end; at > 0 && !begins_clause(words[at - 1]); --at) {
    const std::string& word = words[at - 1];
    const bool counts = is_subject(word) && !subject.starts_with(word + " ");
    if (!counts && count > 0) is_joined = false;
    if (count == (is_joined ? most_joined_words : most_subject_words)) break;
    if (!counts) continue;
    subject.insert(0, word + " ");
    ++count;
  }
  return subject;
}

/// True when what stands before the bound is not what it bounds: "less than 8 or" more than 80, a "D"
/// ceiling.
bool is_cut_off(const std::vector<std::string>& words, std::size_t end) {
  if (end == 0) return false;
  const std::string& last = words[end - 1];
  const bool is_one_bound =
      end > 1 && (words[end - 2] == "at" || words[end - 2] == "equal");  // "at or above"
  return (last == "or" && !is_one_bound) || (last.size() == 1 && last != "a");
}

/// "quoted anchors total" -> "quoted anchors ", "of all traffic" -> "traffic ": the nouns of which there may
/// be so many.
std::string counted_behind(std::string_view after) {
  std::string nouns;
  std::size_t count = 0;
  for (const std::string& word : words_in(after)) {
    if (count == 0 && (word == "of" || word == "all" || word == "the")) continue;
    if (count == most_subject_words || !is_subject(word) || (count == 0 && is_participle(word))) break;
    nouns += word + " ";
    ++count;
  }
  return nouns;
}

/// The words behind the last comma, when they say what they are about; else all of them.
std::vector<std::string> last_part(std::string_view context) {
  std::vector<std::string> words = words_in(context.substr(context.rfind(',') + 1));  // npos + 1 is 0
  return std::ranges::any_of(words, [](const std::string& word) { return is_subject(word); })
             ? words
             : words_in(context);
}

/// Words of time bound times alone: nothing is "within 30%".
bool is_of_time(const Bound& bound) {
  constexpr std::array<std::string_view, 4> times = {"within", "after", "every", "until"};
  return is_one_of(bound.called, times);
}

/// True for "expires after about": what is so, and not what was set.
bool is_estimate(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 4> estimates = {"about", "approximately", "around", "roughly"};
  return !words.empty() && is_one_of(words.back(), estimates);
}

/// Nouns that make the amount before them a rate, a price or a term that somebody set.
bool is_rate(std::string_view noun) {
  constexpr std::array<std::string_view, 22> nouns = {
      "discount", "refund",    "rebate",    "commission", "fee",     "tax",    "vat",    "markup",
      "deposit",  "surcharge", "credit",    "bonus",      "royalty", "buffer", "quorum", "tolerance",
      "margin",   "penalty",   "allowance", "threshold",  "stipend", "voucher"};
  return is_one_of(noun, nouns);
}

bool is_term(std::string_view noun) {
  constexpr std::array<std::string_view, 12> nouns = {"window",   "period",  "retention", "timeout",
                                                      "deadline", "sla",     "ttl",       "cooldown",
                                                      "notice",   "embargo", "warranty",  "lease"};
  return is_one_of(noun, nouns);
}

/// Nouns that need another one before them: of what is it a margin?
bool says_too_little(std::string_view noun) {
  constexpr std::array<std::string_view, 6> nouns = {"threshold", "margin", "tolerance",
                                                     "buffer",    "window", "period"};
  return is_one_of(noun, nouns);
}

/// "discount, then" -> "discount"; "refund window" -> "refund_window"; "" when no word behind is of `kind`.
std::string name_behind(std::string_view after, bool (*kind)(std::string_view)) {
  std::string name;
  for (const std::string& word : words_in(after)) {
    name += word + " ";
    if (kind(word) && !(says_too_little(word) && name.size() == word.size() + 1)) return setting_key(name);
    if (!is_subject(word)) break;
  }
  return {};
}

}  // namespace

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  for_each_word(text, [&](const Word& word) { words.emplace_back(word.text); });
  return words;
}

bool is_subject(std::string_view word) {
  return word.size() > 2 && !is_deed(word) && !is_unit(word) && !is_adverb(word) && !is_stop_word(word) &&
         bound_named(word) == nullptr && !qualifies(word) &&
         word.find_first_of("0123456789") == std::string_view::npos;
}

std::string subject_in(const std::vector<std::string>& words) { return subject_before(words, words.size()); }

bool is_example(const Literal& literal) {
  return std::ranges::any_of(words_in(literal.context), exemplifies);
}

std::string name_of_bound(const Literal& literal) {
  const std::vector<std::string> words = last_part(literal.context);
  const auto at = bound_in(words);
  if (!at) return {};
  const Bound& bound = *bound_named(words[*at]);
  const bool is_time = literal.type == LiteralType::Duration;
  const bool spans_time = bound.word == "over" || bound.word == "past";  // "over two years": during them
  if (is_of_time(bound) && is_estimate(words)) return {};
  if (is_time ? bound.comes_first || spans_time : is_of_time(bound)) return {};
  std::string called(bound.called);
  std::size_t end = *at;
  if (called == "than") {
    if (end == 0 || !qualifies(words[end - 1])) return {};
    called = comparison(words[--end]);
  }
  std::string subject = bound.comes_first ? counted_behind(literal.after) : "";
  if (subject.empty() && !is_cut_off(words, end)) subject = subject_before(words, end);
  if (subject.empty()) return {};
  return setting_key(bound.comes_first ? called + " " + subject : subject + called);
}

std::string name_of_rate(const Literal& literal) {
  return name_behind(literal.after, literal.type == LiteralType::Duration ? is_term : is_rate);
}

std::string setting_key(std::string_view words) {
  constexpr std::size_t longest = 60;  // three words and what they are bounded by
  std::string key = slug(words, longest);
  std::ranges::replace(key, '-', '_');
  return key;
}

}  // namespace agentops::text
